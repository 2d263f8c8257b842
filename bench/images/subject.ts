import { buildArguments } from "../../harness/build-command";
import type { Engine } from "../../harness/engine";
import type { OpenProject } from "../../harness/project";
import type { Report } from "../../harness/report";
import type { Supply } from "../../harness/supply";
import type { Supplied } from "../../harness/with-supply";
import type { RuntimeFolder } from "../../src/model/project";
import { baselineImages } from "./baseline";
import type { Compared } from "./figures";
import type { TimedImage } from "./timed-build";

/** A project whose images are measured. */
export interface Subject {
  readonly open: OpenProject;
  /** References of the images that are measured, parents first. */
  readonly references: readonly string[];
  /** What the project itself calls those images, in the same order. */
  readonly names: readonly string[];
  /** Tag of the images that they are compared with. */
  readonly tag: string;
}

/** What images are built with. */
export interface Site {
  readonly engine: Engine;
  readonly cacheFolder: string;
  readonly report: Report;
}

/** The builds of a subject's images. @param supplyOf supplies them, and with the same URLs those of other subjects */
export async function imagesOf(
  { open, references, tag }: Subject,
  site: Site,
  supplyOf: (supplied: Supplied) => Supply,
): Promise<Compared<readonly TimedImage[]>> {
  const supply = supplyOf({ ...site, ...open, all: open.builds });
  const own: TimedImage[] = [];
  for (const build of open.builds.filter(({ image }) => references.includes(image)))
    own.push({ reference: build.image, words: buildArguments(build, await supply.prepare(build)) });
  return { own, baseline: await baselineImages(open, references, supply, tag) };
}

/** The runtimes among the images that are measured. */
export function runtimesOf({
  open,
  references,
}: Pick<Subject, "open" | "references">): readonly RuntimeFolder[] {
  return open.project.folders.filter(
    (folder): folder is RuntimeFolder =>
      folder.kind === "runtime" && references.includes(referenceOf(folder)),
  );
}

/** A runtime's image: it has no variants. */
export function referenceOf({ variants }: Pick<RuntimeFolder, "variants">): string {
  return variants[0]?.reference ?? "";
}
