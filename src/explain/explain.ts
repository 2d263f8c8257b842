import type { ImageFolder, Project, SparkCoreFolder } from "../model/project";
import type { Evidence } from "./evidence";
import type { Explanation, PartExplanation } from "./explanation";
import { hadoopAwsParts } from "./hadoop-aws-parts";
import { driverParts, icebergParts, rapidsParts } from "./jar-parts";
import { packageParts } from "./package-parts";
import { pysparkPart, pythonPart } from "./python-parts";
import { type Selection, selectImage } from "./select";
import { sparkParts } from "./spark-parts";
import { cudaPart, debianPart, javaPart } from "./system-parts";

/**
 * Where each version of an image comes from, what binds it and what would let it move: the last is found out by asking
 * the rules about a matrix with the other version in it.
 *
 * @throws UsageError naming the nearest images, for a name that is none.
 */
export function explain(evidence: Evidence, name: string): Explanation {
  const selection = selectImage(evidence.project, name);
  const { folder, variants } = selection;
  return {
    images: variants.map(({ reference }) => reference),
    folder: folder.path,
    description: folder.description,
    parts: partsOf(evidence, selection),
  };
}

function partsOf(evidence: Evidence, { folder, variants }: Selection): readonly PartExplanation[] {
  const onJava = (): readonly PartExplanation[] => [debianPart(evidence), javaPart(evidence)];
  switch (folder.kind) {
    case "jdk":
      return onJava();
    case "cuda":
      return [...onJava(), cudaPart(evidence, folder)];
    case "python":
      return [debianPart(evidence), pythonPart(evidence, folder.minor)];
    case "spark-core":
      return [...onJava(), ...sparkParts(evidence, folder)];
    case "python-deps": {
      const wanted = new Set(["base", ...variants.flatMap((variant) => variant.name.split("-"))]);
      const groups = folder.groups.filter(({ name }) => wanted.has(name));
      const python = pythonPart(evidence, folder.minor);
      const packages = packageParts(evidence, folder.minor, groups);
      return [debianPart(evidence), python, pysparkPart(evidence, folder), ...packages];
    }
    case "jdbc-drivers":
      return [...onJava(), ...driverParts(evidence, folder)];
    case "jars-hadoop-aws":
      return [...onJava(), ...hadoopAwsParts(evidence, folder, onlySpark(variants, folder.spark))];
    case "jars-iceberg":
      return [...onJava(), ...icebergParts(evidence, folder, onlySpark(variants, folder.spark))];
    case "jars-rapids":
      return [...onJava(), ...rapidsParts(evidence, folder, onlySpark(variants, folder.spark))];
    case "runtime":
      return [...onJava(), ...runtimeParts(evidence, folder)];
  }
}

/** The Spark that one variant is built for; undefined where every variant is asked about. */
function onlySpark(variants: Selection["variants"], byDefault: string): string | undefined {
  return variants.length > 1 ? undefined : (variants[0]?.arguments["SPARK_VERSION"] ?? byDefault);
}

type RuntimeFolder = Extract<ImageFolder, { kind: "runtime" }>;

/** What a runtime has besides Debian and Java: its Spark, then its layers in their order. */
function runtimeParts(evidence: Evidence, runtime: RuntimeFolder): readonly PartExplanation[] {
  const { project } = evidence;
  const cores = project.folders.filter((folder): folder is SparkCoreFolder => folder.kind === "spark-core");
  const ofSpark = cores
    .filter(({ spark }) => spark === runtime.spark)
    .flatMap((core) => sparkParts(evidence, core, runtime.name));
  return [...ofSpark, ...runtime.layers.flatMap((layer) => layerParts(evidence, project, runtime, layer))];
}

function layerParts(
  evidence: Evidence,
  { folders }: Project,
  runtime: RuntimeFolder,
  layer: string,
): readonly PartExplanation[] {
  if (layer === "python-deps") {
    return [pythonPart(evidence, runtime.python), ...packageParts(evidence, runtime.python, runtime.groups)];
  }
  return folders.flatMap((folder) => {
    if (folder.kind !== layer) return [];
    if (folder.kind === "jdbc-drivers") return driverParts(evidence, folder);
    if (folder.kind === "jars-hadoop-aws") return hadoopAwsParts(evidence, folder, runtime.spark);
    if (folder.kind === "jars-iceberg") return icebergParts(evidence, folder, runtime.spark);
    return folder.kind === "jars-rapids" ? rapidsParts(evidence, folder, runtime.spark) : [];
  });
}
