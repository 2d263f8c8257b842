import { join } from "node:path";
import type { Engine } from "./engine";
import type { Ending } from "./logged-command";
import type { Build } from "./plan";
import { secondsSince, type Report } from "./report";

const INTERVAL_MS = 15_000;

/** How progress lines call a command. */
export interface Announcement {
  /** While it runs, such as "spark-3.5.8-core building". */
  readonly what: string;
  /** Once it has succeeded, such as "built". */
  readonly done: string;
}

/** What a run context is made of. */
export interface RunSettings {
  /** The project's folder. */
  readonly root: string;
  /** What the run was told to build instead of the project's own images. */
  readonly project?: string | undefined;
  readonly engine: Pick<Engine, "environment">;
  readonly logFolder: string;
  readonly report: Report;
  /** How many builds and tests there are in all, for the progress lines. */
  readonly total: number;
  /** Ends builds and tests when it is aborted. */
  readonly signal: AbortSignal;
}

/** What every build and test of one run works with. */
export class RunContext {
  #begun = 0;

  constructor(private readonly settings: RunSettings) {}

  /** The project's folder. */
  get root(): string {
    return this.settings.root;
  }

  /** What the run was told to build instead of the project's own images; undefined: nothing. */
  get project(): string | undefined {
    return this.settings.project;
  }

  /** Environment of every command: it leads to the engine. */
  get environment(): Readonly<Record<string, string>> {
    return this.settings.engine.environment;
  }

  /** Ends builds and tests when it is aborted. */
  get signal(): AbortSignal {
    return this.settings.signal;
  }

  /** Where the output of a build or test goes. */
  logFile(build: Build, kind: "build" | "test" | "again"): string {
    return join(this.settings.logFolder, `${build.image.replaceAll(/[^\w.-]+/g, "_")}.${kind}.log`);
  }

  /** Runs a command and says that it begins, that it goes on (every 15 seconds) and how it ended. */
  async announced({ what, done }: Announcement, command: () => Promise<Ending>): Promise<Ending> {
    const { report, total, signal } = this.settings;
    signal.throwIfAborted();
    const start = Date.now();
    const line = `[${++this.#begun}/${total}] ${what}`;
    report(line);
    const timer = setInterval(() => report(`${line} ${secondsSince(start)} s`), INTERVAL_MS);
    const ending = await command().finally(() => clearInterval(timer));
    report(`${line}: ${ending.exitCode === 0 ? done : "failed"} in ${secondsSince(start)} s`);
    return ending;
  }
}
