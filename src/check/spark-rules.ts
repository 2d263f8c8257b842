import type { SparkJava } from "../model/compatibility/spark";
import { type Problem, show } from "../model/problem";
import { cite, knownIn, missingFact, rowToAdd } from "./facts";
import { either, neighbours } from "./nearest";
import { type Rule, type RuleInput, held, lineOf, present } from "./rule";
import { type SparkLinePlace, sparkLines } from "./runtime-sparks";
import { javaOf, workingBases } from "./working-bases";

/** Spark lines on a Java that they do not run on, or that nothing is known of. */
export const sparkFitsJava: Rule = (input) => {
  const java = input.matrix.java?.version;
  return sparkLines(input.matrix).flatMap((place) => {
    const row = javaOf(input, place.line);
    if (!row) return missingJava(input, place);
    if (java === undefined || (row.lowest <= java && java <= row.highest)) return [];
    return java < row.lowest ? tooOld(input, java, row) : undocumented(input, java, row);
  });
};

function missingJava({ matrixFile, knowledge }: RuleInput, { line, path }: SparkLinePlace): Problem {
  const lines = knowledge.spark.java.map((row) => row.line);
  return missingFact(matrixFile, path, {
    rule: "spark-java",
    for: `spark ${line}`,
    found: `Spark ${line}, whose Java is not known`,
    allowed: knownIn("spark", "java", lines),
    add: rowToAdd("spark", "java", { line, lowest: undefined, highest: undefined }),
    instead: `take Spark ${either(neighbours(line, lines))}`,
  });
}

function tooOld(input: RuleInput, java: number, row: SparkJava): Problem {
  const { matrixFile, knowledge } = input;
  const others = knowledge.spark.java.filter(({ lowest, highest }) => lowest <= java && java <= highest);
  const runs = others.length > 0 ? `, or take Spark ${either(others.map(({ line }) => line))}` : "";
  return matrixFile.problem(
    ["java", "version"],
    `${java} with Spark ${row.line}`,
    `Java ${row.lowest} to ${row.highest} with Spark ${row.line} ${cite("spark", `java of ${row.line}`, row)}`,
    `${workingBases(input)}${runs}`,
  );
}

function undocumented(input: RuleInput, java: number, row: SparkJava): Problem {
  return missingFact(input.matrixFile, ["java", "version"], {
    rule: "spark-java",
    for: `java ${java} with spark ${row.line}`,
    found: `${java} with Spark ${row.line}, of which nothing is known`,
    allowed: `Java ${row.lowest} to ${row.highest} with Spark ${row.line} ${cite("spark", `java of ${row.line}`, row)}`,
    add: `raise "highest" of ${row.line} in $.java of compatibility/spark.json with its source`,
    instead: workingBases(input),
  });
}

/** Spark distributions that the lock says to be built with a Scala that they are not built with. */
export const sparkFitsScala: Rule = (input) => {
  const { matrix, lock, lockFile, knowledge } = input;
  const missing = sparkLines(matrix)
    .filter(({ line }) => !knowledge.spark.scala.some((row) => row.line === line))
    .map((place) => missingScala(input, place));
  const wrong = present(matrix.spark).flatMap(([version]) => {
    const row = knowledge.spark.scala.find(({ line }) => line === lineOf(version));
    const scala = held(lock.spark, version)?.scala;
    const built = row?.scala[0];
    if (row === undefined || scala === undefined || scala === built) return [];
    const others = knowledge.spark.scala.filter((other) => other.scala[0] === scala);
    const runs = others.length > 0 ? `, or take Spark ${either(others.map(({ line }) => line))}` : "";
    return lockFile.problem(
      ["spark", version, "scala"],
      `${show(scala)} for Spark ${version}`,
      `Scala ${built}, which spark-${version}-bin-hadoop3 is built with ${cite("spark", `scala of ${row.line}`, row)}`,
      `write ${show(built)}${runs}`,
    );
  });
  return [...missing, ...wrong];
};

function missingScala({ matrixFile, knowledge }: RuleInput, { line, path }: SparkLinePlace): Problem {
  const lines = knowledge.spark.scala.map((row) => row.line);
  return missingFact(matrixFile, path, {
    rule: "spark-scala",
    for: `spark ${line}`,
    found: `Spark ${line}, whose Scala is not known`,
    allowed: knownIn("spark", "scala", lines),
    add: rowToAdd("spark", "scala", { line, scala: undefined }),
    instead: `take Spark ${either(neighbours(line, lines))}`,
  });
}
