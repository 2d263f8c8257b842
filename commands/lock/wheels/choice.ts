import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../tools/run-tool";
import type { Platform } from "./platforms";

/** A wheel that pip would install, and what its metadata say. */
export interface ChosenWheel {
  /** Normalized name of its package. */
  readonly name: string;
  readonly file: string;
  readonly url: string;
  readonly sha256: string;
  readonly metadata: WheelMetadata;
}

/** The parts of a wheel's METADATA that tell its licence. */
export interface WheelMetadata {
  readonly license_expression?: string;
  readonly license?: string;
  readonly classifier?: readonly string[];
}

interface Report {
  readonly install: readonly {
    readonly download_info: {
      readonly url: string;
      readonly archive_info?: { readonly hashes?: { sha256?: string } };
    };
    readonly metadata: WheelMetadata & { readonly name: string };
  }[];
}

const MACHINES: Readonly<Record<Platform, string>> = { amd64: "x86_64", arm64: "aarch64" };
const OLDEST_GLIBC = 5;
const NEWEST_GLIBC = 28;

/**
 * The wheel of each pinned version that pip takes on a Python and platform, by pip's own choice, without downloading
 * it where the index gives its metadata apart.
 */
export async function chooseWheels(
  pip: string,
  folder: string,
  asked: {
    readonly python: string;
    readonly platform: Platform;
    readonly pins: readonly string[];
    readonly index: string;
  },
): Promise<readonly ChosenWheel[]> {
  if (asked.pins.length === 0) return [];
  const [requirements, report] = [join(folder, "chosen.txt"), join(folder, "report.json")];
  await writeFile(requirements, asked.pins.map((pin) => `${pin}\n`).join(""));
  const tags = platformTags(MACHINES[asked.platform]).flatMap((tag) => ["--platform", tag]);
  const common = ["install", "--quiet", "--disable-pip-version-check", "--dry-run", "--ignore-installed"];
  const target = ["--implementation", "cp", "--python-version", asked.python, ...tags];
  const index = asked.index ? ["--index-url", asked.index] : [];
  const files = ["--target", join(folder, "nothing"), "--report", report, "--requirement", requirements];
  const what = `wheels of Python ${asked.python} for ${asked.platform}`;
  await runTool(what, pip, [...common, "--no-deps", "--only-binary", ":all:", ...target, ...index, ...files]);
  const { install } = JSON.parse(await readFile(report, "utf8")) as Report;
  return install.map(({ download_info: { url, archive_info }, metadata }) => ({
    name: normalized(metadata.name),
    file: decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? ""),
    url,
    sha256: archive_info?.hashes?.sha256 ?? "",
    metadata,
  }));
}

/** Platform tags of glibc 2.28, the best first. */
function platformTags(machine: string): readonly string[] {
  const glibc = Array.from({ length: NEWEST_GLIBC - OLDEST_GLIBC + 1 }, (_, index) => NEWEST_GLIBC - index);
  const old = ["manylinux2014", "manylinux2010", "manylinux1"];
  return [
    ...glibc.map((minor) => `manylinux_2_${minor}_${machine}`),
    ...old.map((name) => `${name}_${machine}`),
  ];
}

/** A package's name as PEP 503 normalizes it. */
function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}
