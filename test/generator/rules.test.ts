import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LOCK_RULES, MATRIX_RULES } from "../../src/check/check";
import { type Files, ROOT, problems } from "./fixture";

const cases: [string, (files: Files) => void, string[]][] = [
  [
    "a Spark version twice",
    ({ matrix }) => matrix.spark.push("3.5.8"),
    [
      'matrix.json $.spark[2]: found "3.5.8" a second time; allowed: each item once; fix: remove one of the two',
    ],
  ],
  [
    "a layer twice",
    ({ matrix }) => matrix.runtimes[1].layers.push("jars-rapids"),
    [
      'matrix.json $.runtimes[1].layers[2]: found "jars-rapids" a second time; allowed: each item once; fix: remove one of the two',
    ],
  ],
  [
    "a package required twice",
    ({ matrix }) => matrix.python.base.push("pandas"),
    [
      'matrix.json $.python.base[1]: found "pandas" a second time; allowed: each item once; fix: remove one of the two',
    ],
  ],
  [
    "a runtime for a Spark that is not in the matrix",
    ({ matrix }) => (matrix.runtimes[1].spark = ["4.1.2"]),
    [
      'matrix.json $.runtimes[1].spark[0]: found "4.1.2"; allowed: the Spark versions of $.spark: 3.5.8, 4.1.1; fix: add "4.1.2" to $.spark or remove it here',
    ],
  ],
  [
    "a runtime with a layer that is not in the matrix",
    ({ matrix }) => delete matrix.jdbc,
    [
      'matrix.json $.runtimes[0].layers[1]: found "jdbc-drivers"; allowed: the layers of this matrix: python-deps, jars-hadoop-aws, jars-iceberg, jars-rapids; fix: add the section $.jdbc or remove the layer here',
    ],
  ],
  [
    "a runtime with a group of wheels that is not in the matrix",
    ({ matrix }) => delete matrix.python.gpu,
    [
      'matrix.json $.runtimes[1].pythonGroups[0]: found "gpu"; allowed: the groups of this matrix: iceberg; fix: add the group $.python.gpu or remove it here',
    ],
  ],
  [
    "groups of wheels without the layer that brings them",
    ({ matrix }) => (matrix.runtimes[1].layers = ["jars-rapids"]),
    [
      'matrix.json $.runtimes[1].pythonGroups[0]: found "gpu" without the layer "python-deps"; allowed: groups of wheels beside that layer; fix: add "python-deps" to the layers',
    ],
  ],
  [
    "two runtimes for one folder",
    ({ matrix }) => delete matrix.runtimes[1].variant,
    [
      "matrix.json $.runtimes[1]: found a second runtime for spark-4.1.1-jdk17, beside $.runtimes[0]; allowed: one runtime for each folder; fix: give one of the two another variant",
    ],
  ],
  [
    "an Iceberg version that cannot be compared",
    ({ matrix, lock }) => {
      for (const key of Object.keys(lock.jars).filter((name) => name.includes("iceberg"))) {
        const other = key.replace("1.12.0", "1.99999999999999999999.0");
        lock.jars[other] = { ...lock.jars[key], file: `${other.split(":")[1]}-${other.split(":")[2]}.jar` };
      }
      matrix.iceberg.version = "1.99999999999999999999.0";
    },
    [
      'matrix.json $.iceberg.version: found "1.99999999999999999999.0"; allowed: an Iceberg release, major.minor.patch, such as 1.12.0; fix: write it as in 1.12.0',
    ],
  ],
  [
    "an Iceberg version that is none",
    ({ matrix }) => (matrix.iceberg.version = "1.12"),
    [
      'matrix.json $.iceberg.version: found "1.12"; allowed: an Iceberg release, major.minor.patch, such as 1.12.0; fix: write it as in 1.12.0',
    ],
  ],
  [
    "a Spark version without a lock entry",
    ({ lock }) => delete lock.spark["3.5.8"],
    [
      'matrix.json $.spark[0]: found "3.5.8", which has no lock entry; allowed: what lock.json holds in $.spark: 4.1.0, 4.1.1, 4.1.2; fix: run npx projen lock, or take a version that lock.json holds',
    ],
  ],
  [
    "a driver without a lock entry",
    ({ matrix }) => (matrix.jdbc.mysql = "8.2.0"),
    [
      "matrix.json $.jdbc.mysql: found com.mysql:mysql-connector-j:8.2.0, which has no lock entry; allowed: what lock.json holds in $.jars: none; fix: run npx projen lock, or take a version that lock.json holds",
    ],
  ],
  [
    "a Python and a PySpark without lock entries",
    ({ matrix }) => Object.assign(matrix.python, { version: "3.11", pyspark: "4.1.0" }),
    [
      'matrix.json $.python.version: found "3.11", which has no lock entry; allowed: what lock.json holds in $.python: 3.10; fix: run npx projen lock, or take a version that lock.json holds',
      "matrix.json $.python.version: found the set of wheels for Python 3.11, which has no lock entry; allowed: what lock.json holds in $.wheels: 3.10; fix: run npx projen lock, or take a version that lock.json holds",
      'matrix.json $.python.pyspark: found "4.1.0", which has no lock entry; allowed: what lock.json holds in $.pyspark: 4.1.1; fix: run npx projen lock, or take a version that lock.json holds',
    ],
  ],
  [
    "a requirement without a lock entry",
    ({ matrix }) => matrix.python.base.push("polars>=1"),
    [
      'matrix.json $.python.base[1]: found "polars>=1", which has no lock entry; allowed: a locked package; fix: run npx projen lock, or remove the requirement',
    ],
  ],
  [
    "a requirement that is named as a property of every object",
    ({ matrix }) => matrix.python.base.push("constructor"),
    [
      'matrix.json $.python.base[1]: found "constructor", which has no lock entry; allowed: a locked package; fix: run npx projen lock, or remove the requirement',
    ],
  ],
  [
    "a requirement whose locked version is outside its bounds and whose group is missing, both at once",
    ({ matrix }) => matrix.python.iceberg.push("pandas>=3"),
    [
      'matrix.json $.python.iceberg[1]: found "pandas>=3", but lock.json holds pandas 2.3.3 for Python 3.10; allowed: bounds that the locked version keeps; fix: run npx projen lock, or change the bounds',
      'lock.json $.wheels["3.10"].pandas.groups: found ["base","gpu"] without "iceberg"; allowed: the groups that require pandas; fix: run npx projen lock',
    ],
  ],
  [
    "a requirement whose locked version is outside its bounds",
    ({ matrix }) => (matrix.python.base[0] = "pandas>=3"),
    [
      'matrix.json $.python.base[0]: found pandas 3 or newer with Spark 3.5; allowed: pandas>=1.0.5,<3 with Spark 3.5 (compatibility/python.json, pyspark of 3.5: https://github.com/apache/spark/pull/47175); fix: require "pandas>=1.0.5,<3" and lock it, or take Spark 4.3',
      'matrix.json $.python.base[0]: found pandas 3 or newer with Spark 4.1; allowed: pandas>=2.2.0,<3 with Spark 4.1 (compatibility/python.json, pyspark of 4.1: https://spark.apache.org/docs/4.1.1/api/python/migration_guide/pyspark_upgrade.html); fix: require "pandas>=2.2.0,<3" and lock it, or take Spark 4.3',
      'matrix.json $.python.base[0]: found pandas 3 or newer for Python 3.10, which it has no wheels for; allowed: pandas<2.4 (compatibility/python.json, ceiling of pandas on 3.10: https://github.com/apache/spark/pull/53929); fix: require "pandas<2.4" and lock it, or take a newer Python',
      'matrix.json $.python.gpu[0]: found cudf-cu12 25.10.0 with pandas 3 or newer; allowed: pandas>=2.0,<2.4 with RAPIDS 25.10 (compatibility/python.json, rapids 25.10: https://github.com/rapidsai/cudf/blob/v25.10.00/python/cudf/pyproject.toml); fix: require "pandas>=2.0,<2.4" and lock it',
    ],
  ],
  [
    "a requirement that the lock has in other groups only",
    ({ matrix }) => matrix.python.iceberg.push("pandas"),
    [
      'lock.json $.wheels["3.10"].pandas.groups: found ["base","gpu"] without "iceberg"; allowed: the groups that require pandas; fix: run npx projen lock',
    ],
  ],
  [
    "a file that its coordinates do not lead to",
    ({ lock }) => {
      lock.spark["3.5.8"].file = "spark-3.5.8-bin-without-hadoop.tgz";
      lock.jars["org.postgresql:postgresql:42.7.1"].file = "postgresql.jar";
    },
    [
      'lock.json $.spark["3.5.8"].file: found "spark-3.5.8-bin-without-hadoop.tgz"; allowed: "spark-3.5.8-bin-hadoop3.tgz"; fix: write "spark-3.5.8-bin-hadoop3.tgz"',
      'lock.json $.jars["org.postgresql:postgresql:42.7.1"].file: found "postgresql.jar"; allowed: "postgresql-42.7.1.jar"; fix: write "postgresql-42.7.1.jar"',
    ],
  ],
];

describe("the rules", () => {
  it.each(cases)("refuse %s", (_what, edit, expected) => {
    expect(problems(edit)).toEqual(expected);
  });

  it("are silent where the parts that they read are missing", () => {
    const files = { matrix: {}, lock: {} };
    const lines = problems((both) => Object.assign(both, files));
    expect(lines.every((line) => line.includes("found nothing"))).toBe(true);
  });

  it("that src/check declares are all in its lists", () => {
    const folder = join(ROOT, "src", "check");
    const declared = readdirSync(folder).flatMap((file) => [
      ...readFileSync(join(folder, file), "utf8").matchAll(/^export const \w+: Rule =/gm),
    ]);
    expect(new Set([...MATRIX_RULES, ...LOCK_RULES]).size).toBe(declared.length);
  });

  it("that need the lock say nothing when the lock is not JSON", () => {
    expect(problems((files) => (files.lock = "{"))).toEqual([
      "lock.json $: found invalid JSON: close brace expected; allowed: JSON without comments and trailing commas; fix: correct the text there",
    ]);
  });
});
