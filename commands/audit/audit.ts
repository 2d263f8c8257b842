import { findings } from "../../src/advise/advise";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { plan } from "../../src/pipeline";
import { readSources } from "../../src/plan";
import { runCommand } from "../run-command";
import { parseCommandLine, USAGE } from "./command-line";
import { exitCodeOf } from "./exit-code";
import { reportOn } from "./report";
import { formatReport } from "./text";

runCommand((args) => {
  const { date, asksForJson, failOn, matrix, lock, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const found = findings(plan(readSources(process.cwd(), matrix, lock)), KNOWLEDGE);
  const report = reportOn(found, date ?? today());
  process.stdout.write(asksForJson ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
  return exitCodeOf(report, failOn);
});

/** Today's day in UTC: the one place where the project reads the clock. */
function today(): string {
  return new Date().toISOString().slice(0, "YYYY-MM-DD".length);
}
