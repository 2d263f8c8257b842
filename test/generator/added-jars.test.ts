import { describe, expect, it } from "vitest";
import { type Files, type Json, jarEntry, problems } from "./fixture";

/** Jars of a distribution; their checksums are no real ones. */
const JARS: Readonly<Record<string, readonly string[]>> = {
  "3.5.8": ["derby-10.14.2.0.jar", "kryo-shaded-4.0.2.jar"],
  "4.1.1": [
    "antlr4-runtime-4.13.1.jar",
    "hadoop-client-api-3.4.2.jar",
    "kryo-shaded-4.0.3.jar",
    "log4j-1.2-api-2.24.3.jar",
    "log4j-slf4j2-impl-2.24.3.jar",
    "lz4-java-1.8.0.jar",
    "scala-library-2.13.17.jar",
    "slf4j-api-2.0.17.jar",
    "snappy-java-1.1.10.8.jar",
    "zstd-jni-1.5.7-6.jar",
  ],
};

/** A change, and what the lock has of the jar that comes. */
type Change = Json;

/** The small matrix with these changes, all of which the lock has. */
function changed(...changes: Change[]): (files: Files) => void {
  return ({ matrix, lock }) => {
    for (const [spark, files] of Object.entries(JARS)) {
      const sums = Object.fromEntries(files.map((file) => [file, "a".repeat(64)]));
      lock.spark[spark].jars = { files: sums, verified: { by: "download" } };
    }
    matrix.jarSurgery = changes.map((change) => ({
      spark: ["4.1.1"],
      reason: "a reason",
      ...change,
      facts: undefined,
    }));
    for (const { facts, add, with: coming = add } of changes) {
      const [, artifact, version, , classifier] = coming.split(":");
      const file = `${artifact}-${version}${classifier ? `-${classifier}` : ""}.jar`;
      lock.jars[coming] = { ...jarEntry(file, "b"), ...facts };
    }
  };
}

function added(coordinates: string, facts: Json = {}): Change {
  return { add: coordinates, facts };
}

const KAFKA = "org.apache.spark:spark-sql-kafka-0-10_2.13:4.1.1";
const at = "matrix.json $.jarSurgery[0].add: found";
const DEPENDENCIES =
  "allowed: jars whose dependencies are there, in the POM's version or a later one of the same major; fix:";
const entry = (coordinates: string): string =>
  `{ "spark": ["4.1.1"], "add": "${coordinates}", "reason": "…" }`;
const accept = (jar: string): string =>
  `accept it by { "rule": "jar-dependencies", "for": "jar ${jar} with spark 4.1.1", "reason": "…" } in $.accept where a job has run so`;

const scala = (coordinates: string, why: string, take: string): string =>
  `${at} ${coordinates}, ${why}, with Spark 4.1.1 on Scala 2.13; allowed: jars for Scala 2.13; fix: take ${take}, or leave Spark 4.1.1 out here`;
const line = (coordinates: string, named: string): string =>
  `${at} ${coordinates}, built for Spark ${named}, with Spark 4.1.1; allowed: jars for Spark 4.1; fix: take the artifact for Spark 4.1, or leave Spark 4.1.1 out here`;
const kind = (coordinates: string, other: string, name: string, rest: string): string =>
  `${at} ${coordinates} beside ${other} of Spark 4.1.1: ${name} twice; allowed: one of ${rest}; fix: remove this change, or ${other}`;

const refused: [string, Change[], string[]][] = [
  [
    "is built for another Scala (delta-io/delta#728)",
    [added("io.delta:delta-spark_2.12:3.2.0")],
    [
      scala(
        "io.delta:delta-spark_2.12:3.2.0",
        "built for Scala 2.12",
        "io.delta:delta-spark_2.13:3.2.0 if there is one",
      ),
    ],
  ],
  [
    "is built for another Scala, which its version says",
    [added("graphframes:graphframes:0.8.3-s_2.12")],
    [scala("graphframes:graphframes:0.8.3-s_2.12", "built for Scala 2.12", "a jar of Scala 2.13")],
  ],
  [
    "needs the library of another Scala",
    [added("com.example:tool:1", { dependencies: ["org.scala-lang:scala-library:2.12.18"] })],
    [scala("com.example:tool:1", "which needs org.scala-lang:scala-library:2.12.18", "a jar of Scala 2.13")],
  ],
  ...(
    [
      ["io.delta:delta-spark_4.0_2.13:4.1.0", "4.0"],
      ["org.apache.hudi:hudi-spark3.5-bundle_2.13:1.1.0", "3.5"],
      ["com.example:example-spark-runtime-3.5_2.13:1", "3.5"],
      ["com.example:example-spark_3-5_2-13:1", "3.5"],
      ["com.example:example-spark-3-shaded:1", "3"],
      ["com.example:example-spark35:1", "3.5"],
      ["com.example:elasticsearch-spark-30_2.13:9", "3"],
      ["com.example:graphframes:0.8.3-spark3.5", "3.5"],
    ] as const
  ).map(([coordinates, named]): [string, Change[], string[]] => [
    `has another line of Spark in its name: ${coordinates}`,
    [added(coordinates)],
    [line(coordinates, named)],
  ]),
  [
    "has classes for a newer Java (apache/spark#57463)",
    [
      {
        spark: ["3.5.8"],
        replace: "derby-10.14.2.0.jar",
        with: "org.apache.derby:derby:10.17.1.0",
        facts: { classFile: 63, dependencies: ["org.apache.derby:derbyshared:10.17.1.0"] },
      },
      { spark: ["3.5.8"], add: "org.apache.derby:derbyshared:10.17.1.0", facts: { classFile: 63 } },
    ],
    [
      "matrix.json $.jarSurgery[0].with: found org.apache.derby:derby:10.17.1.0, whose classes need Java 19, on Java 17; allowed: jars for Java 17 or older: class files up to version 61, not 63; fix: take a version of it for Java 17, or Java 19 in $.java if every Spark runs on it",
      "matrix.json $.jarSurgery[1].add: found org.apache.derby:derbyshared:10.17.1.0, whose classes need Java 19, on Java 17; allowed: jars for Java 17 or older: class files up to version 61, not 63; fix: take a version of it for Java 17, or Java 19 in $.java if every Spark runs on it",
    ],
  ],
  [
    "needs jars that nobody brings (bitnami-docker-spark#25)",
    [
      added(KAFKA, {
        dependencies: [
          "org.apache.commons:commons-pool2:2.12.1",
          "org.apache.kafka:kafka-clients:3.9.1",
          "org.scala-lang:scala-library:2.13.17",
        ],
      }),
    ],
    [
      `${at} ${KAFKA}, whose POM needs what neither Spark 4.1.1 nor the matrix has: org.apache.commons:commons-pool2:2.12.1, org.apache.kafka:kafka-clients:3.9.1; ${DEPENDENCIES} add ${entry("org.apache.commons:commons-pool2:2.12.1")}, ${entry("org.apache.kafka:kafka-clients:3.9.1")} to $.jarSurgery; or ${accept("spark-sql-kafka-0-10_2.13-4.1.1")}`,
    ],
  ],
  [
    "needs a newer version, and another major one, of what the distribution has",
    [
      added("com.example:tool:1", {
        dependencies: [
          "org.antlr:antlr4-runtime:4.14.0",
          "org.lz4:lz4-java:0.9",
          "org.xerial.snappy:snappy-java:2.0",
        ],
      }),
    ],
    [
      `${at} com.example:tool:1, whose POM needs what is there in another version: org.antlr:antlr4-runtime:4.14.0 (antlr4-runtime-4.13.1.jar is there), org.lz4:lz4-java:0.9 (lz4-java-1.8.0.jar is there), org.xerial.snappy:snappy-java:2.0 (snappy-java-1.1.10.8.jar is there); ${DEPENDENCIES} take a version of it for the jars of Spark 4.1; or ${accept("tool-1")}`,
    ],
  ],
  [
    "is published under another name",
    [added("org.example:tool:2", { relocated: "io.elsewhere:tool:2" })],
    [
      `${at} org.example:tool:2, of which its POM says that it is published as io.elsewhere:tool:2 now; allowed: artifacts by the name that they are published under; fix: write io.elsewhere:tool:2`,
    ],
  ],
  [
    "is a second Iceberg runtime beside that of a layer",
    [added("org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0")],
    [
      `${at} org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0 beside org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0 in images of Spark 4.1.1: org.apache.iceberg:iceberg-spark-runtime-4.1_2.13 twice; allowed: each artifact once in an image; fix: remove this change, or the other jar`,
    ],
  ],
  [
    "has classes of the Iceberg runtime of a layer",
    [added("org.apache.iceberg:iceberg-aws:1.12.0")],
    [
      kind(
        "org.apache.iceberg:iceberg-aws:1.12.0",
        "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0",
        "Apache Iceberg for Spark",
        "org.apache.iceberg:iceberg-spark-runtime-* (compatibility/jar-kinds.json, Apache Iceberg for Spark: classes of org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0: 1,352 of iceberg-core and 57 of iceberg-aws are in it)",
      ),
    ],
  ],
  [
    "is a second binding of SLF4J",
    [added("org.slf4j:slf4j-simple:2.0.17")],
    [
      kind(
        "org.slf4j:slf4j-simple:2.0.17",
        "log4j-slf4j2-impl-2.24.3.jar",
        "binding of SLF4J",
        "ch.qos.logback:logback-classic, org.apache.logging.log4j:log4j-slf4j-impl, org.apache.logging.log4j:log4j-slf4j2-impl, org.slf4j:slf4j-jdk14, org.slf4j:slf4j-log4j12, org.slf4j:slf4j-nop, org.slf4j:slf4j-reload4j, org.slf4j:slf4j-simple (compatibility/jar-kinds.json, binding of SLF4J: https://www.slf4j.org/codes.html#multiple_bindings)",
      ),
    ],
  ],
  [
    "has the classes of the distribution's Hadoop client",
    [added("org.apache.hadoop:hadoop-common:3.4.2")],
    [
      kind(
        "org.apache.hadoop:hadoop-common:3.4.2",
        "hadoop-client-api-3.4.2.jar",
        "Hadoop client",
        "org.apache.hadoop:hadoop-client-api (compatibility/jar-kinds.json, Hadoop client: classes of org.apache.hadoop:hadoop-client-api:3.4.2: all of hadoop-common, hadoop-auth, hadoop-annotations, hadoop-hdfs-client, hadoop-mapreduce-client-core, hadoop-yarn-api and hadoop-yarn-common 3.4.2 are in it)",
      ),
    ],
  ],
  [
    "is of the kind of another change's jar",
    [added("io.delta:delta-spark_2.13:4.1.0"), added("io.delta:delta-spark_4.1_2.13:4.1.0")],
    [
      kind(
        "io.delta:delta-spark_4.1_2.13:4.1.0",
        "io.delta:delta-spark_2.13:4.1.0",
        "Delta Lake",
        "io.delta:delta-core_*, io.delta:delta-spark_* (compatibility/jar-kinds.json, Delta Lake: classes of io.delta:delta-core_2.12:2.4.0: 1,251 of 1,296 are in delta-spark_2.12:3.2.0 too)",
      ).replace("[0]", "[1]"),
    ],
  ],
];

const accepted: [string, Change[]][] = [
  ["says nothing of a Spark line or a Scala", [added("com.example:rapids-4-spark-tools:1")]],
  ["is for the line of the Spark", [added("com.example:example-spark-runtime-4.1_2.13:1")]],
  ["is for the major version of the Spark", [added("com.example:example-spark-4-shaded:1")]],
  ["has a number of something else in its name", [added(KAFKA)]],
  ["has classes for the Java of the images", [added("com.example:tool:1", { classFile: 61 })]],
  ["has no classes", [added("com.example:tool:1", { classFile: null })]],
  [
    "needs what other changes bring, and older versions of what the distribution has",
    [
      added(KAFKA, { dependencies: ["org.apache.kafka:kafka-clients:3.9.1"] }),
      added("org.apache.kafka:kafka-clients:3.9.1", {
        dependencies: ["com.github.luben:zstd-jni:1.5.6-4", "org.lz4:lz4-java:1.8.0"],
      }),
    ],
  ],
  [
    "needs a lower major version that distributions themselves do without",
    [added("com.example:tool:1", { dependencies: ["org.slf4j:slf4j-api:1.7.36"] })],
  ],
  [
    "needs an artifact of which the distribution has another one of the kind",
    [
      added("com.example:tool:1", {
        dependencies: [
          "com.esotericsoftware:kryo:4.0.2",
          "log4j:log4j:1.2.17",
          "org.apache.hadoop:hadoop-common:3.4.2",
        ],
      }),
    ],
  ],
  [
    "needs a range of versions",
    [added("com.example:tool:1", { dependencies: ["org.lz4:lz4-java:[1.0,2)"] })],
  ],
  [
    "needs a jar that every runtime's layer has",
    [added("com.example:tool:1", { dependencies: ["org.apache.iceberg:iceberg-aws-bundle:1.12.0"] })],
  ],
];

describe("a jar that a change brings", () => {
  it.each(refused)("is refused where it %s", (_what, changes, expected) => {
    expect(problems(changed(...changes))).toEqual(expected);
  });

  it.each(accepted)("is taken where it %s", (_what, changes) => {
    const edit = (files: Files): void => {
      changed(...changes)(files);
      // Each runtime of Spark 4.1.1 has Iceberg, and nothing else changes with it.
      files.matrix.runtimes = files.matrix.runtimes.slice(0, 1);
    };
    expect(problems(edit)).toEqual([]);
  });

  it("can be taken without what its POM needs, by an entry that every image of that Spark shows", () => {
    const edit = (files: Files): void => {
      changed(added(KAFKA, { dependencies: ["org.apache.kafka:kafka-clients:3.9.1"] }))(files);
      files.matrix.accept = [
        {
          rule: "jar-dependencies",
          for: "jar spark-sql-kafka-0-10_2.13-4.1.1 with spark 4.1.1",
          reason: "the clients come with each job",
        },
      ];
    };
    expect(problems(edit)).toEqual([]);
  });

  it("of a layer is refused too where its classes need a newer Java", () => {
    const edit = ({ lock }: Files): void => {
      lock.jars["org.postgresql:postgresql:42.7.1"].classFile = 65;
    };
    expect(problems(edit)).toEqual([
      "matrix.json $.runtimes[0].layers[1]: found org.postgresql:postgresql:42.7.1, whose classes need Java 21, on Java 17; allowed: jars for Java 17 or older: class files up to version 61, not 65; fix: take a version of it for Java 17, or Java 21 in $.java if every Spark runs on it",
    ]);
  });
});
