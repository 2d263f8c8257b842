import { describe, expect, it } from "vitest";
import { plan } from "../../src/pipeline";
import { useDebian } from "./compatibility-files";
import { type Files, problems, sources } from "./fixture";

function withoutGpu({ matrix }: Files): void {
  matrix.runtimes.splice(1);
  delete matrix.rapids;
  delete matrix.python.gpu;
}

/** Adds a jar to every Spark core, which the lock has. */
function addJar({ matrix, lock }: Files, coordinates: string): void {
  const [, artifact, version] = coordinates.split(":");
  matrix.jarSurgery ??= [];
  matrix.jarSurgery.push({ spark: "all", add: coordinates, reason: "asked for" });
  lock.jars[coordinates] = {
    ...lock.jars["org.postgresql:postgresql:42.7.1"],
    file: `${artifact}-${version}.jar`,
  };
  for (const distribution of Object.values(lock.spark) as { jars?: object }[]) {
    distribution.jars ??= { files: { "a-1.jar": "1".repeat(64) }, verified: { by: "download" } };
  }
}

const refused: [string, (files: Files) => void, string[]][] = [
  [
    "arm64 with the RAPIDS jar, which is for amd64",
    ({ matrix }) => (matrix.images.platforms = ["linux/amd64", "linux/arm64"]),
    [
      'matrix.json $.images.platforms[1]: found "linux/arm64" with the RAPIDS jar of 26.08.1, which is for linux/amd64; allowed: linux/amd64 (compatibility/rapids.json, build of 26.08 without classifier: https://github.com/NVIDIA/spark-rapids/blob/v26.08.0/docs/download.md); for linux/arm64 NVIDIA has cuda12-arm64, cuda13-arm64, which the matrix cannot ask for; fix: remove "linux/arm64", or "jars-rapids" from every runtime',
    ],
  ],
  [
    "arm64 with a wheel that there is none of",
    (files) => {
      withoutGpu(files);
      files.matrix.images.platforms = ["linux/arm64"];
      files.lock.wheels["3.10"].pandas.files[0].platform = "amd64";
    },
    [
      'matrix.json $.images.platforms[0]: found "linux/arm64", for which there is no wheel of pandas 2.3.3; allowed: platforms that every wheel of $.wheels["3.10"] of lock.json is for; fix: remove "linux/arm64", or take those packages out of the matrix',
    ],
  ],
  [
    "a platform that is none",
    ({ matrix }) => (matrix.images.platforms = ["linux/riscv64"]),
    [
      'matrix.json $.images.platforms[0]: found "linux/riscv64"; allowed: a platform: linux/amd64 or linux/arm64 ("linux/amd64", "linux/arm64"); fix: write one of the allowed values',
    ],
  ],
  [
    "a JDBC driver that needs a newer Java",
    (files) => {
      useDebian(files, "bookworm", 8);
      files.matrix.spark = ["3.5.8"];
      files.matrix.runtimes = [{ spark: "all", layers: ["jdbc-drivers"] }];
      delete files.matrix.iceberg;
      delete files.matrix.rapids;
      files.matrix.jdbc = { sqlserver: "12.4.2.jre11" };
      files.lock.jars["com.microsoft.sqlserver:mssql-jdbc:12.4.2.jre11"] = {
        ...files.lock.jars["org.postgresql:postgresql:42.7.1"],
        file: "mssql-jdbc-12.4.2.jre11.jar",
      };
    },
    [
      "matrix.json $.java.version: found 8 on Debian bookworm, which has no package openjdk-8-jre-headless; allowed: Java 17 on bookworm (compatibility/os.json, jdks of bookworm: packages of Debian's archive for the release, openjdk-17-jre-headless); fix: take Java 17 on bookworm",
      'matrix.json $.jdbc.sqlserver: found "12.4.2.jre11" on Java 8; allowed: Java 11 or newer (compatibility/jdbc.json, java of com.microsoft.sqlserver:mssql-jdbc ….jre11: class files of mssql-jdbc 12.4.2.jre11, major version 55); fix: take Java 17 on bookworm, or take a version that ends in .jre8',
    ],
  ],
  [
    "two drivers for one database, one of them added to the Spark cores",
    (files) => addJar(files, "org.postgresql:postgresql:42.7.14"),
    [
      'matrix.json $.jarSurgery[0].add: found org.postgresql:postgresql:42.7.14 beside org.postgresql:postgresql:42.7.1: two drivers for PostgreSQL; allowed: one driver for each database (compatibility/jdbc.json, driver org.postgresql:postgresql: https://jdbc.postgresql.org/documentation/use/); fix: remove this change, or "postgresql" from $.jdbc',
    ],
  ],
  [
    "two drivers for one database under two names",
    (files) => {
      addJar(files, "com.oracle.database.jdbc:ojdbc8:21.11.0.0");
      addJar(files, "com.oracle.database.jdbc:ojdbc11:21.11.0.0");
    },
    [
      "matrix.json $.jarSurgery[1].add: found com.oracle.database.jdbc:ojdbc11:21.11.0.0 beside com.oracle.database.jdbc:ojdbc8:21.11.0.0: two drivers for Oracle Database; allowed: one driver for each database (compatibility/jdbc.json, driver com.oracle.database.jdbc:ojdbc11: https://docs.oracle.com/en/database/oracle/oracle-database/21/jjdbc/data-sources-and-URLs.html); fix: remove this change, or the change that adds com.oracle.database.jdbc:ojdbc8:21.11.0.0",
    ],
  ],
];

describe("the rules of platforms and drivers", () => {
  it.each(refused)("refuse %s", (_what, edit, expected) => {
    expect(problems(edit)).toEqual(expected);
  });

  it("allow a second driver where no runtime has the first one", () => {
    const edit = (files: Files): void => {
      addJar(files, "org.postgresql:postgresql:42.7.14");
      for (const runtime of files.matrix.runtimes) {
        runtime.layers = runtime.layers.filter((layer: string) => layer !== "jdbc-drivers");
      }
    };
    expect(problems(edit)).toEqual([]);
  });

  it("allow drivers for two databases", () => {
    expect(problems((files) => addJar(files, "com.oracle.database.jdbc:ojdbc8:21.11.0.0"))).toEqual([]);
  });

  it("allow arm64 where every artifact is for it", () => {
    const edit = (files: Files): void => {
      withoutGpu(files);
      files.matrix.images.platforms = ["linux/amd64", "linux/arm64"];
    };
    expect(problems(edit)).toEqual([]);
    expect(plan(sources(edit)).settings.platforms).toEqual(["linux/amd64", "linux/arm64"]);
  });

  it("take amd64 where the matrix says nothing", () => {
    expect(plan(sources()).settings.platforms).toEqual(["linux/amd64"]);
  });
});
