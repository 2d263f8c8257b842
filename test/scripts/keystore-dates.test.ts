import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Folder, run, scriptText } from "./run-script";

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};
const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const date = (milliseconds: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(milliseconds);
  return bytes;
};

/** A keystore as Java writes it: certificates by name and date, and the checksum over them. */
function keystore(entries: readonly (readonly [string, bigint])[], kind = 2, tail = ""): Buffer {
  const certificate = Buffer.from("a certificate");
  const body = Buffer.concat([
    Buffer.from("feedfeed", "hex"),
    number(2),
    number(entries.length),
    ...entries.flatMap(([name, added]) => [
      number(kind),
      text(name),
      date(added),
      text("X.509"),
      number(certificate.length),
      certificate,
    ]),
    Buffer.from(tail),
  ]);
  const password = Buffer.from("changeit", "utf16le").swap16();
  const digest = createHash("sha1").update(password).update("Mighty Aphrodite").update(body).digest();
  return Buffer.concat([body, digest]);
}

async function dated(bytes: Buffer) {
  const file = join(folder.path, "cacerts");
  writeFileSync(file, bytes);
  const script = folder.script("keystore-dates", scriptText("keystore-dates.pl"));
  const { status, err } = await run("perl", [script, file, "315619200"]);
  return { status, err, bytes: readFileSync(file) };
}

describe("keystore-dates.pl", () => {
  it("gives every authority one date, and the keystore the checksum of it", async () => {
    const added = [
      ["debian:a.pem", 1_795_425_473_000n],
      ["debian:é.pem", 1_795_425_999_123n],
    ] as const;
    const { status, err, bytes } = await dated(keystore(added));
    expect([status, err]).toEqual([0, ""]);
    const expected = keystore(added.map(([name]) => [name, 315_619_200_000n]));
    expect(bytes.toString("hex")).toBe(expected.toString("hex"));
  });

  it("leaves a keystore without authorities as it is", async () => {
    expect((await dated(keystore([]))).bytes).toEqual(keystore([]));
  });

  it.each([
    ["something else", Buffer.from("PK something else"), "no Java keystore"],
    ["nothing", Buffer.alloc(0), "no Java keystore"],
    ["a key", keystore([["key", 1n]], 1), "an entry that is no certificate"],
    ["bytes behind its entries", keystore([["a", 1n]], 2, "more"), "not the length that its entries have"],
    ["a cut", keystore([["a", 1n]]).subarray(0, -5), "not the length that its entries have"],
  ])("refuses %s, and leaves it as it is", async (_what, before, reason) => {
    const { status, err, bytes } = await dated(before);
    expect(status).not.toBe(0);
    expect(err).toBe(`${join(folder.path, "cacerts")}: ${reason}\n`);
    expect(bytes).toEqual(before);
  });
});
