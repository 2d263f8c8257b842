import { plan } from "../../src/pipeline";
import { readSources } from "../../src/plan";
import { bakeTargets } from "../../src/resolve/bake-targets";
import { runCommand } from "../run-command";
import { changesOf, changesSince } from "./changes";
import { parseCommandLine, USAGE } from "./command-line";
import { affectedTargets, stagesOf } from "./select";

runCommand(async (args) => {
  const { base, changed, jobs, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const root = process.cwd();
  const targets = bakeTargets(plan(readSources(root)));
  const changes = base === undefined ? changesOf(root, changed) : await changesSince(root, base);
  const affected = affectedTargets(targets, changes);
  const answer = { targets: affected.map(({ name }) => name), stages: stagesOf(targets, affected, jobs) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  return 0;
});
