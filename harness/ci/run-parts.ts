import spawn from "nano-spawn";
import type { Project } from "../../src/model/project";
import { run } from "../run";
import type { Part } from "./parts";
import { readRuns, type Runs, writeRuns } from "./record";
import type { Outcome } from "./summary";
import { isUntouched } from "./untouched";

/** Where parts run. */
export interface Site {
  /** The project's folder. */
  readonly root: string;
  readonly project: Project;
  /** The file that keeps how each part ended. */
  readonly record: string;
  /** Ends the run when it is aborted. */
  readonly signal: AbortSignal;
  readonly print: (text: string) => void;
}

/**
 * Runs parts one after another, and notes each as soon as it has ended. One that fails does not keep the next from
 * running; one that is interrupted is not noted.
 *
 * @param runsAll whether parts run that passed and that no change can touch
 * @returns what was done, and how each part ended when it last ran
 */
export async function runParts(
  parts: readonly Part[],
  runsAll: boolean,
  site: Site,
): Promise<Outcome & { readonly runs: Runs }> {
  const { root, project, record, signal, print } = site;
  const [ran, untouched] = [new Set<string>(), new Set<string>()];
  for (const part of parts) {
    const last = readRuns(record)[part.name];
    if (!runsAll && last && (await isUntouched(root, project, part, last))) {
      untouched.add(part.name);
      continue;
    }
    const commit = await currentCommit(root);
    const began = Date.now();
    print(`\n== ${part.name}: ${part.title}\n`);
    const passed = await passes(part, site);
    if (signal.aborted) break;
    ran.add(part.name);
    const minutes = (Date.now() - began) / 60_000;
    print(`== ${part.name}: ${passed ? "passed" : "failed"} in ${minutes.toFixed(1)} min\n`);
    await writeRuns(record, { ...readRuns(record), [part.name]: { commit, passed, minutes } });
  }
  return { ran, untouched, runs: readRuns(record) };
}

async function passes({ commands }: Part, { root, signal, print }: Site): Promise<boolean> {
  for (const command of commands) {
    if (signal.aborted) return false;
    print(`$ ${command}\n`);
    const child = spawn("bash", ["-o", "pipefail", "-c", command], { cwd: root, stdio: "inherit" });
    const isWell = await child.then(
      () => true,
      () => false,
    );
    if (!isWell) return false;
  }
  return true;
}

/** The commit that is checked out, with a plus sign where files differ from it. */
async function currentCommit(root: string): Promise<string> {
  const commit = await run("git", ["rev-parse", "HEAD"], { cwd: root });
  const changed = await run("git", ["status", "--porcelain"], { cwd: root });
  return changed === "" ? commit : `${commit}+`;
}
