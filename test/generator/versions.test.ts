import { describe, expect, it } from "vitest";
import { type Files, generated, jarEntry, type Json, problems, sparkEntry, wheelEntry } from "./fixture";

/** What a tree is generated for. */
interface Versions {
  readonly spark: string;
  readonly scala: string;
  readonly pythons: readonly string[];
  readonly java: number;
  readonly debian: string;
}

const BOOKWORM = { java: 17, debian: "bookworm" };
const TRIXIE = { java: 21, debian: "trixie" };
const DRIVERS = {
  postgresql: ["org.postgresql:postgresql", "42.7.14"],
  mysql: ["com.mysql:mysql-connector-j", "26.10.0"],
  oracle: ["com.oracle.database.jdbc:ojdbc11", "23.26.4.0.0"],
  sqlserver: ["com.microsoft.sqlserver:mssql-jdbc", "13.6.2.jre11"],
  vertica: ["com.vertica.jdbc:vertica-jdbc", "25.3.0-0"],
} as const;

/** Makes the small matrix and lock those of other versions: data alone changes. */
function take({ spark, scala, pythons, java, debian }: Versions) {
  return ({ matrix, lock }: Files): void => {
    const numpy = scala === "2.12" ? "1.26.4" : "2.3.1";
    Object.assign(matrix, {
      debian: { release: debian, image: `debian:${debian}-slim` },
      java: { version: java },
      python: { version: pythons, pyspark: spark, base: ["pandas", "pyarrow"] },
      spark: [spark],
      jdbc: Object.fromEntries(Object.entries(DRIVERS).map(([database, [, version]]) => [database, version])),
      runtimes: pythons.map((python) => ({ spark: "all", python, layers: ["python-deps", "jdbc-drivers"] })),
    });
    for (const part of ["cuda", "iceberg", "rapids"]) delete matrix[part];
    const pyspark = { ...lock.pyspark["4.1.1"], file: `pyspark-${spark}.tar.gz` };
    const jars = Object.values(DRIVERS).map(([artifact, version]) => [
      `${artifact}:${version}`,
      jarEntry(`${artifact.split(":")[1]}-${version}.jar`, "1"),
    ]);
    const wheels = {
      numpy: wheelEntry(numpy, ["base"], ["pandas"]),
      pandas: wheelEntry("2.3.3", ["base"]),
      pyarrow: wheelEntry("23.0.1", ["base"]),
    };
    Object.assign(lock, {
      spark: { [spark]: sparkEntry(spark, scala) },
      pyspark: { [spark]: pyspark },
      python: Object.fromEntries(pythons.map((minor) => [minor, pythonEntry(lock, minor)])),
      jars: Object.fromEntries(jars),
      wheels: Object.fromEntries(pythons.map((minor) => [minor, wheels])),
    });
  };
}

function pythonEntry(lock: Json, minor: string): Json {
  const text = JSON.stringify(lock.python["3.10"]).replaceAll("3.10.21", `${minor}.9`);
  return JSON.parse(text);
}

const releases = [
  ...["3.5.9"].map((spark) => ({ spark, scala: "2.12", ...BOOKWORM })),
  ...["4.0.4", "4.1.2", "4.1.3", "4.1.4", "4.2.0", "4.3.0"].map((spark) => ({
    spark,
    scala: "2.13",
    ...TRIXIE,
  })),
];
const rows = releases.flatMap((release) =>
  [["3.11"], ["3.12"], ["3.13"], ["3.13", "3.11"]].map((pythons) => ({ ...release, pythons })),
);

describe("versions that come with data alone", () => {
  it.each(rows)("Spark $spark, Python $pythons, Debian $debian with JDK $java: no problem", (versions) => {
    expect(problems(take(versions))).toEqual([]);
  });

  it.each(rows)("Spark $spark, Python $pythons, JDK $java: no other version is in the tree", (versions) => {
    const lines = [...generated(take(versions)).values()].flatMap(({ path, content }) => [
      path,
      ...content.split("\n"),
    ]);
    const other = versions.java === 17 ? /(?!)/ : /jdk-?17|java-17|openjdk-17|bookworm|Debian 12/;
    const found = lines.filter(
      (line) => /(?<![\d.])(3\.5\.8|4\.1\.1|3\.10)(?!\d)/.test(line) || other.test(line),
    );
    expect(found).toEqual([]);
  });
});

/** The tree with the names of its versions taken out, without archives of classes, which some lines alone have. */
function anonymous(versions: Versions): string[] {
  const names = [versions.spark, versions.spark.replace(/\.\d+$/, ""), versions.scala, ...versions.pythons];
  const withoutNames = (text: string): string =>
    names.reduce((left, name, index) => left.replaceAll(notInside(name), `<${index}>`), text);
  const edit = (files: Files): void => {
    take(versions)(files);
    files.matrix.java.classDataSharing = false;
  };
  return [...generated(edit).values()]
    .filter(({ path }) => path.startsWith("docker/"))
    .map(({ path, content }) => withoutNames(`${path}\n${content}`))
    .map((text) => text.replaceAll(/1\.26\.4|2\.3\.1/g, "<numpy>"))
    .sort();
}

/** A version that is not a part of another one. */
function notInside(version: string): RegExp {
  return new RegExp(`(?<![\\d.])${version.replaceAll(".", "\\.")}`, "g");
}

describe("nothing is written for one line alone: but for its names, the tree is the same for", () => {
  const sparks: [string, string][] = [
    ["4.1.2", "4.1.4"],
    ["4.1.2", "4.2.0"],
    ["4.2.0", "4.3.0"],
    ["4.0.4", "4.3.0"],
  ];
  it.each(sparks)("Spark %s and Spark %s", (one, other) => {
    const of = (spark: string) => anonymous({ spark, scala: "2.13", pythons: ["3.12"], ...TRIXIE });
    expect(of(other)).toEqual(of(one));
  });

  it("Spark 3.5.9 on Scala 2.12 and Spark 4.0.4 on Scala 2.13", () => {
    const of = (spark: string, scala: string) => anonymous({ spark, scala, pythons: ["3.12"], ...BOOKWORM });
    expect(of("4.0.4", "2.13")).toEqual(of("3.5.9", "2.12"));
  });

  it.each([
    ["3.11", "3.12"],
    ["3.12", "3.13"],
  ])("Python %s and Python %s", (one, other) => {
    const of = (python: string) => anonymous({ spark: "4.2.0", scala: "2.13", pythons: [python], ...TRIXIE });
    expect(of(other)).toEqual(of(one));
  });
});
