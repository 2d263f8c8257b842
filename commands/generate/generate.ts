import { relative, resolve } from "node:path";
import { warnings } from "../../src/advise/warnings";
import { acceptedWarning } from "../../src/render/accepted";
import { generateProject } from "../../src/synthesize/generate-project";
import { runCommand } from "../run-command";
import { parseCommandLine, USAGE } from "./command-line";

const ROOT = resolve(__dirname, "../..");

runCommand((args) => {
  const { folder, out, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const generated = generateProject(ROOT, relative(ROOT, resolve(folder)), out);
  const { project, findings, files, written, removed } = generated;
  for (const line of [...project.accepted.map(acceptedWarning), ...warnings(findings)])
    process.stderr.write(`${line}\n`);
  const changes = `${written.length} written, ${removed.length} removed`;
  process.stdout.write(`${files.length} files in ${out}: ${changes}\n`);
  return 0;
});
