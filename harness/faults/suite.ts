import { join } from "node:path";
import { ArtifactCache } from "../cache";
import { buildImage } from "../build";
import { withCleanUp } from "../clean-up";
import { ensureEngine, type Engine } from "../engine";
import { exclusively } from "../exclusive";
import { startMirror } from "../mirror";
import { selectBuilds, type Build, type Plan } from "../plan";
import { secondsSince, type Report } from "../report";
import { RouteTable } from "../routes";
import { succeeds } from "../run";
import { RunContext } from "../run-context";
import { inStaging } from "../staging";
import { MirrorSupply, type Supply } from "../supply";
import { CacheMounts } from "./cache-mounts";
import type { FaultCase } from "./cases";
import { makeAuthority, type Authority } from "./certificate";
import type { DockerOptions } from "./docker-build";
import { type BuildSpan, isMadeIn, removeRecords } from "./leftovers";
import { play } from "./play";
import { buildOf, SUBJECTS } from "./subjects";

const TRIES = 3;

/** What the suite works with. */
export interface SuiteSettings {
  /** The project's folder. */
  readonly root: string;
  readonly lock: Plan["lock"];
  readonly builds: readonly Build[];
  /** Folder for everything that is kept between runs. */
  readonly cacheFolder: string;
  readonly report: Report;
  /** Ends the suite when it is aborted. */
  readonly signal: AbortSignal;
}

/** How a case ended. */
export interface CaseResult {
  readonly name: string;
  /** What went wrong, as sentences; none: it passed. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Plays cases against an engine that is found or started, lanes at once, and hands on each result as it comes. */
export async function playCases(
  cases: readonly FaultCase[],
  settings: SuiteSettings,
  show: (result: CaseResult) => void,
): Promise<void> {
  const engine = await ensureEngine(settings.cacheFolder, settings.report);
  try {
    // One suite at a time: two would share their cache mounts.
    await exclusively(join(settings.cacheFolder, "faults"), () => playAgainst(engine, cases, settings, show));
  } finally {
    await engine.stop();
  }
}

async function playAgainst(
  engine: Engine,
  cases: readonly FaultCase[],
  settings: SuiteSettings,
  show: (result: CaseResult) => void,
): Promise<void> {
  const { root, lock, builds, cacheFolder, report } = settings;
  const routes = new RouteTable();
  const mirror = await startMirror(routes);
  const cache = new ArtifactCache(cacheFolder, report);
  const supply = new MirrorSupply({ root, lock, builds, cache, engine, mirror, routes, report });
  try {
    await buildParents(cases, supply, engine, settings);
    const { arguments: given } = await supply.prepare(buildOf(SUBJECTS.jar, builds));
    const image = given["DEBIAN_IMAGE"] ?? "";
    report("every wrong answer that follows is meant");
    await inStaging(join(cacheFolder, "staging"), async (folder) => {
      const authority = await makeAuthority(folder);
      const settingsOfLanes = { settings, engine, supply, image, authority };
      const names = [...new Set(cases.map(({ lane }) => lane))];
      const lanes = names.map((name) => new Lane(name, settingsOfLanes));
      await withCleanUp(
        async () => {
          const endings = await Promise.allSettled(lanes.map((lane) => lane.play(cases, show)));
          endings.forEach((ending) => {
            if (ending.status === "rejected") throw ending.reason;
          });
        },
        // Not before: asking for records locks cache mounts that builds of another lane are about to get.
        async () => {
          for (const lane of lanes) await lane.remove();
        },
      );
    });
  } finally {
    await mirror.close();
  }
}

/** Builds the parents of what cases build, where the engine does not have them. */
async function buildParents(
  cases: readonly FaultCase[],
  supply: Supply,
  engine: Engine,
  { root, builds, cacheFolder, report, signal }: SuiteSettings,
): Promise<void> {
  const own = [...new Set(cases.map(({ subject }) => buildOf(SUBJECTS[subject], builds)))];
  const parents = builds.filter((build) => own.some((child) => needs(child, build, builds)));
  const logFolder = join(cacheFolder, "logs");
  const context = new RunContext({ root, engine, logFolder, report, total: parents.length, signal });
  for (const parent of parents) {
    const isThere = await succeeds("docker", ["image", "inspect", parent.image], { env: engine.environment });
    if (!isThere) await buildImage(parent, supply, context);
  }
}

function needs(child: Build, parent: Build, builds: readonly Build[]): boolean {
  return child !== parent && selectBuilds(builds, [child.image]).includes(parent);
}

/** What the cases of a lane are played with. */
interface LaneSettings {
  readonly settings: SuiteSettings;
  readonly engine: Engine;
  readonly supply: Supply;
  /** The Debian image, in which cache mounts are looked at. */
  readonly image: string;
  readonly authority: Authority;
}

/** Cases that share cache mounts, one after another. */
class Lane {
  readonly #docker: DockerOptions;
  readonly #mounts: CacheMounts;
  /** When its builds ran, case by case. */
  readonly #spans: BuildSpan[] = [];

  constructor(
    private readonly name: string,
    private readonly given: LaneSettings,
  ) {
    const { settings, engine } = given;
    this.#docker = { cwd: settings.root, environment: engine.environment, signal: settings.signal };
    this.#mounts = new CacheMounts(`spark-k8s-faults-${name}`, given.image, this.#docker);
  }

  /** Plays those of the cases that are of this lane. */
  async play(cases: readonly FaultCase[], show: (result: CaseResult) => void): Promise<void> {
    const own = cases.filter(({ lane }) => lane === this.name);
    for (const [index, theCase] of own.entries()) {
      const began = Date.now();
      try {
        const problems = await this.#playUndisturbed(theCase, index + 1);
        show({ name: theCase.name, problems, seconds: secondsSince(began) });
      } finally {
        this.#spans.push({ run: SUBJECTS[theCase.subject].run, began, ended: Date.now() });
      }
    }
  }

  /** Removes the layers of its builds, for which nothing will ask again, and its cache mounts. */
  async remove(): Promise<void> {
    await removeRecords((record) => isMadeIn(this.#spans, record), this.#docker.environment);
    await this.#mounts.remove();
  }

  /** Plays a case, again where the engine took the cache mount away between two builds. */
  async #playUndisturbed(theCase: FaultCase, number: number): Promise<readonly string[]> {
    for (let tries = 1; ; tries++) {
      const problems = await this.#play(theCase, number);
      if (problems.length === 0 || tries === TRIES || !(await this.#mounts.areReplaced())) return problems;
      const why = "since the engine gave a build a new cache mount";
      this.given.settings.report(`faults: "${theCase.name}" is played again, ${why}`);
      await this.#mounts.remove();
    }
  }

  async #play(theCase: FaultCase, number: number): Promise<readonly string[]> {
    const { settings, supply, authority } = this.given;
    const { lock, builds, cacheFolder, signal } = settings;
    signal.throwIfAborted();
    try {
      const subject = SUBJECTS[theCase.subject];
      const build = buildOf(subject, builds);
      const inputs = await supply.prepare(build);
      return await play(theCase, {
        docker: this.#docker,
        authority,
        tag: `${this.name}-${number}-${Date.now().toString(36)}`,
        logFolder: join(cacheFolder, "logs", "faults"),
        mounts: this.#mounts,
        build,
        inputs,
        artifact: subject.artifact(lock, inputs),
      });
    } catch (error) {
      signal.throwIfAborted();
      return [error instanceof Error ? error.message : String(error)];
    }
  }
}
