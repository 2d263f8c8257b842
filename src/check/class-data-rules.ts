import { cite, rowToAdd } from "./facts";
import { type Rule, list } from "./rule";
import { sparkLines } from "./runtime-sparks";

/** Class-data sharing for a Spark line on a Java that nobody has tried it with. */
export const classDataSharingIsTried: Rule = ({ matrix, matrixFile, knowledge }) => {
  const java = matrix.java?.version;
  if (matrix.java?.classDataSharing !== true || java === undefined) return [];
  const tried = knowledge.spark.classDataSharing;
  const untried = sparkLines(matrix).filter(
    ({ line }) => !tried.some((row) => row.line === line && row.java === java),
  );
  return untried.map(({ line }) => {
    const known = tried.map((row) => `Spark ${row.line} on Java ${row.java}`);
    const [row] = tried;
    return matrixFile.problem(
      ["java", "classDataSharing"],
      `true with Spark ${line} on Java ${java}, which nobody has tried`,
      `${list(known)}${row ? ` ${cite("spark", "classDataSharing", row)}` : ""}`,
      `remove it here, or try it and ${rowToAdd("spark", "classDataSharing", { line, java })}`,
    );
  });
};
