import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildArguments } from "../build-command";
import type { Build } from "../plan";
import { removeImages } from "../remove-images";
import { run } from "../run";
import type { BuildInputs } from "../supply";
import { wrongFiles, type CacheMounts } from "./cache-mounts";
import type { FaultCase, Step } from "./cases";
import type { Authority } from "./certificate";
import { checkEnding, checkOutput, checkRequests, wrongBodies } from "./checks";
import { DockerBuild, type DockerOptions } from "./docker-build";
import { FaultServer } from "./fault-server";
import type { Gate } from "./gate";
import { killRun, untilRunEnded } from "./run-processes";
import { type Artifact, type Subject, SUBJECTS } from "./subjects";

const LIMIT_MS = 10 * 60_000;
const DOWNLOADING = /RUN --mount=type=cache,id=spark-k8s-artifacts/;
// Time in which a second build would ask for what the first is downloading, if nothing kept it from that.
const SETTLE_MS = 3_000;

/** What a case is played with. */
export interface Stage {
  readonly docker: DockerOptions;
  readonly authority: Authority;
  /** Different in every run, so that no build finds its layers in the build cache. */
  readonly tag: string;
  /** Folder for the output of builds. */
  readonly logFolder: string;
  readonly mounts: CacheMounts;
  /** The build of the case's Dockerfile, and what the good mirror gives it. */
  readonly build: Build;
  readonly inputs: BuildInputs;
  readonly artifact: Artifact;
}

/** What went wrong in a case, as sentences; none: it passed. */
export async function play(theCase: FaultCase, stage: Stage): Promise<readonly string[]> {
  const subject = SUBJECTS[theCase.subject];
  const server = await FaultServer.start(
    originsOf(subject, stage.inputs),
    theCase.isSecure ? stage.authority : undefined,
  );
  try {
    await stage.mounts.forget(stage.artifact.checksum);
    return await new Player(theCase, stage, subject, server).playSteps();
  } finally {
    await server.close();
  }
}

/** Where the good mirror has the files of each source. */
function originsOf({ sources }: Subject, { arguments: given }: BuildInputs): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sources).map(([source, argument]) => [source, given[argument] ?? ""]),
  );
}

/** Plays the steps of one case against one server. */
class Player {
  /** Hashes of everything wrong that was sent so far. */
  readonly #wrong = new Set<string>();

  constructor(
    private readonly theCase: FaultCase,
    private readonly stage: Stage,
    private readonly subject: Subject,
    private readonly server: FaultServer,
  ) {}

  async playSteps(): Promise<readonly string[]> {
    for (const [index, step] of this.theCase.steps.entries()) {
      const name = `${this.stage.tag}-${index + 1}`;
      const problems = await this.#play(step, name);
      if (problems.length > 0) return problems.map((problem) => `build ${index + 1}: ${problem}`);
    }
    return [];
  }

  async #play(step: Step, name: string): Promise<readonly string[]> {
    const { artifact, mounts } = this.stage;
    const gate = this.server.begin(
      step.disturbances.map(({ source, answer, times = Infinity }) => ({
        source,
        file: artifact.file,
        answer,
        times,
      })),
    );
    const first = this.#start(step, name, 0);
    const builds = [first];
    try {
      if (step.killed) await this.#killMidway(step.killed, first, name, gate);
      if (step.isTwice) builds.push(await this.#startMidway(step, first, name, gate));
      gate.open();
      const exitCodes = await Promise.all(builds.map((build) => build.ended));
      this.stage.docker.signal.throwIfAborted();
      const seen = this.server.seen.filter(({ file }) => file === artifact.file);
      wrongBodies(seen, artifact).forEach((hash) => this.#wrong.add(hash));
      const problems = [
        ...checkEnding(step, exitCodes),
        ...checkRequests(step, seen),
        ...builds.flatMap(({ output }) => checkOutput(step, output, seen, artifact)),
        ...wrongFiles(await mounts.files(), this.#wrong, step.killed !== undefined),
      ];
      if (step.ending === "built" && problems.length === 0) {
        for (const index of builds.keys()) problems.push(...(await this.#checkImage(imageOf(name, index))));
      }
      return problems;
    } finally {
      builds.forEach((build) => build.kill());
      await this.#log(name, builds);
      for (const index of builds.keys()) await this.#removeImage(imageOf(name, index));
    }
  }

  async #killMidway(
    killed: NonNullable<Step["killed"]>,
    build: DockerBuild,
    name: string,
    gate: Gate,
  ): Promise<void> {
    await Promise.race([gate.reached, build.ended]);
    const url = this.#urlOf("first", name, 0);
    if (killed === "client") build.kill();
    else await killRun(url);
    await build.ended;
    // What is held is let go after this, and must not reach a RUN that is about to end.
    await untilRunEnded(url);
  }

  async #startMidway(step: Step, first: DockerBuild, name: string, gate: Gate): Promise<DockerBuild> {
    await Promise.race([gate.reached, first.ended]);
    const second = this.#start(step, name, 1);
    await Promise.race([second.printed(DOWNLOADING), second.ended]);
    await pause(SETTLE_MS);
    return second;
  }

  #start(step: Step, name: string, index: number): DockerBuild {
    const { build, inputs, docker, mounts, authority } = this.stage;
    const urls = Object.entries(this.subject.sources).map(([source, argument]) => [
      argument,
      this.#urlOf(source, name, index),
    ]);
    const isTrusting = step.isTrusting ?? this.theCase.isSecure ?? false;
    const given: BuildInputs = {
      ...inputs,
      arguments: {
        ...inputs.arguments,
        ...(Object.fromEntries(urls) as Record<string, string>),
        BUILDKIT_CACHE_MOUNT_NS: mounts.namespace,
      },
      options: [
        ...inputs.options,
        ...(this.subject.target ? ["--target", this.subject.target] : []),
        ...(isTrusting ? ["--secret", `id=ca,src=${authority.file}`] : []),
      ],
    };
    const [, ...args] = buildArguments({ ...build, image: imageOf(name, index) }, given);
    return new DockerBuild(args, {
      ...docker,
      signal: AbortSignal.any([docker.signal, AbortSignal.timeout(LIMIT_MS)]),
    });
  }

  #urlOf(source: string, name: string, index: number): string {
    return this.server.urlOf(source, `${name}-${index}`);
  }

  async #checkImage(image: string): Promise<string[]> {
    const { docker, artifact } = this.stage;
    const { inImage, checksum } = artifact;
    if (inImage === undefined) return [];
    const args = ["--rm", "--network", "none", "--entrypoint", `${checksum.algorithm}sum`, image, inImage];
    const [found = ""] = (await run("docker", ["run", ...args], { env: docker.environment })).split(" ");
    if (found === checksum.hex) return [];
    return [`the image's ${inImage}: expected ${checksum.algorithm} ${checksum.hex}, found ${found}`];
  }

  async #removeImage(image: string): Promise<void> {
    await removeImages([image], this.stage.docker.environment);
  }

  async #log(name: string, builds: readonly DockerBuild[]): Promise<void> {
    const file = join(this.stage.logFolder, `${name}.log`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, builds.map(({ output }) => output).join("\n"));
  }
}

function imageOf(name: string, index: number): string {
  return `spark-k8s-faults:${name}-${index}`;
}
