import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { debianMirrors } from "./debian-packages";
import { exclusively } from "./exclusive";
import { isThere } from "./is-there";
import { run } from "./run";
import { inStaging } from "./staging";

/** Packages of another Debian suite than the machine's own. */
export interface ForeignPackages {
  /** Code name, such as `forky`. */
  readonly suite: string;
  readonly names: readonly string[];
}

/**
 * Downloads packages with apt and unpacks them into a folder, unless it is there: nothing is installed on the machine.
 * @param folder the root of the unpacked files; it is there whole or not at all
 * @param begin called before the download
 */
export async function ensureForeignPackages(
  packages: ForeignPackages,
  folder: string,
  begin: () => void,
): Promise<void> {
  if (await isThere(folder)) return;
  await exclusively(dirname(folder), async () => {
    if (await isThere(folder)) return; // Another process was faster.
    begin();
    await inStaging(join(dirname(folder), "staging"), (staging) => unpack(packages, staging, folder));
  });
}

async function unpack({ suite, names }: ForeignPackages, staging: string, folder: string): Promise<void> {
  const options = await aptOptions(staging, suite);
  await run("apt-get", [...options, "update", "-qq"]);
  await run("apt-get", [...options, "download", "-qq", ...names], { cwd: staging });
  const packages = (await readdir(staging)).filter((name) => name.endsWith(".deb"));
  for (const name of packages) await run("dpkg", ["-x", join(staging, name), join(staging, "root")]);
  await rename(join(staging, "root"), folder);
}

/** Options that keep the foreign suite's lists apart from the machine's own. */
async function aptOptions(folder: string, suite: string): Promise<string[]> {
  const sources = join(folder, "sources");
  const lists = join(folder, "lists");
  const cache = join(folder, "cache");
  await mkdir(sources);
  await mkdir(join(lists, "partial"), { recursive: true });
  await mkdir(join(cache, "archives", "partial"), { recursive: true });
  await writeFile(join(sources, `${suite}.sources`), await aptSource(suite));
  return [
    "Dir::Etc::sourcelist=/dev/null",
    `Dir::Etc::sourceparts=${sources}`,
    `Dir::State::lists=${lists}`,
    `Dir::Cache=${cache}`,
    "APT::Sandbox::User=root",
  ].flatMap((option) => ["-o", option]);
}

async function aptSource(suite: string): Promise<string> {
  const source = {
    Types: "deb",
    URIs: (await debianMirrors()).archive,
    Suites: suite,
    Components: "main",
    "Signed-By": "/usr/share/keyrings/debian-archive-keyring.gpg",
  };
  return Object.entries(source)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");
}
