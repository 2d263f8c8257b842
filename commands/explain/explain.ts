import { type Evidence, gather } from "../../src/explain/evidence";
import { explain } from "../../src/explain/explain";
import { listImages } from "../../src/explain/select";
import { readSources } from "../../src/plan";
import { runCommand } from "../run-command";
import { parseCommandLine, USAGE } from "./command-line";
import { formatExplanation, formatImages } from "./text";

runCommand((args) => {
  const { image, asksForJson, matrix, lock, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const evidence = gather(readSources(process.cwd(), matrix, lock));
  const [told, text] = image === undefined ? listed(evidence) : explained(evidence, image);
  process.stdout.write(asksForJson ? `${JSON.stringify(told, null, 2)}\n` : text);
  return 0;
});

type Told = readonly [value: unknown, text: string];

function explained(evidence: Evidence, image: string): Told {
  const explanation = explain(evidence, image);
  return [explanation, formatExplanation(explanation)];
}

function listed({ project }: Evidence): Told {
  const images = listImages(project);
  return [images, formatImages(images)];
}
