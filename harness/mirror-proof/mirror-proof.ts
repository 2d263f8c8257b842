import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Lock } from "../../src/model/lock";
import { plan } from "../../src/pipeline";
import { buildsOf, readSources } from "../../src/plan";
import { cacheFolder } from "../cache-folder";
import { ensureEngine } from "../engine";
import { abortedByUser } from "../interruption";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { Claims } from "../claims";
import { buildsOfProof, parseCommandLine, USAGE } from "./command-line";
import { prove } from "./proof";

const ROOT = resolve(__dirname, "../..");

/** Shows that images are built from a mirror where nothing else can be reached. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { names, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const project = plan(readSources(ROOT));
  const lock = JSON.parse(readFileSync(join(ROOT, "lock.json"), "utf8")) as Lock;
  const all = buildsOf(project);
  const builds = buildsOfProof(all, names);
  const claims = new Claims((text) => process.stdout.write(text));
  const signal = abortedByUser();
  const engine = await ensureEngine(cacheFolder(), report);
  try {
    const settings = { root: ROOT, project, lock, all, engine, cacheFolder: cacheFolder(), report, signal };
    await prove(builds, settings, claims);
  } finally {
    await engine.stop();
  }
  claims.end();
  return claims.hold ? 0 : 1;
}

runMain(main);
