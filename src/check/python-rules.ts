import { satisfies } from "@renovatebot/pep440";
import type { PysparkLine } from "../model/compatibility/python";
import type { SparkPython } from "../model/compatibility/spark";
import type { Problem } from "../model/problem";
import { requirementName } from "../model/requirement";
import { type NamedPython, pythonsOf, requirementsFor, runtimePython } from "./pythons";
import { type Rule, type RuleInput, held, lineOf, list, present } from "./rule";
import { runtimeSparks } from "./runtime-sparks";

/** A Python older than the PySpark of a runtime needs. */
export const pythonFitsSpark: Rule = (input) => {
  const { matrix, matrixFile, knowledge } = input;
  return pythonsOf(matrix).flatMap(({ python, path }) => {
    const fits = ({ lowest }: SparkPython): boolean => satisfies(python, `>=${lowest}`);
    const lines = linesWithPython(input, python);
    return knowledge.spark.python
      .filter((row) => lines.has(row.line) && !fits(row))
      .map(({ line, lowest, source }) =>
        matrixFile.problem(
          path,
          `"${python}" with Spark ${line}`,
          `Python ${lowest} or newer with Spark ${line} (${source}); with Python ${python}: Spark ${list(knowledge.spark.python.filter(fits).map((other) => other.line))}`,
          `write "${lowest}" or take another Spark`,
        ),
      );
  });
};

/** A locked package outside the versions that the PySpark of a runtime works with. */
export const packagesFitSpark: Rule = (input) =>
  pythonsOf(input.matrix).flatMap((named) =>
    pysparkRows(input, named.python).flatMap((row) =>
      Object.entries(row.packages).flatMap(([name, range]) => {
        const version = held(held(input.lock.wheels, named.python), name)?.version;
        const fits = version === undefined || satisfies(version, range);
        return fits ? [] : [misfit(input, row, { name, version, ...named })];
      }),
    ),
  );

interface Locked extends NamedPython {
  readonly name: string;
  readonly version: string;
}

function misfit(
  { matrix, matrixFile, lockFile, knowledge }: RuleInput,
  { line, packages, source }: PysparkLine,
  { name, version, python }: Locked,
): Problem {
  const range = packages[name] ?? "";
  const others = knowledge.python.pyspark.filter((row) => satisfies(version, row.packages[name] ?? ""));
  const found = `${name} ${version} with Spark ${line}`;
  const allowed = `${name}${range} with Spark ${line} (${source}); with ${name} ${version}: Spark ${list(others.map((row) => row.line))}`;
  const fix = `require "${name}${range}" and lock it, or take another Spark`;
  const asked = requirementsFor(matrix, "base", python).find(([item]) => requirementName(item) === name);
  return asked === undefined
    ? lockFile.problem(["wheels", python, name, "version"], found, allowed, fix)
    : matrixFile.problem(["python", "base", asked[1]], found, allowed, fix);
}

function pysparkRows(input: RuleInput, python: string): readonly PysparkLine[] {
  const lines = linesWithPython(input, python);
  return input.knowledge.python.pyspark.filter(({ line }) => lines.has(line));
}

/** The Spark lines whose runtimes have the packages of a Python. */
function linesWithPython({ matrix }: RuleInput, python: string): ReadonlySet<string> {
  const runtimes = present(matrix.runtimes).filter(([runtime]) => runtimePython(matrix, runtime) === python);
  return new Set(
    runtimes.flatMap(([runtime]) => [...runtimeSparks(matrix, runtime)].map((version) => lineOf(version))),
  );
}
