import type { PysparkLine, PythonCeiling } from "../model/compatibility/python";
import type { Problem } from "../model/problem";
import { type AskedVersion, askedVersion, canFit, describeAsked } from "./asked-version";
import { cite, knownIn, missingFact, rowToAdd } from "./facts";
import { linesWithPython } from "./lines-with-python";
import { either, neighbours } from "./nearest";
import { pythonsOf } from "./pythons";
import type { Rule, RuleInput } from "./rule";
import type { SparkLinePlace } from "./runtime-sparks";

/** A package outside the versions that the PySpark of a runtime works with. */
export const packagesFitSpark: Rule = (input) =>
  pythonsOf(input.matrix).flatMap(({ python }) =>
    linesWithPython(input, python).flatMap((place) => {
      const row = input.knowledge.python.pyspark.find(({ line }) => line === place.line);
      if (!row) return missingRanges(input, place);
      return Object.entries(row.packages).flatMap(([name, range]) => {
        const asked = askedVersion(input, python, name);
        const fits = asked === undefined || canFit(asked, range);
        return fits ? [] : [misfit(input, row, name, asked)];
      });
    }),
  );

function misfit({ knowledge }: RuleInput, row: PysparkLine, name: string, asked: AskedVersion): Problem {
  const { line, packages } = row;
  const wanted = `${name}${packages[name] ?? ""}`;
  const others = knowledge.python.pyspark.filter((other) => canFit(asked, other.packages[name] ?? ""));
  const lines = others.map((other) => other.line);
  const runs = lines.length > 0 ? `, or take Spark ${either(lines)}` : "";
  return asked.file.problem(
    asked.path,
    `${name} ${describeAsked(asked)} with Spark ${line}`,
    `${wanted} with Spark ${line} ${cite("python", `pyspark of ${line}`, row)}`,
    `require "${wanted}" and lock it${runs}`,
  );
}

function missingRanges({ matrixFile, knowledge }: RuleInput, { line, path }: SparkLinePlace): Problem {
  const lines = knowledge.python.pyspark.map((row) => row.line);
  return missingFact(matrixFile, path, {
    rule: "spark-packages",
    for: `spark ${line}`,
    found: `Spark ${line}, whose packages are not known`,
    allowed: knownIn("python", "pyspark", lines),
    add: rowToAdd("python", "pyspark", { line, packages: undefined }),
    instead: `take Spark ${either(neighbours(line, lines))}`,
  });
}

/** A package outside the versions that have wheels for a Python. */
export const packagesFitPython: Rule = (input) =>
  pythonsOf(input.matrix).flatMap(({ python }) =>
    input.knowledge.python.ceilings
      .filter((row) => row.python === python)
      .flatMap((row) => {
        const asked = askedVersion(input, python, row.package);
        // What is locked has its wheels, whatever the first one is said to be.
        const isThere = asked?.isExact && row.range.startsWith(">");
        return !asked || isThere || canFit(asked, row.range) ? [] : [withoutWheels(row, asked)];
      }),
  );

function withoutWheels(row: PythonCeiling, asked: AskedVersion): Problem {
  const wanted = `${row.package}${row.range}`;
  const isCeiling = row.range.startsWith("<");
  const version = (isCeiling ? "" : asked.ceiling) || describeAsked(asked);
  return asked.file.problem(
    asked.path,
    `${row.package} ${version} for Python ${row.python}, which it has no wheels for`,
    `${wanted} ${cite("python", `${isCeiling ? "ceiling" : "floor"} of ${row.package} on ${row.python}`, row)}`,
    `require "${wanted}" and lock it, or take ${isCeiling ? "a newer" : "an older"} Python`,
  );
}
