import { satisfies } from "@renovatebot/pep440";
import type { PysparkLine } from "../model/knowledge";
import type { Problem } from "../model/problem";
import { requirementName } from "./matrix-rules";
import { type Rule, type RuleInput, lineOf, list, present } from "./rule";
import { runtimeSparks } from "./runtime-sparks";

/** A Python older than the PySpark of a runtime needs. */
export const pythonFitsSpark: Rule = (input) => {
  const { matrix, matrixFile, knowledge } = input;
  const version = matrix.python?.version;
  if (version === undefined) return [];
  const fits = ({ python }: PysparkLine): boolean => satisfies(version, `>=${python}`);
  return linesWithPython(input)
    .filter((line) => !fits(line))
    .map(({ line, python, source }) =>
      matrixFile.problem(
        ["python", "version"],
        `"${version}" with Spark ${line}`,
        `Python ${python} or newer with Spark ${line} (${source}); with Python ${version}: Spark ${list(knowledge.pyspark.filter(fits).map((other) => other.line))}`,
        `write "${python}" or take another Spark`,
      ),
    );
};

/** A locked package outside the versions that the PySpark of a runtime works with. */
export const packagesFitSpark: Rule = (input) =>
  linesWithPython(input).flatMap((row) =>
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
  const others = knowledge.pyspark.filter((row) => satisfies(version, row.packages[name] ?? ""));
  const found = `${name} ${version} with Spark ${line}`;
  const allowed = `${name}${range} with Spark ${line} (${source}); with ${name} ${version}: Spark ${list(others.map((row) => row.line))}`;
  const fix = `require "${name}${range}" and lock it, or take another Spark`;
  const index = (matrix.python?.base ?? []).findIndex((item) => item && requirementName(item) === name);
  return index < 0
    ? lockFile.problem(["wheels", matrix.python?.version ?? "", name, "version"], found, allowed, fix)
    : matrixFile.problem(["python", "base", index], found, allowed, fix);
}

/** What is known of the Spark lines whose runtimes have Python packages; each line once. */
function linesWithPython({ matrix, knowledge }: RuleInput): readonly PysparkLine[] {
  const runtimes = present(matrix.runtimes).filter(([{ layers }]) => layers?.includes("python-deps"));
  const lines = new Set(
    runtimes.flatMap(([runtime]) => [...runtimeSparks(matrix, runtime)].map((version) => lineOf(version))),
  );
  return knowledge.pyspark.filter(({ line }) => lines.has(line));
}
