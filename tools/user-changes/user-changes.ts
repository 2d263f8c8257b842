import { join } from "node:path";
import { reportToStandardError as report, secondsSince } from "../../harness/report";
import { runMain } from "../../harness/run-main";
import { UsageError } from "../../src/model/usage-error";
import { USER_CHANGES } from "./changes";
import { play } from "./play";

const ROOT = join(__dirname, "../..");
const NAMES = USER_CHANGES.map(({ name }) => name);

// Makes changes that users make, each in a copy of the project, and runs all tests there: npm run user-changes [NAME...]
runMain(async (names) => {
  const unknown = names.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw new UsageError(`NAME: found "${unknown[0]}", allowed: ${NAMES.join(", ")}.`);
  for (const change of USER_CHANGES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const start = Date.now();
    report(`${change.name}: npx projen lock, npx projen, npm test`);
    await play(ROOT, change, ["npm", "test"], "inherit");
    report(`${change.name}: all tests pass, after ${secondsSince(start)} s`);
  }
  return 0;
});
