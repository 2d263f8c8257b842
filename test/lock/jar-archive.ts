import { crc32, deflateRawSync } from "node:zlib";

/** A jar of class files, each with a major version of its format, and of other files, given by their text. */
export function jarArchive(files: Readonly<Record<string, number | string>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === "number" ? classFile(content) : Buffer.from(content);
    // Classes are deflated, as a compiler's jar has them; other files are stored.
    const packed = typeof content === "number" ? deflateRawSync(bytes) : bytes;
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(typeof content === "number" ? 8 : 0, 4);
    header.writeUInt32LE(crc32(bytes), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(bytes.length, 18);
    header.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), header, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    locals.push(local);
    central.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), header, place, Buffer.from(name)]),
    );
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\u0005\u0006"), end]);
}

function classFile(major: number): Buffer {
  const bytes = Buffer.alloc(2000, 7);
  bytes.writeUInt32BE(0xcafebabe, 0);
  bytes.writeUInt16BE(0, 4);
  bytes.writeUInt16BE(major, 6);
  return bytes;
}
