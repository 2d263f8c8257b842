import { type AddedJar, addedJars } from "./added-jars";
import { type Rule, lineOf } from "./rule";
import { scalaOf } from "./runtime-sparks";

/** Jars that are built for another Scala than the Spark that they are put beside. */
export const addedJarsFitScala: Rule = (input) =>
  addedJars(input).flatMap((jar) => {
    const scala = scalaOf(input, jar.spark);
    const other = scala === undefined ? undefined : otherScala(jar, scala);
    if (scala === undefined || other === undefined) return [];
    const { coordinates, spark, path } = jar;
    const found = `${coordinates}, ${other.why}, with Spark ${spark} on Scala ${scala}`;
    const fix = `take ${forScala(coordinates, scala)}, or leave Spark ${spark} out here`;
    return input.matrixFile.problem(path, found, `jars for Scala ${scala}`, fix);
  });

/** The Scala in a jar's name, or of what it needs, where it is not this one. */
function otherScala({ coordinates, entry }: AddedJar, scala: string): { readonly why: string } | undefined {
  const named = scalaIn(coordinates);
  if (named !== undefined) return named === scala ? undefined : { why: `built for Scala ${named}` };
  const needed = (entry?.dependencies ?? []).find((name) => {
    const version = name === undefined ? undefined : scalaIn(name);
    return version !== undefined && version !== scala;
  });
  return needed === undefined ? undefined : { why: `which needs ${needed}` };
}

const SUFFIX = /_(2[.-]1\d|3)([.-]\d+)?$/;

/** Scala version that coordinates name: at the end of the artifact or of the version, or as that of Scala itself. */
function scalaIn(coordinates: string): string | undefined {
  const [group, artifact = "", version = ""] = coordinates.split(":");
  const suffix = SUFFIX.exec(artifact) ?? SUFFIX.exec(version);
  if (suffix) return suffix[1]?.replace("-", ".");
  return group === "org.scala-lang" && artifact.startsWith("scala-") ? lineOf(version) : undefined;
}

function forScala(coordinates: string, scala: string): string {
  const [group, artifact = "", version] = coordinates.split(":");
  if (!SUFFIX.test(artifact)) return `a jar of Scala ${scala}`;
  return `${group}:${artifact.replace(SUFFIX, `_${scala}`)}:${version} if there is one`;
}

/** Jars whose names say that they are for another line of Spark. */
export const addedJarsFitSparkLine: Rule = (input) =>
  addedJars(input).flatMap(({ coordinates, spark, path }) => {
    const named = sparkLineIn(coordinates);
    if (named === undefined || named === lineOf(spark) || named === spark.split(".")[0]) return [];
    const found = `${coordinates}, built for Spark ${named}, with Spark ${spark}`;
    const fix = `take the artifact for Spark ${lineOf(spark)}, or leave Spark ${spark} out here`;
    return input.matrixFile.problem(path, found, `jars for Spark ${lineOf(spark)}`, fix);
  });

// `spark-runtime-3.5`, `spark_4.0`, `spark3.5`, `spark_3-5`, `spark-3`, `spark35`; not the 0-10 of Kafka's client.
const LINE =
  /(?:^|[-_.])spark(?=[-_\d])(?:[-_][a-z]+)*[-_]?([2-9]\d{0,2})(?:[.-](\d{1,2})(?!\d))?(?:\.\d+)?(?=$|[-_.])/i;

/** The line of Spark, or its major version alone, that coordinates name; of Spark's own jars the version says it. */
function sparkLineIn(coordinates: string): string | undefined {
  const [group, artifact = "", version = ""] = coordinates.split(":");
  if (group === "org.apache.spark") return undefined;
  const found = LINE.exec(artifact.replace(SUFFIX, "")) ?? LINE.exec(version);
  return found ? lineOfDigits(found[1] ?? "", found[2]) : undefined;
}

/** Written without a dot, a zero stands for any minor version: elasticsearch-spark-30 is for Spark 3. */
function lineOfDigits(digits: string, second: string | undefined): string {
  const minor = second ?? digits.slice(1, 2).replace("0", "");
  return minor === "" ? digits.slice(0, 1) : `${digits.slice(0, 1)}.${minor}`;
}
