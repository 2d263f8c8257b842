import { describe, expect, it } from "vitest";
import { findings } from "../../src/advise/advise";
import type { EndOfLife, Finding, LicenseNotice, Vulnerability } from "../../src/advise/finding";
import { isAffected, nearestFix } from "../../src/advise/versions";
import { KNOWLEDGE, type Knowledge } from "../../src/model/knowledge";
import { plan } from "../../src/pipeline";
import { EVIDENCE as evidence, distribution, facts, proof, vulnerability } from "./facts";
import { type Files, type Json, sources } from "./fixture";

function found<Kind extends Finding["kind"]>(
  kind: Kind,
  knowledge: Knowledge,
  edit?: (files: Files) => void,
): Extract<Finding, { kind: Kind }>[] {
  const all = findings(plan(sources(edit), KNOWLEDGE), knowledge);
  return all.filter((finding): finding is Extract<Finding, { kind: Kind }> => finding.kind === kind);
}

const EVERY_IMAGE = [
  "jdk-17",
  "python-3.10",
  "cuda-12.1",
  "spark-3.5.8-core",
  "spark-4.1.1-core",
  "python-deps",
  "jdbc-drivers",
  "jars-rapids",
  "jars-iceberg",
  "spark-3.5.8-jdk17",
  "spark-4.1.1-jdk17",
  "spark-4.1.1-jdk17-gpu",
];

describe("ends of support", () => {
  const ends = found("end-of-life", facts());
  const of = (name: string, version: string): EndOfLife | undefined =>
    ends.find(({ part }) => part.name === name && part.version === version);

  it("are found for Debian, in every image, with its long-term support and why a later release cannot be taken", () => {
    expect(of("Debian", "12")).toEqual({
      kind: "end-of-life",
      part: { name: "Debian", version: "12", images: EVERY_IMAGE },
      ends: "2026-07-11",
      longTerm: "2028-06-30",
      wayOut:
        "trixie in $.debian is refused: 17 on Debian trixie, which has no package openjdk-17-jre-headless. trixie with 21 in $.java.version is refused: 21 with Spark 3.5, of which nothing is known. trixie with 25 in $.java.version is refused: 25 with Spark 3.5, of which nothing is known; 25 with Spark 4.1, of which nothing is known",
      evidence: { release: "bookworm", regular: "2026-07-11", longTerm: "2028-06-30", ...evidence },
    });
  });

  it("are found for Python, in the images that hold it", () => {
    expect(of("Python", "3.10")).toMatchObject({
      part: {
        images: [
          "python-3.10",
          "python-deps",
          "spark-3.5.8-jdk17",
          "spark-4.1.1-jdk17",
          "spark-4.1.1-jdk17-gpu",
        ],
      },
      ends: "2026-10-31",
      longTerm: null,
      wayOut: "take 3.11 in $.python.version, then npx projen lock",
    });
  });

  it("are found for the lines of Spark, each with its cores and runtimes", () => {
    expect(of("Spark", "4.1")).toMatchObject({
      part: { images: ["spark-4.1.1-core", "spark-4.1.1-jdk17", "spark-4.1.1-jdk17-gpu"] },
      ends: "2027-06-11",
      wayOut:
        "no part that is supported for longer is known: add its row to compatibility/ when there is one",
    });
    expect(of("Spark", "3.5")?.wayOut).toBe(of("Spark", "4.1")?.wayOut);
  });

  it("lead to the newest patch of a later line, or say what it is refused for", () => {
    const endOf42 = { line: "4.2", ends: "2028-06-11", ...evidence };
    const known = facts({ distributions: [distribution("4.2.0", []), distribution("4.2.1", [])] });
    const ends = [...known.spark.endOfLife, endOf42] as typeof known.spark.endOfLife;
    const knowledge = { ...known, spark: { ...known.spark, endOfLife: ends } };
    const wayOf = (edit?: (files: Files) => void) =>
      found("end-of-life", knowledge, edit).find(({ part }) => part.version === "4.1")?.wayOut;
    expect(wayOf()).toBe(
      'Spark 4.2.1 is refused: "jars-iceberg" 1.12.0 with Spark 4.2.1, which Iceberg has no runtime for; "jars-rapids" with Spark 4.2.1 on Scala 2.13, which RAPIDS 26.08 has no shim for',
    );
    const plain = ({ matrix }: Files) => (matrix.runtimes = [{ spark: "all", layers: ["jdbc-drivers"] }]);
    expect(wayOf(plain)).toBe("take Spark 4.2.1 in the place of 4.1.1, then npx projen lock");
  });

  it("lead to a later Debian with another Java where every Spark runs on that", () => {
    const edit = ({ matrix }: Files) => {
      matrix.spark = ["4.1.1"];
      matrix.java.classDataSharing = false;
    };
    expect(found("end-of-life", facts(), edit)[0]?.wayOut).toBe(
      "take trixie with 21 in $.java.version, then npx projen lock",
    );
  });

  it("do not lead to a Python whose first wheels are newer than what is required", () => {
    const row = { python: "3.13", ends: "2029-10-31", ...evidence };
    const known = facts();
    const endOfLife = [...known.python.endOfLife, row] as typeof known.python.endOfLife;
    const edit = ({ matrix }: Files) => matrix.python.base.push("numpy>=1.26,<2");
    const python = found("end-of-life", { ...known, python: { ...known.python, endOfLife } }, edit)[1];
    expect(python?.wayOut).toBe(
      "take 3.11 in $.python.version, then npx projen lock. 3.13 is refused: numpy <2 for Python 3.13, which it has no wheels for",
    );
  });

  it("are the same for parts that ended long ago and parts that end in years: nothing reads the clock", () => {
    expect(ends.map(({ part, ends: day }) => `${part.name} ${part.version} ${day}`)).toEqual([
      "Debian 12 2026-07-11",
      "Python 3.10 2026-10-31",
      "Spark 3.5 2027-11-30",
      "Spark 4.1 2027-06-11",
    ]);
  });
});

describe("known vulnerabilities", () => {
  const postgresql = "org.postgresql:postgresql";

  it("are found in a pinned driver, with the fix of its own line, the version that nothing is known of, and the images", () => {
    const rows = [
      vulnerability("CVE-2026-0001", postgresql, ["42.6.1", "42.7.2"]),
      vulnerability("CVE-2026-0002", postgresql, ["42.7.12"], "42.7.2"),
    ];
    expect(found("vulnerability", facts({ jdbc: rows }))).toEqual([
      {
        kind: "vulnerability",
        id: "CVE-2026-0001",
        part: {
          name: postgresql,
          version: "42.7.1",
          images: ["jdbc-drivers", "spark-3.5.8-jdk17", "spark-4.1.1-jdk17"],
        },
        stated: "high",
        summary: "a fault",
        fixed: ["42.6.1", "42.7.2"],
        fixedIn: "42.7.2",
        cleanFrom: "42.7.12",
        wayOut: "take 42.7.12 in $.jdbc.postgresql, then npx projen lock",
        tried: [],
        evidence: rows[0],
      },
    ]);
  });

  it("are no longer found in the first fixed version", () => {
    const jdbc = [vulnerability("CVE-2026-0001", postgresql, ["42.7.2"])];
    const move = (version: string) => (files: Files) => {
      files.matrix.jdbc.postgresql = version;
      const { lock } = files;
      const old = lock.jars["org.postgresql:postgresql:42.7.1"];
      lock.jars[`${postgresql}:${version}`] = { ...old, file: `postgresql-${version}.jar` };
    };
    expect(found("vulnerability", facts({ jdbc }), move("42.7.1.1"))).toHaveLength(1);
    expect(found("vulnerability", facts({ jdbc }), move("42.7.2"))).toEqual([]);
  });

  it("are found in a Spark itself", () => {
    const spark = [vulnerability("CVE-2026-0003", "org.apache.spark:spark-core", ["3.5.9"])];
    const distributions = [distribution("3.5.8", []), distribution("3.5.9", [])];
    expect(found("vulnerability", facts({ spark, distributions }))).toMatchObject([
      {
        part: { name: "Spark", version: "3.5.8", images: ["spark-3.5.8-core", "spark-3.5.8-jdk17"] },
        fixedIn: "3.5.9",
        wayOut: "take Spark 3.5.9 in the place of 3.5.8, then npx projen lock",
      },
    ]);
  });

  it("are found in the jars of a Spark distribution by artifact and version, and not in an artifact with a longer name", () => {
    const withJars = ({ lock }: Files) => {
      const files = {
        "avro-1.11.2.jar": "1".repeat(64),
        "avro-ipc-1.11.2.jar": "2".repeat(64),
        "hive-libs/avro-1.11.4.jar": "3".repeat(64),
        "netty-codec-4.1.96.Final.jar": "4".repeat(64),
        "log4j-1.2-api-2.20.0.jar": "5".repeat(64),
      };
      lock.spark["3.5.8"].jars = { files, verified: { by: "download" } };
    };
    const jars = [
      vulnerability("CVE-2026-0004", "org.apache.avro:avro", ["1.11.4"]),
      vulnerability("CVE-2026-0005", "io.netty:netty-codec", []),
      vulnerability("CVE-2026-0006", "log4j:log4j", []),
    ];
    expect(found("vulnerability", facts({ jars }), withJars)).toMatchObject([
      {
        id: "CVE-2026-0004",
        part: {
          name: "org.apache.avro:avro",
          version: "1.11.2",
          bundled: [{ spark: "3.5.8", file: "avro-1.11.2.jar" }],
          images: ["spark-3.5.8-core", "spark-3.5.8-jdk17"],
        },
        wayOut: "of Spark 3.5 no patch with the fix is known; no other jar in its place was tried",
      },
      {
        id: "CVE-2026-0005",
        part: { version: "4.1.96.Final" },
        fixedIn: null,
        cleanFrom: null,
        wayOut: "no fixed version is published",
      },
    ] satisfies Partial<Json>[] as Partial<Vulnerability>[]);
  });
});

describe("the way out of a vulnerable jar of a Spark distribution", () => {
  const AVRO = "org.apache.avro:avro";
  const fixed = [{ replace: "avro-1.12.0.jar", with: `${AVRO}:1.12.2` }];
  const FAILED = "start of a session: java.lang.NoClassDefFoundError: a/B";

  /** The way out for the jars of Spark 4.1.1 with these facts. */
  const wayOut = (change: Parameters<typeof facts>[0], edit: (files: Files) => void = () => {}) => {
    const jars = [vulnerability("CVE-2026-0004", AVRO, ["1.12.2"])];
    const withAvro = (files: Files) => {
      const avro = { files: { "avro-1.12.0.jar": "1".repeat(64) }, verified: { by: "download" } };
      files.lock.spark["4.1.1"].jars = avro;
      edit(files);
    };
    return found("vulnerability", facts({ jars, ...change }), withAvro)[0]?.wayOut;
  };
  /** Spark 4.1.1 to 4.1.4, of which one brings the fix first. */
  const fixedFrom = (first: string) =>
    ["4.1.1", "4.1.2", "4.1.3", "4.1.4"].map((version) =>
      version === first
        ? distribution(version, ["avro-1.12.2.jar"], ["avro-1.12.0.jar"])
        : distribution(version, version === "4.1.1" ? ["avro-1.12.0.jar"] : []),
    );
  const withoutGpu = ({ matrix }: Files) => matrix.runtimes.pop();

  it("is the nearest patch of its line that brings the fix", () => {
    expect(wayOut({ distributions: fixedFrom("4.1.3") })).toBe(
      "take Spark 4.1.3 in the place of 4.1.1, then npx projen lock; no other jar in its place was tried",
    );
  });

  it("is not a patch that the rules refuse for these images: what they say is told", () => {
    expect(wayOut({ distributions: fixedFrom("4.1.4") })).toBe(
      'Spark 4.1.4 has the fix and is refused: "jars-rapids" with Spark 4.1.4 on Scala 2.13, which RAPIDS 26.08 has no shim for; no other jar in its place was tried',
    );
    expect(wayOut({ distributions: fixedFrom("4.1.4") }, withoutGpu)).toBe(
      "take Spark 4.1.4 in the place of 4.1.1, then npx projen lock; no other jar in its place was tried",
    );
  });

  it("is not a patch that lacks a jar which the matrix changes", () => {
    const edit = ({ matrix, lock }: Files) => {
      lock.spark["4.1.1"].jars.files["other-1.0.jar"] = "2".repeat(64);
      matrix.jarSurgery = [{ spark: ["4.1.1"], remove: "other-1.0.jar", reason: "not used" }];
    };
    expect(wayOut({ distributions: fixedFrom("4.1.3") }, edit)).toBe(
      "Spark 4.1.3 has the fix and is refused: other-1.0.jar in $.jarSurgery, which Spark 4.1.3 does not have; no other jar in its place was tried",
    );
  });

  it("is to do without the Spark where the matrix has a later patch with the fix", () => {
    const edit = ({ matrix }: Files) => matrix.spark.push("4.1.2");
    expect(wayOut({ distributions: fixedFrom("4.1.2") }, edit)).toBe(
      "leave Spark 4.1.1 out: 4.1.2, which the matrix has, has the fix; no other jar in its place was tried",
    );
  });

  it("names a later line that brings the fix, or no longer has the jar, where no patch of its own does", () => {
    const distributions = [
      distribution("4.1.1", ["avro-1.12.0.jar"]),
      distribution("4.1.4", []),
      distribution("4.2.0", ["other-1.0.jar"]),
    ];
    expect(wayOut({ distributions })).toBe(
      "no Spark 4.1 up to 4.1.4 has the fix, 4.2.0 has it; no other jar in its place was tried",
    );
    expect(wayOut({ distributions: distributions.slice(0, 2) })).toBe(
      "no Spark 4.1 up to 4.1.4 has the fix; no other jar in its place was tried",
    );
  });

  const none = "of Spark 4.1 no patch with the fix is known";
  it.each([
    [
      "a job ran with",
      [proof("4.1.1", fixed)],
      `or put ${AVRO}:1.12.2 in its place in $.jarSurgery, as a job ran with (docs/advice.md), then npx projen lock`,
    ],
    ["failed", [proof("4.1.1", fixed, FAILED)], "no other jar in its place is known to work"],
    ["was tried with another Spark", [proof("4.1.0", fixed)], "no other jar in its place was tried"],
    [
      "was tried on another Java",
      [{ ...proof("4.1.1", fixed), java: "21.0.1" }],
      "no other jar in its place is known to work",
    ],
    [
      "has the vulnerability too",
      [proof("4.1.1", [{ ...fixed[0], with: `${AVRO}:1.12.1` }])],
      "no other jar in its place is known to work",
    ],
    [
      "comes with a second jar that is there",
      [proof("4.1.1", [...fixed, { add: `${AVRO}:1.12.2` }])],
      `${AVRO}:1.12.2 in its place in $.jarSurgery, with the other change of its set, as a job ran with (docs/advice.md), is refused: a second change to avro-1.12.2.jar of Spark 4.1.1, beside $.jarSurgery[0]`,
    ],
  ])("says of a jar in its place that %s what is known", (_what, proofs, expected) => {
    expect(wayOut({ proofs })).toBe(`${none}; ${expected}`);
  });
});

describe("a version", () => {
  const range = { affectedFrom: null, fixed: ["2.18.8", "2.21.4"] };

  it.each([
    ["2.18.7", true, "before the fix of its own line"],
    ["2.18.8", false, "the fix of its own line"],
    ["2.20.9", true, "on a line without a fix, below the highest one"],
    ["2.21.3", true, "before the fix of the highest line"],
    ["2.22.0", false, "above the highest fix"],
    ["2.18.10", false, "of more digits than the fix of its line"],
  ])("%s is affected: %s (%s)", (version, expected) => {
    expect(isAffected(version, range)).toBe(expected);
  });

  it("below the first affected one is not affected, and that one is", () => {
    const later = { affectedFrom: "42.7.4", fixed: ["42.7.7"] };
    expect(["42.7.3", "42.7.4"].map((version) => isAffected(version, later))).toEqual([false, true]);
  });

  it("is always affected where no fix is published", () => {
    expect(isAffected("99.0", { affectedFrom: null, fixed: [] })).toBe(true);
  });

  it("keeps its qualifier in the fix that is named without one", () => {
    expect(nearestFix("12.4.2.jre11", [{ affectedFrom: null, fixed: ["12.4.3", "13.2.1"] }])).toBe(
      "12.4.3.jre11",
    );
    expect(nearestFix("4.1.96.Final", [{ affectedFrom: null, fixed: ["4.1.124.Final"] }])).toBe(
      "4.1.124.Final",
    );
  });

  it("has no fix where every one leads into another vulnerability", () => {
    const ranges = [
      { affectedFrom: null, fixed: ["1.1"] },
      { affectedFrom: "1.1", fixed: [] },
    ];
    expect(nearestFix("1.0", ranges)).toBe(null);
  });
});

describe("licences that need attention", () => {
  const attention = "Read the terms.";
  const notices = (edit: (files: Files) => void): LicenseNotice[] => found("license", facts(), edit);

  it("are none where the lock says nothing of a known licence", () => {
    expect(notices(() => {})).toEqual([]);
  });

  it("are those that the lock says something of: of Spark, of jars, of packages", () => {
    const edit = ({ lock }: Files) => {
      lock.spark["4.1.1"].attention = attention;
      lock.jars["com.nvidia:rapids-4-spark_2.13:26.08.1"].attention = attention;
      lock.wheels["3.10"].numpy.attention = attention;
    };
    expect(notices(edit)).toMatchObject([
      { part: { name: "Spark", version: "4.1.1" }, license: "Apache-2.0", attention },
      {
        part: {
          name: "com.nvidia:rapids-4-spark_2.13",
          version: "26.08.1",
          images: ["jars-rapids", "spark-4.1.1-jdk17-gpu"],
        },
        attention,
        wayOut: "read the terms before publishing an image that holds it, or leave it out",
      },
      {
        part: {
          name: "numpy",
          images: ["python-deps", "spark-3.5.8-jdk17", "spark-4.1.1-jdk17", "spark-4.1.1-jdk17-gpu"],
        },
      },
    ]);
  });

  it("are of the images that hold the part: an Iceberg runtime jar of one Spark line, not of the other", () => {
    const edit = ({ lock }: Files) => {
      const key = "org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.12.0";
      lock.jars[key].attention = attention;
    };
    expect(notices(edit).map(({ part }) => part.images)).toEqual([["jars-iceberg", "spark-3.5.8-jdk17"]]);
  });

  it("are those without an SPDX name and those of the GPL family, though the lock says nothing of them", () => {
    const edit = ({ lock }: Files) => {
      lock.wheels["3.10"].pandas.license = "LicenseRef-Somebody";
      lock.wheels["3.10"].pyiceberg.license = "LGPL-3.0-or-later";
    };
    expect(notices(edit).map(({ part, attention: words }) => [part.name, words])).toEqual([
      ["pandas", "The licence has no SPDX name: its terms were not looked at."],
      ["pyiceberg", "Copyleft: publishing an image that holds it has duties."],
    ]);
  });
});
