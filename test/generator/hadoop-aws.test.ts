import { describe, expect, it } from "vitest";
import { plan } from "../../src/pipeline";
import { buildsOf } from "../../src/plan";
import { type Files, type Json, generated, problems, sources, textOf } from "./fixture";

const SDK_1 = "com.amazonaws:aws-java-sdk-bundle:1.12.262";
const SDK_2 = "software.amazon.awssdk:bundle:2.29.52";
const ACCELERATOR = "software.amazon.s3.analyticsaccelerator:analyticsaccelerator-s3:1.2.1";
const POMS_334 =
  "compatibility/spark.json, s3a of 3.3.4: POMs of org.apache.hadoop:hadoop-aws:3.3.4 and hadoop-project:3.3.4, aws-java-sdk.version";

/** Locks jars, each with a checksum of its own. */
function lockJars({ lock }: Files, ...coordinates: readonly string[]): void {
  for (const [index, name] of coordinates.entries()) {
    const [, artifact, version] = name.split(":");
    lock.jars[name] = {
      file: `${artifact}-${version}.jar`,
      sha256: String(index + 1).repeat(64),
      size: 1,
      license: "Apache-2.0",
      verified: { by: "download" },
    };
  }
}

/** The small matrix with a runtime for s3a:// and nothing else, after a further edit. */
function s3a(edit: (files: Files) => void = () => {}): (files: Files) => void {
  return (files) => {
    lockJars(
      files,
      "org.apache.hadoop:hadoop-aws:3.3.4",
      SDK_1,
      "org.apache.hadoop:hadoop-aws:3.4.2",
      SDK_2,
      ACCELERATOR,
    );
    files.matrix.runtimes = [{ spark: "all", variant: "s3a", layers: ["jars-hadoop-aws"] }];
    edit(files);
  };
}

/** Adds jars to the core of Spark 3.5.8, whose distribution has one. */
function adds(...coordinates: readonly string[]): (files: Files) => void {
  return (files) => {
    const jars = { files: { "a-1.jar": "a".repeat(64) }, verified: { by: "download" } };
    files.lock.spark["3.5.8"].jars = jars;
    files.matrix.jarSurgery = coordinates.map((add) => ({ spark: ["3.5.8"], add, reason: "a reason" }));
    lockJars(files, ...coordinates);
  };
}

const cases: [string, (files: Files) => void, string[]][] = [
  [
    "a hadoop-aws of another release than the bundled Hadoop",
    s3a(({ matrix }) => (matrix.hadoopAws = { "3.5": { version: "3.4.1", awsSdk: "2.24.6" } })),
    [
      `matrix.json $.hadoopAws["3.5"].version: found hadoop-aws 3.4.1 with the Hadoop 3.3.4 of Spark 3.5.8; allowed: hadoop-aws 3.3.4 (${POMS_334}); with hadoop-aws 3.4.1: Spark 4.0; fix: take org.apache.hadoop:hadoop-aws:3.3.4`,
    ],
  ],
  [
    "an AWS SDK that hadoop-aws is not built with",
    s3a((files) => {
      files.matrix.hadoopAws = { "3.5": { version: "3.3.4", awsSdk: "2.29.52" } };
    }),
    [
      `matrix.json $.hadoopAws["3.5"].awsSdk: found ${SDK_2} with hadoop-aws 3.3.4 of Spark 3.5.8; allowed: ${SDK_1}, which hadoop-aws 3.3.4 is built with (${POMS_334}); fix: write "1.12.262", or leave $.hadoopAws["3.5"] out`,
    ],
  ],
  [
    "a Hadoop of which no jars are known",
    s3a(({ lock }) => (lock.spark["4.1.1"].hadoop = "3.6.0")),
    [
      'matrix.json $.runtimes[0].layers[0]: found "jars-hadoop-aws" with the Hadoop 3.6.0 of Spark 4.1.1, of which no jars are known; allowed: what $.s3a of compatibility/spark.json knows: 3.3.4, 3.4.1, 3.4.2, 3.5.0; fix: add { "hadoop": "3.6.0", "jars": …, "source": …, "date": …, "confidence": … } to $.s3a of compatibility/spark.json, or say the versions in $.hadoopAws["4.1"]',
    ],
  ],
  [
    "jars that the lock does not have",
    s3a(({ lock }) => delete lock.jars[ACCELERATOR]),
    [
      `matrix.json $.runtimes[0].layers[0]: found ${ACCELERATOR}, which has no lock entry; allowed: what lock.json holds in $.jars: none; fix: run npx projen lock, or take a version that lock.json holds`,
    ],
  ],
  [
    "the AWS SDK of Iceberg's bundle beside that of hadoop-aws on Spark 4, and not on Spark 3.5",
    s3a(({ matrix }) => matrix.runtimes[0].layers.push("jars-iceberg")),
    [
      `matrix.json $.runtimes[0].layers[1]: found org.apache.iceberg:iceberg-aws-bundle:1.12.0 beside ${SDK_2} with Spark 4.1.1: the AWS SDK for Java 2 twice; allowed: one AWS SDK of a generation; iceberg-aws-bundle 1.12.0 holds SDK 2.54.17 (compatibility/iceberg.json, awsSdk of 1.12.0: software/amazon/awssdk/core/util/VersionInfo.class in org.apache.iceberg:iceberg-aws-bundle:1.12.0); Iceberg goes with the hadoop-aws of Spark 3.5, whose SDK is of generation 1; fix: make two runtimes of it, each with a variant of its own and one of the two`,
    ],
  ],
  [
    "an AWS SDK that is added to a core beside that of a layer",
    s3a(adds("com.amazonaws:aws-java-sdk-s3:1.12.262")),
    [
      `matrix.json $.jarSurgery[0].add: found com.amazonaws:aws-java-sdk-s3:1.12.262 beside ${SDK_1} with Spark 3.5.8: the AWS SDK for Java 1 twice; allowed: one AWS SDK of a generation; fix: remove this change, or the layer that has the other one`,
    ],
  ],
  [
    "a hadoop-aws of another release that is added to a core",
    adds("org.apache.hadoop:hadoop-aws:3.4.2"),
    [
      "matrix.json $.jarSurgery[0].add: found org.apache.hadoop:hadoop-aws:3.4.2 beside hadoop 3.3.4 of Spark 3.5.8; allowed: jars of one family in one release (compatibility/jar-families.json, hadoop: POMs of org.apache.hadoop:hadoop-main 3.3.4, 3.4.2, 3.5.0); fix: take org.apache.hadoop:hadoop-aws:3.3.4",
    ],
  ],
];

describe("the jars of s3a://", () => {
  it.each(cases)("are refused with %s", (_what, edit, expected) => {
    expect(problems(edit)).toEqual(expected);
  });

  it("may be some services of one AWS SDK, added to a core one by one", () => {
    const services = ["software.amazon.awssdk:s3:2.29.52", "software.amazon.awssdk:sts:2.29.52"];
    const edit = (files: Files): void => {
      adds(...services)(files);
      files.matrix.runtimes = [{ spark: "all", layers: ["jdbc-drivers"] }];
    };
    expect(problems(edit)).toEqual([]);
  });

  it("are those for the Hadoop that is bundled with the Spark, chosen by SPARK_VERSION", () => {
    const text = textOf("docker/docker-intermediate/jars-hadoop-aws/Dockerfile", s3a());
    const chosen = text.slice(text.indexOf("case "), text.indexOf("esac")).split("\n");
    expect(
      chosen
        .filter((line) => /^\S.*\)$|^ +fetch/.test(line))
        .map((line) => line.split(" ").slice(0, 4).join(" ")),
    ).toEqual([
      "3.5.8)",
      "  fetch hadoop-aws-3.3.4.jar",
      "  fetch aws-java-sdk-bundle-1.12.262.jar",
      "4.1.1)",
      "  fetch hadoop-aws-3.4.2.jar",
      "  fetch bundle-2.29.52.jar",
      "  fetch analyticsaccelerator-s3-1.2.1.jar",
      "*)",
    ]);
  });

  it("are one image for each Hadoop, which the runtimes take their layer from", () => {
    const builds = buildsOf(plan(sources(s3a())));
    expect(builds.filter(({ folder }) => folder.endsWith("jars-hadoop-aws"))).toMatchObject([
      { image: "spark-k8s-jars-hadoop-aws:latest", arguments: {} },
      { image: "spark-k8s-jars-hadoop-aws:latest-hadoop-3.3.4", arguments: { SPARK_VERSION: "3.5.8" } },
    ]);
    const parents = (spark: string) =>
      builds.find(({ folder }) => folder.includes(`spark-${spark}-jdk17`))?.parents;
    expect(parents("3.5.8")).toContain("spark-k8s-jars-hadoop-aws:latest-hadoop-3.3.4");
    expect(parents("4.1.1")).toContain("spark-k8s-jars-hadoop-aws:latest");
  });

  it("are not generated where no runtime asks for them", () => {
    expect([...generated().keys()].filter((path) => path.includes("hadoop-aws"))).toEqual([]);
  });

  it("can be named by the matrix for a Hadoop that nothing is known of", () => {
    const edit = s3a((files) => {
      files.lock.spark["4.1.1"].hadoop = "3.6.0";
      files.matrix.hadoopAws = { "4.1": { version: "3.6.0", awsSdk: "2.40.0" } };
      lockJars(files, "org.apache.hadoop:hadoop-aws:3.6.0", "software.amazon.awssdk:bundle:2.40.0");
    });
    const text = textOf("docker/runtime/spark-4.1.1-jdk17-s3a/test.sh", edit);
    expect(text).toContain(
      "'the jars of s3a:// are those for Hadoop 3.6.0' 'bundle-2.40.0.jar hadoop-aws-3.6.0.jar'",
    );
  });

  it("are tried by the runtime's test with an S3 server, whether the runtime has Python or not", () => {
    for (const layers of [["jars-hadoop-aws"], ["python-deps", "jars-hadoop-aws"]]) {
      const edit = s3a(({ matrix }) => (matrix.runtimes[0].layers = layers));
      const text = textOf("docker/runtime/spark-4.1.1-jdk17-s3a/test.sh", edit);
      expect(text).toContain("\n  s3a_claims\n");
      expect(text.match(/^# A?.*claims? that needs? a server/gim)).toHaveLength(1);
    }
    const without: Json = textOf("docker/runtime/spark-4.1.1-jdk17/test.sh");
    expect(without).not.toContain("s3a");
  });
});
