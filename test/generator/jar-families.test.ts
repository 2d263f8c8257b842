import { describe, expect, it } from "vitest";
import { familyOf, familySets } from "../../src/check/jar-families";
import type { Evidence, Knowledge } from "../../src/model/knowledge";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { type Files, type Json, jarEntry, problems } from "./fixture";

/** Jars of a distribution of Spark 4.1.1; their checksums are no real ones. */
const JARS_41 = [
  "derby-10.16.1.1.jar",
  "derbyshared-10.16.1.1.jar",
  "derbytools-10.16.1.1.jar",
  "hadoop-client-api-3.4.2.jar",
  "hadoop-client-runtime-3.4.2.jar",
  "hive-exec-2.3.10-core.jar",
  "hive-service-rpc-4.0.0.jar",
  "hive-serde-2.3.10.jar",
  "jackson-annotations-2.20.jar",
  "jackson-core-2.20.0.jar",
  "jackson-databind-2.20.0.jar",
  "jackson-module-scala_2.13-2.20.0.jar",
  "kubernetes-client-7.4.0.jar",
  "kubernetes-client-api-7.4.0.jar",
  "log4j-api-2.24.3.jar",
  "log4j-core-2.24.3.jar",
  "log4j-slf4j2-impl-2.24.3.jar",
  "netty-buffer-4.2.7.Final.jar",
  "netty-tcnative-boringssl-static-2.0.74.Final-linux-x86_64.jar",
  "netty-tcnative-classes-2.0.74.Final.jar",
  "netty-transport-native-epoll-4.2.7.Final-linux-x86_64.jar",
  "parquet-column-1.16.0.jar",
  "parquet-common-1.16.0.jar",
  "scala-library-2.13.17.jar",
  "scala-reflect-2.13.17.jar",
  "slf4j-api-2.0.17.jar",
  "spark-core_2.13-4.1.1.jar",
  "zjsonpatch-0.3.0.jar",
];

/** A matrix of Spark 4.1.1 with these jars and changes to them, all of which the lock has. */
function changed(...changes: Json[]): (files: Files) => void {
  return ({ matrix, lock }) => {
    matrix.spark = ["4.1.1"];
    for (const runtime of matrix.runtimes) runtime.spark = ["4.1.1"];
    lock.spark["4.1.1"].jars = {
      files: Object.fromEntries(JARS_41.map((file) => [file, "a".repeat(64)])),
      verified: { by: "download" },
    };
    matrix.jarSurgery = changes.map((change) => ({ spark: ["4.1.1"], reason: "a reason", ...change }));
    for (const { with: coming, add = coming } of changes) {
      if (add === undefined) continue;
      const [, artifact, version, , classifier] = add.split(":");
      lock.jars[add] = jarEntry(`${artifact}-${version}${classifier ? `-${classifier}` : ""}.jar`, "b");
    }
  };
}

function replace(file: string, coordinates: string): Json {
  return { replace: file, with: coordinates };
}

const at = "matrix.json $.jarSurgery[0]";
function allowed(name: string): string {
  const family = KNOWLEDGE["jar-families"].families.find((row) => row.name === name);
  return `allowed: jars of one family in one release (compatibility/jar-families.json, ${name}: ${family?.source})`;
}

const JACKSON =
  "jackson-annotations-2.20.jar, jackson-core-2.20.0.jar, jackson-databind-2.20.0.jar, jackson-module-scala_2.13-2.20.0.jar";
const refused: [string, Json[], string[]][] = [
  [
    "jackson-databind alone (apache/iceberg#16954)",
    [replace("jackson-databind-2.20.0.jar", "com.fasterxml.jackson.core:jackson-databind:2.21.4")],
    [
      `${at}.with: found com.fasterxml.jackson.core:jackson-databind:2.21.4 beside jackson 2.20.0 of Spark 4.1.1, of which 3 jars stay; ${allowed("jackson")}; fix: replace all of jackson by one release (${JACKSON}), or remove this change`,
    ],
  ],
  [
    "jackson's Scala module alone",
    [
      replace(
        "jackson-module-scala_2.13-2.20.0.jar",
        "com.fasterxml.jackson.module:jackson-module-scala_2.13:2.21.0",
      ),
    ],
    [
      `${at}.with: found com.fasterxml.jackson.module:jackson-module-scala_2.13:2.21.0 beside jackson 2.20.0 of Spark 4.1.1, of which 3 jars stay; ${allowed("jackson")}; fix: replace all of jackson by one release (${JACKSON}), or remove this change`,
    ],
  ],
  [
    "the annotations of another minor release, whose version has two parts",
    [replace("jackson-annotations-2.20.jar", "com.fasterxml.jackson.core:jackson-annotations:2.21")],
    [
      `${at}.with: found com.fasterxml.jackson.core:jackson-annotations:2.21 beside jackson 2.20.0 of Spark 4.1.1, of which 3 jars stay; ${allowed("jackson")}; fix: replace all of jackson by one release (${JACKSON}), or remove this change`,
    ],
  ],
  [
    "another release of a family's artifact that the distribution does not have",
    [{ add: "com.fasterxml.jackson.dataformat:jackson-dataformat-csv:2.19.0" }],
    [
      `${at}.add: found com.fasterxml.jackson.dataformat:jackson-dataformat-csv:2.19.0 beside jackson 2.20.0 of Spark 4.1.1, of which 4 jars stay; ${allowed("jackson")}; fix: take com.fasterxml.jackson.dataformat:jackson-dataformat-csv:2.20.0, or replace all of jackson by one release (${JACKSON})`,
    ],
  ],
  [
    "one jar of netty",
    [replace("netty-buffer-4.2.7.Final.jar", "io.netty:netty-buffer:4.2.9.Final")],
    [
      `${at}.with: found io.netty:netty-buffer:4.2.9.Final beside netty 4.2.7.Final of Spark 4.1.1, of which 1 jar stays; ${allowed("netty")}; fix: replace all of netty by one release (netty-buffer-4.2.7.Final.jar, netty-transport-native-epoll-4.2.7.Final-linux-x86_64.jar), or remove this change`,
    ],
  ],
  [
    "a native jar with a classifier",
    [
      replace(
        "netty-transport-native-epoll-4.2.7.Final-linux-x86_64.jar",
        "io.netty:netty-transport-native-epoll:4.2.9.Final:jar:linux-x86_64",
      ),
    ],
    [
      `${at}.with: found io.netty:netty-transport-native-epoll:4.2.9.Final:jar:linux-x86_64 beside netty 4.2.7.Final of Spark 4.1.1, of which 1 jar stays; ${allowed("netty")}; fix: replace all of netty by one release (netty-buffer-4.2.7.Final.jar, netty-transport-native-epoll-4.2.7.Final-linux-x86_64.jar), or remove this change`,
    ],
  ],
  [
    "log4j-core without log4j-api and the binding of slf4j",
    [replace("log4j-core-2.24.3.jar", "org.apache.logging.log4j:log4j-core:2.25.3")],
    [
      `${at}.with: found org.apache.logging.log4j:log4j-core:2.25.3 beside log4j 2.24.3 of Spark 4.1.1, of which 2 jars stay; ${allowed("log4j")}; fix: replace all of log4j by one release (log4j-api-2.24.3.jar, log4j-core-2.24.3.jar, log4j-slf4j2-impl-2.24.3.jar), or remove this change`,
    ],
  ],
  [
    "hadoop-client-api alone",
    [replace("hadoop-client-api-3.4.2.jar", "org.apache.hadoop:hadoop-client-api:3.4.3")],
    [
      `${at}.with: found org.apache.hadoop:hadoop-client-api:3.4.3 beside hadoop 3.4.2 of Spark 4.1.1, of which 1 jar stays; ${allowed("hadoop")}; fix: replace all of hadoop by one release (hadoop-client-api-3.4.2.jar, hadoop-client-runtime-3.4.2.jar), or remove this change`,
    ],
  ],
  [
    "a hadoop-aws of another release",
    [{ add: "org.apache.hadoop:hadoop-aws:3.3.4" }],
    [
      `${at}.add: found org.apache.hadoop:hadoop-aws:3.3.4 beside hadoop 3.4.2 of Spark 4.1.1, of which 2 jars stay; ${allowed("hadoop")}; fix: take org.apache.hadoop:hadoop-aws:3.4.2, or replace all of hadoop by one release (hadoop-client-api-3.4.2.jar, hadoop-client-runtime-3.4.2.jar)`,
    ],
  ],
  [
    "a jar of Spark itself of another patch",
    [{ add: "org.apache.spark:spark-avro_2.13:4.1.0" }],
    [
      `${at}.add: found org.apache.spark:spark-avro_2.13:4.1.0 beside spark 4.1.1 of Spark 4.1.1, of which 1 jar stays; ${allowed("spark")}; fix: take org.apache.spark:spark-avro_2.13:4.1.1`,
    ],
  ],
  [
    "a whole family in two releases",
    [
      replace("scala-library-2.13.17.jar", "org.scala-lang:scala-library:2.13.18"),
      replace("scala-reflect-2.13.17.jar", "org.scala-lang:scala-reflect:2.13.16"),
    ],
    [
      `matrix.json $.jarSurgery[1].with: found org.scala-lang:scala-reflect:2.13.16 beside scala 2.13.18 of Spark 4.1.1; ${allowed("scala")}; fix: replace all of scala by one release (scala-library-2.13.17.jar, scala-reflect-2.13.17.jar), or remove this change`,
    ],
  ],
  [
    "a jar that the others of its family need taken out",
    [{ remove: "log4j-api-2.24.3.jar" }],
    [
      `${at}.remove: found log4j-api-2.24.3.jar taken out of Spark 4.1.1, which log4j-core, log4j-slf4j2-impl of log4j need; ${allowed("log4j")}; fix: replace or remove all of log4j (log4j-api-2.24.3.jar, log4j-core-2.24.3.jar, log4j-slf4j2-impl-2.24.3.jar), or remove this change`,
    ],
  ],
];

const accepted: [string, Json[]][] = [
  [
    "replaces a whole family by one release",
    [
      replace("jackson-annotations-2.20.jar", "com.fasterxml.jackson.core:jackson-annotations:2.21"),
      replace("jackson-core-2.20.0.jar", "com.fasterxml.jackson.core:jackson-core:2.21.4"),
      replace("jackson-databind-2.20.0.jar", "com.fasterxml.jackson.core:jackson-databind:2.21.4"),
      replace(
        "jackson-module-scala_2.13-2.20.0.jar",
        "com.fasterxml.jackson.module:jackson-module-scala_2.13:2.21.4",
      ),
    ],
  ],
  [
    "adds an artifact of a family in the distribution's release",
    [{ add: "com.fasterxml.jackson.dataformat:jackson-dataformat-csv:2.20.0" }],
  ],
  [
    "replaces what a family's project releases apart",
    [
      replace("hive-service-rpc-4.0.0.jar", "org.apache.hive:hive-service-rpc:4.0.1"),
      replace("zjsonpatch-0.3.0.jar", "io.fabric8:zjsonpatch:0.3.1"),
    ],
  ],
  [
    "replaces the native jars of netty that have releases of their own, all of them",
    [
      replace(
        "netty-tcnative-boringssl-static-2.0.74.Final-linux-x86_64.jar",
        "io.netty:netty-tcnative-boringssl-static:2.0.75.Final:jar:linux-x86_64",
      ),
      replace("netty-tcnative-classes-2.0.74.Final.jar", "io.netty:netty-tcnative-classes:2.0.75.Final"),
    ],
  ],
  ["replaces a jar of a family of one", [replace("slf4j-api-2.0.17.jar", "org.slf4j:slf4j-api:2.0.18")]],
  ["takes out a jar that no other of its family needs", [{ remove: "log4j-slf4j2-impl-2.24.3.jar" }]],
  [
    "takes out a whole family",
    [
      { remove: "derby-10.16.1.1.jar" },
      { remove: "derbyshared-10.16.1.1.jar" },
      { remove: "derbytools-10.16.1.1.jar" },
    ],
  ],
];

describe("a family of jars", () => {
  it.each(refused)("is not torn apart by %s", (_what, changes, expected) => {
    expect(problems(changed(...changes))).toEqual(expected);
  });

  it.each(accepted)("is whole after a change that %s", (_what, changes) => {
    expect(problems(changed(...changes))).toEqual([]);
  });

  it("is known by its release where the distribution's list names none of its jars", () => {
    const edit = (files: Files): void => {
      changed({ add: "org.apache.hadoop:hadoop-azure:3.4.1" })(files);
      files.lock.spark["4.1.1"].jars.files = { "a-1.jar": "a".repeat(64) };
    };
    expect(problems(edit)).toEqual([
      `${at}.add: found org.apache.hadoop:hadoop-azure:3.4.1 beside hadoop 3.4.2 of Spark 4.1.1; ${allowed("hadoop")}; fix: take org.apache.hadoop:hadoop-azure:3.4.2`,
    ]);
  });

  it.each([
    ["com.fasterxml.jackson.core:jackson-databind:2.21.4", "jackson"],
    ["com.fasterxml.jackson.module:jackson-module-scala_2.12:2.21.4", "jackson"],
    ["com.fasterxml.jackson.dataformat:jackson-dataformat-cbor:2.21.4", "jackson"],
    ["io.netty:netty-tcnative-classes:2.0.75.Final", "netty-tcnative"],
    ["io.netty:netty-codec-mqtt:4.2.9.Final", "netty"],
    ["org.apache.parquet:parquet-avro:1.17.0", "parquet"],
    ["org.apache.parquet:parquet-format:2.12.0", undefined],
    ["org.apache.hive:hive-storage-api:4.1.0", undefined],
    ["org.typelevel:cats-core_2.13:2.13.0", undefined],
    ["com.example:netty-buffer:1", undefined],
  ])("%s is of %s", (coordinates, name) => {
    expect(familyOf(KNOWLEDGE, coordinates)?.name).toBe(name);
  });

  it("has the version that most of its file names have, whatever classifier follows it", () => {
    const evidence: Evidence = { source: "a source", date: "2026-11-30", confidence: "measured" };
    const family = { name: "orc", groups: [], artifacts: ["g:orc-core", "g:orc-shims"], ...evidence };
    const knowledge = {
      ...KNOWLEDGE,
      "jar-families": { ...KNOWLEDGE["jar-families"], families: [family] },
    } satisfies Knowledge;
    const paths = ["orc-core-2.2.1-shaded-protobuf.jar", "sub/orc-shims-2.2.1.jar", "orc-format-1.1.1.jar"];
    expect(familySets(knowledge, paths)).toEqual([
      {
        family,
        release: "2.2.1",
        jars: [
          { path: "orc-core-2.2.1-shaded-protobuf.jar", artifact: "orc-core" },
          { path: "sub/orc-shims-2.2.1.jar", artifact: "orc-shims" },
        ],
      },
    ]);
  });
});
