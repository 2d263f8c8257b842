import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Folder, run, scriptText } from "./run-script";

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

/** Where the JVM's library is in memory: its last three bytes overflow within it. */
const [LOW, HIGH] = [0x7f30_6cff_f000n, 0x7f30_6e40_0000n];
const MAPS = `800000000-803a97000 rw-p 00001000 fe:00 1234 /opt/class-data/spark.jsa
7f306cfff000-7f306d000000 r--p 00000000 fe:00 99 /usr/lib/jvm/lib/server/libjvm.so
7f306d000000-7f306e400000 r-xp 00400000 fe:00 99 /usr/lib/jvm/lib/server/libjvm.so
7f306e500000-7f306e600000 r-xp 00000000 fe:00 98 /usr/lib/libc.so.6
`;
const LENGTH = 952;

/** An archive as OpenJDK 17 lays it out: a header, and two regions of these numbers. */
function archiveOf(first: readonly bigint[], second: readonly bigint[]): Buffer {
  const words = (values: readonly bigint[]): Buffer =>
    Buffer.concat(
      values.map((value) => {
        const bytes = Buffer.alloc(8);
        bytes.writeBigUInt64LE(value);
        return bytes;
      }),
    );
  const archive = Buffer.concat([Buffer.alloc(0x1000), words(first), words(second)]);
  archive.writeUInt32LE(0xf00b_aba2, 0);
  archive.writeUInt32LE(11, 8);
  archive.writeUInt32LE(LENGTH, 0x208);
  let offset = 0x1000;
  [first, second].forEach((values, index) => {
    const region = 16 + 72 * index;
    archive.writeBigUInt64LE(BigInt(offset), region + 24);
    archive.writeBigUInt64LE(BigInt(8 * values.length), region + 40);
    archive.writeUInt32LE(crc32(archive.subarray(offset, offset + 8 * values.length)), region);
    offset += 8 * values.length;
  });
  archive.writeUInt32LE(crc32(archive.subarray(8, LENGTH)), 4);
  return archive;
}

async function forgotten(archive: Buffer, maps = MAPS) {
  const file = join(folder.path, "spark.jsa");
  writeFileSync(file, archive);
  chmodSync(file, 0o444);
  writeFileSync(join(folder.path, "maps"), maps);
  const script = folder.script("forget-addresses", scriptText("forget-addresses.pl"));
  const { status, out, err } = await run("perl", [script, file, join(folder.path, "maps")]);
  return { status, out, err: err.replaceAll(folder.path, ""), bytes: readFileSync(file) };
}

describe("forget-addresses.pl", () => {
  it("writes zeros over the addresses of the JVM's library, and the checksums of what they are in", async () => {
    const other = [0x8_0000_1000n, HIGH, LOW - 1n, 0x7f30_6e50_0000n, 7n];
    const { status, out, err, bytes } = await forgotten(
      archiveOf([LOW, ...other, 0x7f30_6dad_6728n], [HIGH - 1n, ...other]),
    );
    expect({ status, out, err }).toEqual({ status: 0, out: "3 addresses of the JVM forgotten\n", err: "" });
    expect(bytes.equals(archiveOf([0n, ...other, 0n], [0n, ...other]))).toBe(true);
  });

  it("leaves an archive without such addresses as it is", async () => {
    const archive = archiveOf([1n, HIGH], [2n]);
    expect((await forgotten(archive)).bytes.equals(archive)).toBe(true);
  });

  it("takes no bytes for an address that stand across two numbers", async () => {
    const across = [(LOW & 0xffff_ffffn) << 32n, LOW >> 32n];
    const archive = archiveOf(across, across);
    expect((await forgotten(archive)).bytes.equals(archive)).toBe(true);
  });

  it.each<[string, (archive: Buffer) => Buffer, string | undefined, string]>([
    ["of another Java", (one) => (one.writeUInt32LE(16, 8), one), MAPS, "no archive of OpenJDK 17"],
    ["that is none", (one) => (one.writeUInt32LE(1, 0), one), MAPS, "no archive of OpenJDK 17"],
    ["with another header", (one) => (one.writeUInt8(1, 300), one), MAPS, "no archive of OpenJDK 17"],
    ["that ends at once", (one) => one.subarray(0, 100), MAPS, "too short"],
    [
      "of a process without the library",
      (one) => one,
      "800000000-803a97000 rw-p 0 fe:00 1 /a\n",
      "no libjvm.so",
    ],
  ])("refuses a file %s, and leaves it as it is", async (_what, edit, maps, says) => {
    const archive = edit(archiveOf([LOW], [LOW]));
    const { status, err, bytes } = await forgotten(archive, maps);
    expect([status === 0, err]).toEqual([
      false,
      `/${says === "no libjvm.so" ? "maps" : "spark.jsa"}: ${says}\n`,
    ]);
    expect(bytes.equals(archive)).toBe(true);
  });
});
