import { deflateRawSync, crc32 as nodeCrc32 } from "node:zlib";
import { hash } from "./lock-project";
import type { SourceServer } from "./source-server";

/** A wheel as a test wants it. */
export interface TinyWheel {
  readonly name: string;
  readonly version: string;
  /** What follows the version in the file's name; any platform by default. */
  readonly tags?: string;
  /** Requirements. */
  readonly requires?: readonly string[];
  /** Further lines of its METADATA. */
  readonly metadata?: readonly string[];
}

/** Serves wheels as a package index at /simple of a server; each project's page is HTML, as PEP 503 says. */
export function serveWheels(server: SourceServer, wheels: readonly TinyWheel[]): void {
  for (const name of new Set(wheels.map((wheel) => wheel.name))) {
    const links = wheels
      .filter((wheel) => wheel.name === name)
      .map((wheel) => {
        const [file, bytes] = [wheelFile(wheel), wheelBytes(wheel)];
        server.at(`/files/${file}`, bytes);
        return `<a href="/files/${file}#sha256=${hash("sha256", bytes)}">${file}</a><br>`;
      });
    const page = {
      body: `<!DOCTYPE html><html><body>${links.join("\n")}</body></html>`,
      headers: { "content-type": "text/html" },
    };
    server.at(`/simple/${name}/`, page);
  }
}

/** Name of a wheel's file. */
export function wheelFile({ name, version, tags = "py3-none-any" }: TinyWheel): string {
  return `${name.replaceAll("-", "_")}-${version}-${tags}.whl`;
}

/** A wheel that installs nothing. */
export function wheelBytes({
  name,
  version,
  tags = "py3-none-any",
  requires = [],
  metadata = ["License-Expression: MIT"],
}: TinyWheel): Buffer {
  const folder = `${name.replaceAll("-", "_")}-${version}.dist-info`;
  const lines = [
    "Metadata-Version: 2.4",
    `Name: ${name}`,
    `Version: ${version}`,
    ...metadata,
    ...requires.map((other) => `Requires-Dist: ${other}`),
  ];
  return zipOf({
    [`${folder}/METADATA`]: `${lines.join("\n")}\n`,
    [`${folder}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: ${tags}\n`,
    [`${folder}/RECORD`]: "",
  });
}

/** A zip archive, written out since no library of this project makes one. */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [packed, title] = [deflateRawSync(text), Buffer.from(name)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(nodeCrc32(text), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(Buffer.byteLength(text), 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), common, tail, title]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from("PK\u0005\u0006"), end]);
}
