import { copyFile, mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { installPackages } from "./debian-packages";
import { ensureForeignPackages } from "./foreign-packages";
import type { Report } from "./report";
import { succeeds } from "./run";

// Debian 12 has Docker 20 without BuildKit's current features; these run on its glibc.
const PACKAGES = { suite: "forky", names: ["docker.io", "docker-cli", "docker-buildx", "containerd"] };
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
    await ensureForeignPackages(PACKAGES, join(this.home, "root"), () =>
      this.report(
        `engine: unpacking ${PACKAGES.names.join(", ")} of Debian ${PACKAGES.suite} into ${this.home}`,
      ),
    );
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
