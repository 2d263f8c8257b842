import { lineOf } from "../check/rule";
import type { AcceptableRule, Acceptance, Layer, Matrix } from "../model/matrix";
import type { Accepted, ImageFolder } from "../model/project";

/** What the matrix takes for granted, each with the folders whose images hang on it. */
export function resolveAccepted(
  { accept = [] }: Matrix,
  folders: readonly ImageFolder[],
): readonly Accepted[] {
  return accept.map((entry) => ({
    ...entry,
    folders: folders.filter((folder) => isAbout(entry, folder)).map(({ name }) => name),
  }));
}

/** Whether an entry about a Spark, or about its line, is about a folder. */
type Concern = (folder: ImageFolder, line: string | undefined) => boolean;

const CONCERNS: Readonly<Record<AcceptableRule, Concern>> = {
  "debian-java": () => true,
  "spark-java": isOfSpark,
  "spark-scala": isOfSpark,
  "spark-packages": (folder, line) => isOfSpark(folder, line) && holds(folder, "python-deps"),
  "spark-python": (folder, line) => isOfSpark(folder, line) && holds(folder, "python-deps"),
  "iceberg-release": (folder) => holds(folder, "jars-iceberg"),
  "iceberg-spark": (folder, line) =>
    holds(folder, "jars-iceberg") && (folder.kind === "jars-iceberg" || isOfSpark(folder, line)),
  "jar-dependencies": (folder, spark) =>
    (folder.kind === "spark-core" || folder.kind === "runtime") && folder.spark === spark,
  "rapids-spark": (folder) => holds(folder, "jars-rapids"),
  "rapids-wheels": (folder) => holds(folder, "python-deps"),
};

function isAbout({ rule, for: subject }: Acceptance, folder: ImageFolder): boolean {
  return CONCERNS[rule](folder, /\bspark (\S+)$/.exec(subject)?.[1]);
}

function isOfSpark(folder: ImageFolder, line: string | undefined): boolean {
  return (folder.kind === "spark-core" || folder.kind === "runtime") && lineOf(folder.spark) === line;
}

function holds(folder: ImageFolder, layer: Layer): boolean {
  return folder.kind === layer || (folder.kind === "runtime" && folder.layers.includes(layer));
}
