import { join } from "node:path";
import { buildArguments } from "../../harness/build-command";
import { selectBuilds } from "../../harness/plan";
import { withMirror } from "../../harness/with-supply";
import type { OpenProject } from "../../harness/project";
import type { RuntimeFolder } from "../../src/model/project";
import { baselineImages, baselineOf } from "../images/baseline";
import type { Site } from "../images/subject";
import { buildInTurn, type TimedImage } from "../images/timed-build";
import type { Side } from "./figures";

const BASELINE = join(__dirname, "baseline");
const TAG = "start";

/** The images that are compared, of one Spark. */
export type StartImages = Readonly<Record<Side, string>>;

/** The two projects whose runtimes are compared, with an archive of classes and without. */
export interface Projects {
  readonly shared: OpenProject;
  readonly plain: OpenProject;
}

/**
 * Builds the images that are compared, with their parents.
 *
 * @param runtimes of the project without an archive
 * @returns their references, in the order of the runtimes
 * @throws Error with the last lines of what was not built
 */
export async function buildStartImages(
  { shared, plain }: Projects,
  runtimes: readonly RuntimeFolder[],
  site: Site,
  signal: AbortSignal,
): Promise<readonly StartImages[]> {
  const names = runtimes.map(({ name }) => name);
  const { engine, cacheFolder, report } = site;
  const timing = (root: string) => ({
    site: { root, environment: engine.environment, entry: [], signal },
    logFolder: join(cacheFolder, "logs", "bench-start"),
    report,
  });
  await withMirror(async (supplyOf) => {
    for (const open of [shared, plain]) {
      const supply = supplyOf({ ...site, ...open, all: open.builds });
      const images: TimedImage[] = [];
      for (const build of selectBuilds(open.builds, names))
        images.push({ reference: build.image, words: buildArguments(build, await supply.prepare(build)) });
      await buildInTurn(images, timing(open.root), "building");
    }
    const references = selectBuilds(plain.builds, names).map(({ image }) => image);
    const supply = supplyOf({ ...site, ...plain, all: plain.builds });
    const laidOut = await baselineImages(plain, references, supply, TAG);
    await buildInTurn([...laidOut, ...runtimes.map(startedAsOfficial)], timing(plain.root), "baseline");
  });
  return runtimes.map((runtime) => ({
    shared: referenceIn(shared, runtime),
    plain: referenceIn(plain, runtime),
    baseline: startedAsOfficial(runtime).reference,
  }));
}

/** The image of the baseline with an entrypoint that does what the official one does. */
function startedAsOfficial(runtime: Pick<RuntimeFolder, "name">): TimedImage {
  const reference = `${baselineOf(runtime, TAG)}-entrypoint`;
  const base = ["--build-arg", `BASE_IMAGE=${baselineOf(runtime, TAG)}`];
  return { reference, words: ["build", "--progress", "plain", ...base, "--tag", reference, BASELINE] };
}

function referenceIn({ project }: OpenProject, { name }: Pick<RuntimeFolder, "name">): string {
  return project.folders.find((folder) => folder.name === name)?.variants[0]?.reference ?? "";
}
