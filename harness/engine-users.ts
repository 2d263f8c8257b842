import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDockerd, stopProcess } from "./engine-process";
import { exclusively } from "./exclusive";
import { isRunning } from "./is-running";
import type { Report } from "./report";

/**
 * The runs that use the engine of one cache folder at the same time, each a file named by its process id. The engine
 * that one of them has started is stopped by the last one.
 */
export class EngineUsers {
  readonly #folder: string;
  readonly #own: string;
  readonly #toStop: string;

  /** @param home the engine's folder in the cache */
  constructor(
    home: string,
    private readonly report: Report,
  ) {
    this.#folder = join(home, "users");
    this.#own = join(this.#folder, String(process.pid));
    this.#toStop = join(home, "dockerd.to-stop");
  }

  /** Notes this run, before it looks for an engine: from now on nobody stops the one it finds. */
  async enter(): Promise<void> {
    await exclusively(this.#folder, () => writeFile(this.#own, ""));
  }

  /** Notes that the engine with this process id was started here, so that the last user stops it. */
  async own(pid: number): Promise<void> {
    await writeFile(this.#toStop, String(pid));
  }

  /** Takes the engine that was started here out of all care. @returns its process id; undefined: there is none */
  async disown(): Promise<number | undefined> {
    const pid = await this.#engineToStop();
    await rm(this.#toStop, { force: true });
    return pid;
  }

  /** Whether other runs use the engine. */
  async areOthers(): Promise<boolean> {
    const pids = (await readdir(this.#folder)).map(Number);
    return pids.some((pid) => pid !== process.pid && isRunning(pid));
  }

  /** Ends this run's use; the last user stops the engine that was started here. */
  async leave(): Promise<void> {
    await exclusively(this.#folder, async () => {
      await rm(this.#own, { force: true });
      const isUsed = await this.#isUsed();
      const pid = await this.#engineToStop();
      if (pid === undefined) return;
      if (isUsed) return this.report("engine: goes on, since another run uses it");
      await stopProcess(pid);
      await rm(this.#toStop, { force: true });
      this.report("engine: stopped");
    });
  }

  /** Whether a run uses the engine; what runs that were killed have left is removed. */
  async #isUsed(): Promise<boolean> {
    const pids = (await readdir(this.#folder)).map(Number);
    const ended = pids.filter((pid) => !isRunning(pid));
    for (const pid of ended) await rm(join(this.#folder, String(pid)), { force: true });
    return ended.length < pids.length;
  }

  /** The engine that was started here and still runs. */
  async #engineToStop(): Promise<number | undefined> {
    const pid = Number(await readFile(this.#toStop, "utf8").catch(() => ""));
    return pid > 0 && (await isDockerd(pid)) ? pid : undefined;
  }
}
