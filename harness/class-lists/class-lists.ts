import { join, resolve } from "node:path";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { plan } from "../../src/pipeline";
import { readSources } from "../../src/plan";
import { cacheFolder } from "../cache-folder";
import { ensureEngine } from "../engine";
import { abortedByUser } from "../interruption";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { chosenCores } from "./chosen-cores";
import { parseCommandLine, USAGE } from "./command-line";
import { renewLists } from "./renew-lists";

const ROOT = resolve(__dirname, "../..");

/** Renews the lists of classes that archives are made of. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { sparks, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { folders, settings } = plan(readSources(ROOT));
  const cores = chosenCores({ folders }, KNOWLEDGE.spark.classDataSharing, sparks);
  const signal = abortedByUser();
  const engine = await ensureEngine(cacheFolder(), report);
  try {
    const folder = join(ROOT, "templates", "class-lists");
    await renewLists(cores, { settings, engine, folder, report, signal });
    return 0;
  } finally {
    await engine.stop();
  }
}

runMain(main);
