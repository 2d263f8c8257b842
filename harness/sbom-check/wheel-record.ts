import { readZipTexts } from "./zip-texts";

/** What a wheel says of the files that it installs. */
export interface WheelRecord {
  /** Name of its folder of metadata, such as `numpy-1.26.4.dist-info`. */
  readonly distInfo: string;
  /** SHA-256 of each file by its path in the wheel. */
  readonly files: ReadonlyMap<string, string>;
  /** Names of the commands that pip makes for its entry points. */
  readonly commands: readonly string[];
}

/** Reads the record of a wheel. @throws Error naming the wheel when it has none */
export async function readWheelRecord(wheel: string): Promise<WheelRecord> {
  const texts = await readZipTexts(wheel, (path) =>
    /^[^/]+\.dist-info\/(RECORD|entry_points\.txt)$/.test(path),
  );
  const record = [...texts.keys()].find((path) => path.endsWith("/RECORD"));
  if (record === undefined) throw new Error(`${wheel}: found no RECORD, so it is no wheel.`);
  const distInfo = record.slice(0, -"/RECORD".length);
  return {
    distInfo,
    files: parseRecord(texts.get(record) ?? ""),
    commands: parseCommands(texts.get(`${distInfo}/entry_points.txt`) ?? ""),
  };
}

/** Paths and hexadecimal SHA-256 of a RECORD, CSV with the digest in URL-safe base64; files without one are left out. */
export function parseRecord(csv: string): ReadonlyMap<string, string> {
  const lines = csv.split(/\r?\n/).flatMap((line) => {
    const found = /^(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^,]*)),sha256=(?<digest>[\w-]+=*),\d*$/.exec(
      line,
    )?.groups;
    const path = found?.["quoted"]?.replaceAll('""', '"') ?? found?.["plain"];
    const hex = Buffer.from(found?.["digest"] ?? "", "base64url").toString("hex");
    return path === undefined ? [] : [[path, hex] as const];
  });
  return new Map(lines);
}

/** Names of the commands of an entry_points.txt. */
export function parseCommands(text: string): readonly string[] {
  const sections = text.split(/^\s*\[([^\]]+)\]\s*$/m);
  const names: string[] = [];
  for (let index = 1; index < sections.length; index += 2) {
    if (!/^(console|gui)_scripts$/.test(sections[index]?.trim() ?? "")) continue;
    names.push(
      ...[...(sections[index + 1] ?? "").matchAll(/^\s*([^\s=#;]+)\s*=/gm)].map(([, name = ""]) => name),
    );
  }
  return names;
}
