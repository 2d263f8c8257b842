import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../run";

/** A file of a pinned release. */
export interface Release {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

const MACHINE = "x86_64";
const OLDEST_GLIBC = 5;
const NEWEST_GLIBC = 28;

/** Options that make pip choose the wheel that a CPython on glibc 2.28 would take, whatever Python runs pip. */
export function wheelOptions(pythonVersion: string): string[] {
  const glibc = Array.from({ length: NEWEST_GLIBC - OLDEST_GLIBC + 1 }, (_, index) => NEWEST_GLIBC - index);
  const platforms = [
    ...glibc.map((minor) => `manylinux_2_${minor}_${MACHINE}`),
    ...["manylinux2014", "manylinux2010", "manylinux1"].map((name) => `${name}_${MACHINE}`),
  ];
  return [
    "--only-binary",
    ":all:",
    "--implementation",
    "cp",
    "--python-version",
    pythonVersion,
    ...platforms.flatMap((platform) => ["--platform", platform]),
  ];
}

/** Options that make pip take the source package. */
export const SOURCE_OPTIONS = ["--no-binary", ":all:", "--no-build-isolation"] as const;

/**
 * Downloads one file of each release into `folder` with pip's own configuration; pip checks its hash.
 * @throws CommandError when pip fails; nothing is in `folder` then
 */
export async function pipDownload(
  pip: string,
  releases: readonly Release[],
  folder: string,
  options: readonly string[],
): Promise<void> {
  const requirements = join(folder, "requirements.txt");
  await writeFile(requirements, releases.map(requirement).join(""));
  await run(
    pip,
    [
      "download",
      "--quiet",
      "--disable-pip-version-check",
      "--no-cache-dir",
      "--no-deps",
      "--require-hashes",
      ...options,
      "--dest",
      folder,
      "--requirement",
      requirements,
    ],
    { env: { TMPDIR: folder } },
  );
}

function requirement({ name, version, sha256 }: Release): string {
  return `${name}==${version} --hash=sha256:${sha256}\n`;
}
