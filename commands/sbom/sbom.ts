import { relative, resolve } from "node:path";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { plan } from "../../src/pipeline";
import { readFolder, readTool } from "../../src/plan";
import { backgroundOf } from "../../src/sbom/background";
import { sbomFiles } from "../../src/sbom/documents";
import { type Inventory, takeInventories } from "../../src/sbom/inventory";
import { obstacles } from "../../src/sbom/obstacles";
import { runCommand } from "../run-command";
import { parseCommandLine, parseEpoch, USAGE } from "./command-line";
import { selectInventories } from "./select";
import { writeFiles } from "./write-files";

const ROOT = resolve(__dirname, "../..");

runCommand((args) => {
  const { names, out, project: folder, platform, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const project = plan(readFolder(ROOT, relative(ROOT, resolve(folder))));
  const all = takeInventories(project, platform);
  const asked = selectInventories(all, names);
  const background = backgroundOf(project, all, KNOWLEDGE, {
    tool: readTool(ROOT),
    date: parseEpoch(process.env.SOURCE_DATE_EPOCH),
  });
  const possible = asked.filter(isPossible);
  const files = possible.flatMap((inventory) => sbomFiles(inventory, background));
  writeFiles(out, files);
  const images = possible.length === 1 ? "1 image" : `${possible.length} images`;
  process.stdout.write(`${files.length} documents of ${images} in ${out}\n`);
  // Who named an image wants its documents; who named none wants those that there can be.
  return names.length > 0 && possible.length < asked.length ? 1 : 0;
});

/** Says why an image that cannot be built for the platform has no documents. */
function isPossible(inventory: Inventory): boolean {
  const found = obstacles(inventory);
  if (found.length > 0)
    process.stderr.write(`left out: ${inventory.variant.reference}: ${found.join("; ")}\n`);
  return found.length === 0;
}
