import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PythonTools } from "../tools/python-tools";
import { runTool } from "../tools/run-tool";
import type { WantedWheels } from "../wanted";
import { PYSPARK } from "./groups";
import type { Platform } from "./platforms";

/** A package of a resolution. */
export interface Pin {
  readonly version: string;
  /** The packages that require it directly; `pyspark` among them stands for PySpark. */
  readonly requiredBy: readonly string[];
  /** SHA-256 of every file of the version. */
  readonly hashes: readonly string[];
}

/** A resolution: packages by normalized name. */
export type Pins = ReadonlyMap<string, Pin>;

/** What a resolution starts from. */
export interface ResolutionInput {
  readonly wanted: WantedWheels;
  readonly platform: Platform;
  /** Py4J of the PySpark that stands beside the wheels; undefined where it is not known yet, and any will do. */
  readonly py4j: string | undefined;
  /** Versions to take where nothing speaks against them. */
  readonly preferred: ReadonlyMap<string, string>;
  /** What versions must be, such as `six==1.17.0`. */
  readonly constraints: readonly string[];
  /** Index to ask; empty: uv's own default. */
  readonly index: string;
}

/** glibc of the oldest wheels' platform that the images have: RAPIDS needs 2.28. */
const PLATFORMS: Readonly<Record<Platform, string>> = {
  amd64: "x86_64-manylinux_2_28",
  arm64: "aarch64-manylinux_2_28",
};

/**
 * Resolves all groups together with uv, wheels alone.
 *
 * @throws ToolError with uv's explanation, such as why no set of versions fits
 */
export async function resolvePins(
  { uv, python }: PythonTools,
  folder: string,
  input: ResolutionInput,
): Promise<Pins> {
  const { wanted, platform, py4j, preferred, constraints, index } = input;
  await mkdir(folder, { recursive: true });
  const file = async (name: string, lines: readonly string[]): Promise<string> => {
    await writeFile(join(folder, name), lines.map((line) => `${line}\n`).join(""));
    return name;
  };
  const groups = await Promise.all(
    Object.entries(wanted.requirements).map(([group, lines]) => file(`${group}.in`, lines)),
  );
  const brought = py4j === undefined ? "py4j" : `py4j==${py4j}`;
  const sources = [...groups, await file(`${PYSPARK}.in`, [brought])];
  // uv takes its preferences from the file that it writes.
  const pins = [...preferred].map(([name, version]) => `${name}==${version}`);
  const output = await file("pins.txt", pins);
  const constraint = await file("constraints.txt", constraints);
  const args = ["pip", "compile", "--quiet", "--no-header", "--generate-hashes", "--only-binary", ":all:"];
  // uv would look for an interpreter of that version first; it needs none, so any will do.
  const target = ["--python", python, "--python-version", wanted.python];
  const place = ["--python-platform", PLATFORMS[platform], ...(index ? ["--default-index", index] : [])];
  const files = ["--constraint", constraint, "--output-file", output, ...sources];
  const what = `wheels of Python ${wanted.python} for ${platform}`;
  await runTool(what, uv, [...args, ...target, ...place, "--annotation-style", "split", ...files], folder);
  return parsePins(await readFile(join(folder, output), "utf8"));
}

/** Reads what `uv pip compile --generate-hashes --annotation-style split` prints. */
export function parsePins(text: string): Pins {
  const pins = new Map<string, Pin>();
  for (const block of text.split(/\n(?=[a-z0-9])/)) {
    const head = /^([a-z0-9-]+)==([^\s;\\]+)/.exec(block);
    if (!head) continue;
    const [, name = "", version = ""] = head;
    const hashes = Array.from(block.matchAll(/--hash=sha256:([0-9a-f]{64})/g), (match) => match[1] ?? "");
    pins.set(name, { version, hashes, requiredBy: requirersIn(block) });
  }
  return pins;
}

/** The names behind `# via`; a requirements file is no package, except that of PySpark. */
function requirersIn(block: string): readonly string[] {
  const comments = Array.from(block.matchAll(/^ +# +(.*)$/gm), (match) => match[1] ?? "");
  const names = comments.map((comment) => comment.replace(/^via ?/, "").trim()).filter((name) => name !== "");
  const requirers = names.flatMap((name) => {
    if (name === `-r ${PYSPARK}.in`) return [PYSPARK];
    return name.startsWith("-") ? [] : [name];
  });
  return [...new Set(requirers)].sort();
}
