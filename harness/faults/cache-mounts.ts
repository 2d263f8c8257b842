import { randomUUID } from "node:crypto";
import type { Checksum } from "../checksum";
import { failingStep } from "../failing-step";
import { DockerBuild, type DockerOptions } from "./docker-build";
import { listRecords, removeRecords } from "./leftovers";

const ATTEMPTS = 10;

const ARTIFACTS = "spark-k8s-artifacts";
const MOUNTS = [
  `--mount=type=cache,id=${ARTIFACTS},target=/var/cache/artifacts`,
  "--mount=type=cache,id=spark-k8s-pip,target=/var/cache/pip,sharing=locked",
].join(" ");

// Each file with the hash of its bytes: an artifact's by the algorithm that its folder names, pip's by SHA-256.
const LIST = `cd /var/cache
for algorithm in sha256 sha512; do
  [ ! -d "artifacts/$algorithm" ] || find "artifacts/$algorithm" -type f -exec "\${algorithm}sum" {} +
done
find pip -type f -name '*.body' -exec sha256sum {} +`;

/** A file in a cache mount. */
export interface MountedFile {
  /** Below `/var/cache`, such as `artifacts/sha256/…` or `pip/http-v2/…`. */
  readonly path: string;
  /** The hash that its bytes have. */
  readonly hash: string;
}

/** The cache mounts of one lane, which no other build uses: BuildKit keeps them apart by a namespace. */
export class CacheMounts {
  constructor(
    /** The value of the build argument BUILDKIT_CACHE_MOUNT_NS. */
    readonly namespace: string,
    /** The image that the helper builds are made from. */
    private readonly image: string,
    private readonly docker: DockerOptions,
  ) {}

  /** Removes everything that is kept of an artifact, and all that pip keeps. */
  async forget({ algorithm, hex }: Checksum): Promise<void> {
    await this.#run(`rm -rf /var/cache/artifacts/${algorithm}/${hex}* /var/cache/pip/*`);
  }

  /** Every artifact, and every body that pip keeps of an answer. */
  async files(): Promise<readonly MountedFile[]> {
    const output = await this.#run(`{ ${LIST}; } | sed 's/^/mounted /'`);
    return [...output.matchAll(/^#\d+ [\d.]+ mounted (\w+) {2}(.+)$/gm)].map(([, hash = "", path = ""]) => ({
      path,
      hash,
    }));
  }

  /**
   * Whether there is more than one mount for artifacts. BuildKit gives a build a new and empty one when the one there is
   * is locked in that moment, because its size is asked for, by `docker buildx du` or by the engine that looks for what
   * to remove (`getRefCacheDirNoCache` in `solver/llbsolver/mounts/mount.go` of BuildKit 0.25.2).
   */
  async areReplaced(): Promise<boolean> {
    const mount = ` with id "${this.namespace}/${ARTIFACTS}"`;
    const records = await listRecords(this.docker.environment);
    return records.filter(({ description }) => description.includes(mount)).length > 1;
  }

  /** Removes the mounts, and what the build cache keeps of the helper builds. */
  async remove(): Promise<void> {
    const mount = ` with id "${this.namespace}/`;
    await removeRecords(
      ({ description }) => description.includes(mount) || description.includes(this.#mark),
      this.docker.environment,
      ATTEMPTS,
    );
  }

  /** The words by which the build cache knows the helper builds. */
  get #mark(): string {
    return `# helper build for the cache mounts ${this.namespace}`;
  }

  async #run(script: string): Promise<string> {
    // Never twice the same text, since --no-cache would make the cache mounts new as well.
    const input = `FROM ${this.image}\nRUN ${MOUNTS} <<EOT\n${this.#mark} ${randomUUID()}\nset -eu\n${script}\nEOT\n`;
    const namespace = ["--build-arg", `BUILDKIT_CACHE_MOUNT_NS=${this.namespace}`];
    const build = new DockerBuild([...namespace, "--output", "type=cacheonly", "-"], {
      ...this.docker,
      input,
    });
    if ((await build.ended) === 0) return build.output;
    throw new Error(["A helper build failed:", ...failingStep(build.output)].join("\n  "));
  }
}

/**
 * What is wrong with the files of a cache mount, as sentences.
 * @param wrong hashes of bodies that a source sent in place of the right one
 * @param isAfterKill whether a build was just killed: what it had begun to download may be left
 */
export function wrongFiles(
  files: readonly MountedFile[],
  wrong: ReadonlySet<string>,
  isAfterKill: boolean,
): string[] {
  return files
    .filter(({ path }) => !path.endsWith(".lock"))
    .flatMap(({ path, hash }) => {
      if (wrong.has(hash)) return [`the cache mount keeps wrong bytes: ${path} has the hash ${hash}`];
      const isRight = path.endsWith(`/${hash}`) || !path.startsWith("artifacts/");
      if (isRight || (isAfterKill && path.endsWith(".partial"))) return [];
      return [`the cache mount keeps ${path}, whose bytes have the hash ${hash}`];
    });
}
