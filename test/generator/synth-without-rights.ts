// Synthesizes the project in a folder as a user who may not write there: node … synth-without-rights.ts FOLDER
import { LogLevel } from "projen/lib/logger";
import { Project } from "projen/lib/project";
import { SparkImages } from "../../src/synthesize/spark-images";

const project = new Project({
  name: "small",
  outdir: process.argv[2] ?? "",
  logging: { level: LogLevel.OFF },
});
new SparkImages(project);
// Not before tsx has loaded all of itself: the other user may not read the folder of the packages.
setImmediate(() => {
  if (process.getuid?.() === 0) process.setuid?.(65534); // root may write everywhere
  try {
    project.synth();
  } catch (error) {
    process.stdout.write(`${(error as Error).name}: ${(error as Error).message}\n`);
  }
});
