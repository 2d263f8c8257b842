import { copyFile, mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { debianMirrors, installPackages } from "./debian-packages";
import { exclusively } from "./exclusive";
import { isThere } from "./is-there";
import type { Report } from "./report";
import { run, succeeds } from "./run";
import { inStaging } from "./staging";

// Debian 12 has Docker 20 without BuildKit's current features; these run on its glibc.
const SUITE = "forky";
const FROM_SUITE = ["docker.io", "docker-cli", "docker-buildx", "containerd"];
// The suite's own runc needs a newer glibc.
const FROM_OWN_RELEASE = ["runc", "iptables"];

/** The engine's programs, unpacked into a folder and not installed on the machine. */
export class EnginePackages {
  readonly #root: string;

  constructor(
    private readonly home: string,
    private readonly report: Report,
  ) {
    this.#root = join(home, "root", "usr");
  }

  /** The folders of the unpacked programs, to be put on PATH. */
  get programFolders(): string {
    return [join(this.#root, "sbin"), join(this.#root, "bin")].join(":");
  }

  /** Downloads and unpacks the packages with apt, unless that was done before. */
  async ensureUnpacked(): Promise<void> {
    if (await isThere(join(this.#root, "sbin", "dockerd"))) return;
    await exclusively(this.home, async () => {
      if (await isThere(join(this.#root, "sbin", "dockerd"))) return; // Another process was faster.
      this.report(`engine: unpacking ${FROM_SUITE.join(", ")} of Debian ${SUITE} into ${this.home}`);
      await inStaging(join(this.home, "staging"), (folder) => this.#unpack(folder));
    });
  }

  async #unpack(folder: string): Promise<void> {
    const options = await aptOptions(folder);
    await run("apt-get", [...options, "update", "-qq"]);
    await run("apt-get", [...options, "download", "-qq", ...FROM_SUITE], { cwd: folder });
    const packages = (await readdir(folder)).filter((name) => name.endsWith(".deb"));
    for (const name of packages) await run("dpkg", ["-x", join(folder, name), join(folder, "root")]);
    await rename(join(folder, "root"), join(this.home, "root"));
  }

  /** Installs what the engine needs from the machine's own release: runc and iptables. */
  async ensureSupport(): Promise<void> {
    const env = { PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
    for (const name of FROM_OWN_RELEASE) {
      if (await succeeds(name, ["--version"], { env })) continue;
      this.report(`engine: installing ${FROM_OWN_RELEASE.join(", ")} with apt-get`);
      return installPackages(FROM_OWN_RELEASE);
    }
  }

  /** Puts the buildx plugin where the docker command looks for the user's plugins. */
  async installBuildx(): Promise<void> {
    await this.ensureUnpacked();
    const folder = join(process.env.DOCKER_CONFIG ?? join(homedir(), ".docker"), "cli-plugins");
    await mkdir(folder, { recursive: true });
    await copyFile(
      join(this.#root, "libexec/docker/cli-plugins/docker-buildx"),
      join(folder, "docker-buildx"),
    );
  }
}

/** Options that keep the foreign suite's lists apart from the machine's own. */
async function aptOptions(folder: string): Promise<string[]> {
  const sources = join(folder, "sources");
  const lists = join(folder, "lists");
  const cache = join(folder, "cache");
  await mkdir(sources);
  await mkdir(join(lists, "partial"), { recursive: true });
  await mkdir(join(cache, "archives", "partial"), { recursive: true });
  await writeFile(join(sources, "engine.sources"), await aptSource());
  return [
    "Dir::Etc::sourcelist=/dev/null",
    `Dir::Etc::sourceparts=${sources}`,
    `Dir::State::lists=${lists}`,
    `Dir::Cache=${cache}`,
    "APT::Sandbox::User=root",
  ].flatMap((option) => ["-o", option]);
}

async function aptSource(): Promise<string> {
  const source = {
    Types: "deb",
    URIs: (await debianMirrors()).archive,
    Suites: SUITE,
    Components: "main",
    "Signed-By": "/usr/share/keyrings/debian-archive-keyring.gpg",
  };
  return Object.entries(source)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");
}
