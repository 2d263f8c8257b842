import { satisfies } from "@renovatebot/pep440";
import type { SparkPython } from "../model/compatibility/spark";
import { type Problem, show } from "../model/problem";
import { cite, knownIn, missingFact, rowToAdd } from "./facts";
import { linesWithPython } from "./lines-with-python";
import { either, neighbours } from "./nearest";
import { type NamedPython, pythonsOf } from "./pythons";
import type { Rule, RuleInput } from "./rule";
import type { SparkLinePlace } from "./runtime-sparks";

/** A Python that the PySpark of a runtime does not run on, or of which that is not known. */
export const pythonFitsSpark: Rule = (input) =>
  pythonsOf(input.matrix).flatMap((named) =>
    linesWithPython(input, named.python).flatMap((place) => {
      const row = input.knowledge.spark.python.find(({ line }) => line === place.line);
      if (!row) return missingRange(input, place);
      if (fits(named.python, row)) return [];
      return satisfies(named.python, `<${row.lowest}`)
        ? tooOld(input, named, row)
        : undocumented(input, named, row);
    }),
  );

function fits(python: string, { lowest, highest }: SparkPython): boolean {
  return satisfies(python, highest === null ? `>=${lowest}` : `>=${lowest},<=${highest}`);
}

function tooOld(
  { matrixFile, knowledge }: RuleInput,
  { python, path }: NamedPython,
  row: SparkPython,
): Problem {
  const others = knowledge.spark.python.filter((other) => fits(python, other)).map(({ line }) => line);
  const runs = others.length > 0 ? `, or take Spark ${either(others)}` : "";
  return matrixFile.problem(
    path,
    `${show(python)} with Spark ${row.line}`,
    `Python ${row.lowest} or newer with Spark ${row.line} ${cite("spark", `python of ${row.line}`, row)}`,
    `write ${show(row.lowest)}${runs}`,
  );
}

function undocumented({ matrixFile }: RuleInput, { python, path }: NamedPython, row: SparkPython): Problem {
  return missingFact(matrixFile, path, {
    rule: "spark-python",
    for: `python ${python} with spark ${row.line}`,
    found: `${show(python)} with Spark ${row.line}, of which nothing is known`,
    allowed: `Python ${row.lowest} to ${row.highest} with Spark ${row.line} ${cite("spark", `python of ${row.line}`, row)}`,
    add: `raise "highest" of ${row.line} in $.python of compatibility/spark.json with its source`,
    instead: `write ${show(row.highest)}`,
  });
}

function missingRange({ matrixFile, knowledge }: RuleInput, { line, path }: SparkLinePlace): Problem {
  const lines = knowledge.spark.python.map((row) => row.line);
  return missingFact(matrixFile, path, {
    rule: "spark-python",
    for: `spark ${line}`,
    found: `Spark ${line}, whose Python is not known`,
    allowed: knownIn("spark", "python", lines),
    add: rowToAdd("spark", "python", { line, lowest: undefined, highest: undefined }),
    instead: `take Spark ${either(neighbours(line, lines))}`,
  });
}
