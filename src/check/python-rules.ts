import { satisfies } from "@renovatebot/pep440";
import type { PysparkLine } from "../model/compatibility/python";
import type { SparkPython } from "../model/compatibility/spark";
import type { Problem } from "../model/problem";
import { requirementName } from "./matrix-rules";
import { type Rule, type RuleInput, lineOf, list, present } from "./rule";
import { runtimeSparks } from "./runtime-sparks";

/** A Python older than the PySpark of a runtime needs. */
export const pythonFitsSpark: Rule = (input) => {
  const { matrix, matrixFile, knowledge } = input;
  const version = matrix.python?.version;
  if (version === undefined) return [];
  const fits = ({ lowest }: SparkPython): boolean => satisfies(version, `>=${lowest}`);
  const lines = linesWithPython(input);
  return knowledge.spark.python
    .filter((row) => lines.has(row.line) && !fits(row))
    .map(({ line, lowest, source }) =>
      matrixFile.problem(
        ["python", "version"],
        `"${version}" with Spark ${line}`,
        `Python ${lowest} or newer with Spark ${line} (${source}); with Python ${version}: Spark ${list(knowledge.spark.python.filter(fits).map((other) => other.line))}`,
        `write "${lowest}" or take another Spark`,
      ),
    );
};

/** A locked package outside the versions that the PySpark of a runtime works with. */
export const packagesFitSpark: Rule = (input) =>
  pysparkRows(input).flatMap((row) =>
    Object.entries(row.packages).flatMap(([name, range]) => {
      const version = lockedVersion(input, name);
      return version === undefined || satisfies(version, range) ? [] : [misfit(input, row, name, version)];
    }),
  );

function lockedVersion({ matrix, lock }: RuleInput, name: string): string | undefined {
  return lock.wheels?.[matrix.python?.version ?? ""]?.[name]?.version;
}

function misfit(
  { matrix, matrixFile, lockFile, knowledge }: RuleInput,
  { line, packages, source }: PysparkLine,
  name: string,
  version: string,
): Problem {
  const range = packages[name] ?? "";
  const others = knowledge.python.pyspark.filter((row) => satisfies(version, row.packages[name] ?? ""));
  const found = `${name} ${version} with Spark ${line}`;
  const allowed = `${name}${range} with Spark ${line} (${source}); with ${name} ${version}: Spark ${list(others.map((row) => row.line))}`;
  const fix = `require "${name}${range}" and lock it, or take another Spark`;
  const index = (matrix.python?.base ?? []).findIndex((item) => item && requirementName(item) === name);
  return index < 0
    ? lockFile.problem(["wheels", matrix.python?.version ?? "", name, "version"], found, allowed, fix)
    : matrixFile.problem(["python", "base", index], found, allowed, fix);
}

function pysparkRows(input: RuleInput): readonly PysparkLine[] {
  const lines = linesWithPython(input);
  return input.knowledge.python.pyspark.filter(({ line }) => lines.has(line));
}

/** The Spark lines whose runtimes have Python packages. */
function linesWithPython({ matrix }: RuleInput): ReadonlySet<string> {
  const runtimes = present(matrix.runtimes).filter(([{ layers }]) => layers?.includes("python-deps"));
  return new Set(
    runtimes.flatMap(([runtime]) => [...runtimeSparks(matrix, runtime)].map((version) => lineOf(version))),
  );
}
