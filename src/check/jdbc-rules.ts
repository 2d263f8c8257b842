import type { JdbcJava } from "../model/compatibility/jdbc";
import { show } from "../model/problem";
import { cite } from "./facts";
import type { Rule } from "./rule";
import { workingBases } from "./working-bases";

/** JDBC drivers that need a newer Java. */
export const driversFitJava: Rule = (input) => {
  const { matrix, matrixFile, knowledge } = input;
  const java = matrix.java?.version;
  if (java === undefined) return [];
  return knowledge.jdbc.drivers.flatMap(({ database, group, artifact }) => {
    const version = matrix.jdbc?.[database as keyof typeof matrix.jdbc];
    if (version === undefined) return [];
    const rows = knowledge.jdbc.java.filter((row) => row.package === `${group}:${artifact}`);
    const need = rows.find(({ suffix }) => version.endsWith(suffix));
    if (!need || need.java <= java) return [];
    return matrixFile.problem(
      ["jdbc", database],
      `${show(version)} on Java ${java}`,
      `Java ${need.java} or newer ${cite("jdbc", `java of ${need.package}${need.suffix && ` …${need.suffix}`}`, need)}`,
      [workingBases(input), ...rows.filter((row) => row.java <= java).map(otherSuffix)].join(", or "),
    );
  });
};

function otherSuffix({ suffix }: JdbcJava): string {
  return `take a version that ends in ${suffix}`;
}
