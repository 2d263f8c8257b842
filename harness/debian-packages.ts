import { readFile } from "node:fs/promises";
import { run } from "./run";

/** Where a Debian machine's apt finds packages, as its own configuration says. */
export interface DebianMirrors {
  /** URI of the archive. */
  readonly archive: string;
  /** URI of the security archive; undefined where the machine has none. */
  readonly security: string | undefined;
}

/** Whether this machine is a Debian (not a derivative) and this process may install packages on it. */
export async function canInstallPackages(): Promise<boolean> {
  return process.getuid?.() === 0 && (await osRelease()).get("ID") === "debian";
}

/** Installs packages of this machine's own release with its own apt configuration. */
export async function installPackages(names: readonly string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-qq", "--yes", "--no-install-recommends", ...names], { env });
}

/** The mirrors that this machine's apt is configured with. */
export async function debianMirrors(): Promise<DebianMirrors> {
  const codename = (await osRelease()).get("VERSION_CODENAME") ?? "stable";
  return readMirrors(await run("apt-get", ["update", "--print-uris"]), codename);
}

/** Reads mirrors from what `apt-get update --print-uris` prints on a release with this code name. */
export function readMirrors(printed: string, codename: string): DebianMirrors {
  const suites = [...printed.matchAll(/^'(\S+)\/dists\/(\S+?)\/(?:InRelease|Release)'/gm)];
  const find = (suite: string) => suites.find(([, , found]) => found === suite)?.[1];
  const archive = find(codename) ?? find("stable");
  if (archive === undefined) {
    const found = suites.map(([, , suite]) => suite).join(", ") || "none";
    throw new Error(
      `apt's sources have no suite "${codename}" (found: ${found}): add Debian's own archive to them.`,
    );
  }
  return { archive, security: find(`${codename}-security`) ?? find("stable-security") };
}

async function osRelease(): Promise<Map<string, string>> {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  const pairs = [...text.matchAll(/^([A-Z_]+)="?([^"\n]*)"?$/gm)];
  return new Map(pairs.map(([, key = "", value = ""]) => [key, value]));
}
