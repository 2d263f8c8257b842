import { gather } from "../../src/explain/evidence";
import { explain } from "../../src/explain/explain";
import { readSources } from "../../src/plan";
import { runCommand } from "../run-command";
import { parseCommandLine, USAGE } from "./command-line";
import { formatExplanation } from "./text";

runCommand((args) => {
  const { image, asksForJson, matrix, lock, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const explanation = explain(gather(readSources(process.cwd(), matrix, lock)), image);
  process.stdout.write(
    asksForJson ? `${JSON.stringify(explanation, null, 2)}\n` : formatExplanation(explanation),
  );
  return 0;
});
