import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cacheFolder } from "../../harness/cache-folder";
import { ensureEngine } from "../../harness/engine";
import { abortedByUser } from "../../harness/interruption";
import { leaveOut, selectBuilds } from "../../harness/plan";
import { openProject } from "../../harness/project";
import { reportToStandardError as report } from "../../harness/report";
import { run } from "../../harness/run";
import { runMain } from "../../harness/run-main";
import { inStaging } from "../../harness/staging";
import { describeMachine } from "../machine";
import { provenanceOf } from "../published/provenance";
import { publish } from "../published/publish";
import { IMAGES } from "../published/subjects";
import { isMet } from "../reach";
import { benchProject, type OtherDriver, otherDriver } from "./bench-project";
import { parseCommandLine, USAGE } from "./command-line";
import type { Figures } from "./figures";
import { measure } from "./measure";
import { PICTURE, pictureOf } from "./picture";
import { imageReaches } from "./reaches";
import { imageReport } from "./report";
import { removeLeftovers } from "./leftovers";
import type { Subject } from "./subject";

const ROOT = resolve(__dirname, "../..");
const SETTINGS = ["gzip level 6, zstd level 3", "an empty build cache, downloads from this machine"];

/** Measures images. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const options = parseCommandLine(args);
  if (options.asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const command = ["npm run -s bench:images --", ...args].join(" ");
  const provenance = options.publishes
    ? await provenanceOf(ROOT, { ...IMAGES, command }, [describeMachine(), ...SETTINGS])
    : undefined;
  const figures = await measured(options.names, options.except);
  process.stdout.write(`${imageReport(figures)}\n`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (provenance) {
    publish(ROOT, IMAGES.data, provenance, figures);
    writeFileSync(join(ROOT, PICTURE), pictureOf({ ...figures, provenance }));
  }
  return imageReaches(figures).every(isMet) ? 0 : 1;
}

async function measured(names: readonly string[], except: readonly string[]): Promise<Figures> {
  const project = openProject(ROOT, cacheFolder());
  const asked = new Set(leaveOut(selectBuilds(project.builds, names), except).map(({ image }) => image));
  const subjectIn = (folder: string, tag: string, driver?: OtherDriver): Subject => {
    const open = benchProject(ROOT, folder, tag, driver);
    // The same matrix but for names gives the same builds in the same order.
    const pairs = project.builds.map(({ image }, index) => ({
      image,
      bench: open.builds[index]?.image ?? "",
    }));
    const chosen = pairs.filter(({ image }) => asked.has(image));
    const [references, own] = [chosen.map(({ bench }) => bench), chosen.map(({ image }) => image)];
    return { open, references, names: own, tag };
  };
  await run("zstd", ["--version"]);
  const signal = abortedByUser();
  return inStaging(join(cacheFolder(), "staging"), async (scratch) => {
    const before = subjectIn(scratch, "before");
    const changed = subjectIn(scratch, "changed", otherDriver());
    const engine = await ensureEngine(cacheFolder(), report);
    try {
      const site = { engine, cacheFolder: cacheFolder(), report };
      return { machine: describeMachine(), ...(await measure(before, changed, site, signal)) };
    } finally {
      await removeLeftovers(engine);
      await engine.stop();
    }
  });
}

runMain(main);
