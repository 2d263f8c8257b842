import { describe, expect, it } from "vitest";
import { useDebian, useGpuSpark, useIceberg, useRapids, useSpark } from "./compatibility-files";
import { type Files, problems } from "./fixture";

/** What is refused, with every word of the message. */
const refused: [string, (files: Files) => void, string[]][] = [
  [
    "a Debian without that JDK",
    (files) => useDebian(files, "trixie", 17),
    [
      "matrix.json $.java.version: found 17 on Debian trixie, which has no package openjdk-17-jre-headless; allowed: Java 21, 25 on trixie (compatibility/os.json, jdks of trixie: packages of Debian's archive for the release, openjdk-21-jre-headless); fix: take Java 17 on bookworm",
    ],
  ],
  [
    "Spark 4 and Iceberg 1.11 or newer on Java 11, which Debian has no more",
    (files) => useDebian(files, "bookworm", 11),
    [
      "matrix.json $.java.version: found 11 on Debian bookworm, which has no package openjdk-11-jre-headless; allowed: Java 17 on bookworm (compatibility/os.json, jdks of bookworm: packages of Debian's archive for the release, openjdk-17-jre-headless); fix: take Java 17 on bookworm",
      "matrix.json $.java.version: found 11 with Spark 4.1; allowed: Java 17 to 21 with Spark 4.1 (compatibility/spark.json, java of 4.1: https://spark.apache.org/docs/4.1.1/); fix: take Java 17 on bookworm, or take Spark 3.5",
      'matrix.json $.iceberg.version: found "1.12.0" on Java 11; allowed: Java 17 or newer from Iceberg 1.11.0 on (compatibility/iceberg.json, java from 1.11.0: https://github.com/apache/iceberg/pull/14400); fix: take Java 17 on bookworm, or take an Iceberg before 1.11.0',
    ],
  ],
  [
    "class-data sharing with a Spark that nobody has tried it with",
    (files) => {
      useSpark(files, "4.0.4");
      files.matrix.java.classDataSharing = true;
    },
    [
      'matrix.json $.java.classDataSharing: found true with Spark 4.0 on Java 17, which nobody has tried; allowed: Spark 3.5 on Java 17, Spark 4.1 on Java 17 (compatibility/spark.json, classDataSharing: archive of the classes of Spark 3.5.7 on OpenJDK 17.0.15, used by a driver and an executor); fix: remove it here, or try it and add { "line": "4.0", "java": 17, "source": …, "date": …, "confidence": … } to $.classDataSharing of compatibility/spark.json',
    ],
  ],
  [
    "class-data sharing on a Java that nobody has tried it with",
    (files) => {
      useDebian(files, "trixie", 21);
      useSpark(files, "4.1.1");
      files.matrix.java.classDataSharing = true;
    },
    [
      'matrix.json $.java.classDataSharing: found true with Spark 4.1 on Java 21, which nobody has tried; allowed: Spark 3.5 on Java 17, Spark 4.1 on Java 17 (compatibility/spark.json, classDataSharing: archive of the classes of Spark 3.5.7 on OpenJDK 17.0.15, used by a driver and an executor); fix: remove it here, or try it and add { "line": "4.1", "java": 21, "source": …, "date": …, "confidence": … } to $.classDataSharing of compatibility/spark.json',
    ],
  ],
  [
    "Spark 4 with Scala 2.12",
    ({ lock }) => (lock.spark["4.1.1"].scala = "2.12"),
    [
      'lock.json $.spark["4.1.1"].scala: found "2.12" for Spark 4.1.1; allowed: Scala 2.13, which spark-4.1.1-bin-hadoop3 is built with (compatibility/spark.json, scala of 4.1: https://issues.apache.org/jira/browse/SPARK-45314); fix: write "2.13", or take Spark 3.5',
    ],
  ],
  [
    "RAPIDS with Spark 4.1.0, which no release has a shim for",
    (files) => useGpuSpark(files, "4.1.0"),
    [
      'matrix.json $.runtimes[0].layers[1]: found "jars-rapids" with Spark 4.1.0 on Scala 2.13, which RAPIDS 26.08 has no shim for; allowed: Spark 4.2.0, 4.1.3, 4.1.2, 4.1.1, 4.0.4, 4.0.3, 4.0.2, 4.0.1, 4.0.0, 3.5.9, 3.5.8, 3.5.7 and 7 more (compatibility/rapids.json, release 26.08: https://github.com/NVIDIA/spark-rapids/blob/v26.08.0/docs/download.md); fix: take Spark 4.0.4 or 4.1.1, or remove "jars-rapids" from this runtime',
    ],
  ],
  [
    "RAPIDS with a Spark that only a later release has in its list",
    (files) => {
      useRapids(files, "26.06.0");
      useGpuSpark(files, "4.1.2");
    },
    [
      'matrix.json $.runtimes[0].layers[1]: found "jars-rapids" with Spark 4.1.2 on Scala 2.13, which RAPIDS 26.06 has no shim for; allowed: Spark 4.1.1, 4.0.2, 4.0.1, 4.0.0, 3.5.8, 3.5.7, 3.5.6, 3.5.5, 3.5.4, 3.5.3, 3.5.2, 3.5.1 and 1 more (compatibility/rapids.json, release 26.06: https://github.com/NVIDIA/spark-rapids/blob/v26.06.0/docs/download.md); fix: take Spark 4.1.1, or take RAPIDS 26.08, or remove "jars-rapids" from this runtime',
    ],
  ],
  [
    "RAPIDS with a Spark newer than any in its list",
    (files) => useGpuSpark(files, "4.1.9"),
    [
      'matrix.json $.runtimes[0].layers[1]: found "jars-rapids" with Spark 4.1.9 on Scala 2.13, which RAPIDS 26.08 has no shim for; allowed: Spark 4.2.0, 4.1.3, 4.1.2, 4.1.1, 4.0.4, 4.0.3, 4.0.2, 4.0.1, 4.0.0, 3.5.9, 3.5.8, 3.5.7 and 7 more (compatibility/rapids.json, release 26.08: https://github.com/NVIDIA/spark-rapids/blob/v26.08.0/docs/download.md); fix: take Spark 4.1.3 or 4.2.0, or remove "jars-rapids" from this runtime',
    ],
  ],
  [
    "Iceberg 1.10 with Spark 4.1",
    (files) => useIceberg(files, "1.10.1"),
    [
      'matrix.json $.runtimes[0].layers[2]: found "jars-iceberg" 1.10.1 with Spark 4.1.1 on Scala 2.13; allowed: Iceberg 1.11.0 to 1.12.0 with Spark 4.1 on Scala 2.13 (compatibility/iceberg.json, runtime of 4.1: https://github.com/apache/iceberg/blob/apache-iceberg-1.11.0/gradle.properties); fix: set $.iceberg.version to 1.11.0, or take a Spark of 3.5 or 4.0',
    ],
  ],
  [
    "Iceberg 1.12 with Spark 4.0, which it has left behind",
    (files) => {
      useSpark(files, "4.0.1", "jars-iceberg");
      useIceberg(files, "1.12.0", "4.0_2.13");
    },
    [
      'matrix.json $.runtimes[0].layers[1]: found "jars-iceberg" 1.12.0 with Spark 4.0.1 on Scala 2.13; allowed: Iceberg 1.10.0 to 1.11.0 with Spark 4.0 on Scala 2.13 (compatibility/iceberg.json, runtime of 4.0: https://github.com/apache/iceberg/blob/apache-iceberg-1.11.0/gradle.properties); fix: set $.iceberg.version to 1.11.0, or take a Spark of 3.5 or 4.1',
    ],
  ],
  [
    "Iceberg with Spark 4.2, which has no runtime",
    (files) => {
      useSpark(files, "4.2.0", "jars-iceberg");
      useIceberg(files, "1.12.0", "4.2_2.13");
    },
    [
      'matrix.json $.runtimes[0].layers[1]: found "jars-iceberg" 1.12.0 with Spark 4.2.0, which Iceberg has no runtime for; allowed: a Spark of 3.5, 4.0 or 4.1 (compatibility/iceberg.json, without runtime 4.2: https://github.com/apache/iceberg/blob/main/gradle.properties); fix: take Spark 4.1, or remove "jars-iceberg" from this runtime',
    ],
  ],
  [
    "RAPIDS for Scala 2.12, whose jar cannot be pinned",
    ({ matrix }) => (matrix.runtimes[1].spark = ["3.5.8"]),
    [
      "matrix.json $.runtimes[1].layers[1]: found com.nvidia:rapids-4-spark_2.12:26.08.1, which has no lock entry, and no checksum of it is known (compatibility/rapids.json, unpinned com.nvidia:rapids-4-spark_2.12: downloads tried from Maven repositories; no checksum found in public files); allowed: what lock.json holds in $.jars: none; fix: take Spark 4.2.0, 4.1.3, 4.1.2, 4.1.1, 4.0.4, 4.0.3, 4.0.2, 4.0.1, 4.0.0, or `npx projen lock` where a repository answers with it: once lock.json holds it, it works",
    ],
  ],
];

/** The nearest neighbours of what is refused. */
const allowed: [string, (files: Files) => void][] = [
  [
    "Debian 13 with Java 21 and Spark 4.1",
    (files) => (useSpark(files, "4.1.1"), useDebian(files, "trixie", 21)),
  ],
  [
    "Debian 13 with Java 25 and Spark 4.2",
    (files) => (useSpark(files, "4.2.0"), useDebian(files, "trixie", 25)),
  ],
  ["RAPIDS 26.08 with Spark 4.1.2", (files) => useGpuSpark(files, "4.1.2")],
  ["RAPIDS 26.06 with Spark 4.1.1", (files) => useRapids(files, "26.06.0")],
  ["RAPIDS 26.10 with Spark 4.2.0", (files) => (useRapids(files, "26.10.0"), useGpuSpark(files, "4.2.0"))],
  [
    "RAPIDS for Scala 2.12 as soon as the lock holds its jar",
    (files) => {
      useRapids(files, "26.08.1", "2.12");
      files.matrix.runtimes[1].spark = ["3.5.8", "4.1.1"];
    },
  ],
  ["Iceberg 1.11 with Spark 3.5 and 4.1", (files) => useIceberg(files, "1.11.0")],
  [
    "Iceberg 1.10 with Spark 4.0",
    (files) => (useSpark(files, "4.0.1", "jars-iceberg"), useIceberg(files, "1.10.1", "4.0_2.13")),
  ],
];

/** Facts that the data does not have: the message says which row to add, and how to go on without it. */
const missing: [string, (files: Files) => void, string[]][] = [
  [
    "a Spark line",
    (files) => useSpark(files, "5.0.0"),
    [
      'matrix.json $.spark[0]: found Spark 5.0, whose Java is not known; allowed: what $.java of compatibility/spark.json knows: 3.5, 4.0, 4.1, 4.2, 4.3; fix: add { "line": "5.0", "lowest": …, "highest": …, "source": …, "date": …, "confidence": … } to $.java of compatibility/spark.json, take Spark 4.3, or accept it by { "rule": "spark-java", "for": "spark 5.0", "reason": "…" } in $.accept',
      'matrix.json $.spark[0]: found Spark 5.0, whose Scala is not known; allowed: what $.scala of compatibility/spark.json knows: 3.5, 4.0, 4.1, 4.2, 4.3; fix: add { "line": "5.0", "scala": …, "source": …, "date": …, "confidence": … } to $.scala of compatibility/spark.json, take Spark 4.3, or accept it by { "rule": "spark-scala", "for": "spark 5.0", "reason": "…" } in $.accept',
      'matrix.json $.spark[0]: found Spark 5.0, whose Python is not known; allowed: what $.python of compatibility/spark.json knows: 3.5, 4.0, 4.1, 4.2, 4.3; fix: add { "line": "5.0", "lowest": …, "highest": …, "source": …, "date": …, "confidence": … } to $.python of compatibility/spark.json, take Spark 4.3, or accept it by { "rule": "spark-python", "for": "spark 5.0", "reason": "…" } in $.accept',
      'matrix.json $.spark[0]: found Spark 5.0, whose packages are not known; allowed: what $.pyspark of compatibility/python.json knows: 3.5, 4.0, 4.1, 4.2, 4.3; fix: add { "line": "5.0", "packages": …, "source": …, "date": …, "confidence": … } to $.pyspark of compatibility/python.json, take Spark 4.3, or accept it by { "rule": "spark-packages", "for": "spark 5.0", "reason": "…" } in $.accept',
    ],
  ],
  [
    "a Java newer than a Spark's documentation",
    (files) => {
      useSpark(files, "4.1.1");
      useDebian(files, "trixie", 25);
    },
    [
      'matrix.json $.java.version: found 25 with Spark 4.1, of which nothing is known; allowed: Java 17 to 21 with Spark 4.1 (compatibility/spark.json, java of 4.1: https://spark.apache.org/docs/4.1.1/); fix: raise "highest" of 4.1 in $.java of compatibility/spark.json with its source, take Java 21 on trixie or 17 on bookworm, or accept it by { "rule": "spark-java", "for": "java 25 with spark 4.1", "reason": "…" } in $.accept',
    ],
  ],
  [
    "a Debian release",
    (files) => useDebian(files, "forky", 17),
    [
      'matrix.json $.debian.release: found Debian forky, whose JDKs are not known; allowed: what $.jdks of compatibility/os.json knows: bookworm, trixie; fix: add { "release": "forky", "java": …, "source": …, "date": …, "confidence": … } to $.jdks of compatibility/os.json, take Java 17 on bookworm, or accept it by { "rule": "debian-java", "for": "debian forky", "reason": "…" } in $.accept',
    ],
  ],
  [
    "a RAPIDS release",
    (files) => useRapids(files, "27.02.0"),
    [
      'matrix.json $.rapids.version: found "27.02.0", whose Spark versions are not known; allowed: what $.releases of compatibility/rapids.json knows: 26.06, 26.08, 26.10; fix: add { "release": "27.02", "spark": …, "source": …, "date": …, "confidence": … } to $.releases of compatibility/rapids.json, take RAPIDS 26.10, or accept it by { "rule": "rapids-spark", "for": "rapids 27.02", "reason": "…" } in $.accept',
    ],
  ],
  [
    "an Iceberg release",
    (files) => useIceberg(files, "1.13.0"),
    [
      'matrix.json $.iceberg.version: found "1.13.0", newer than what is known; allowed: Iceberg up to 1.12.0 (compatibility/iceberg.json, newest: versions of org.apache.iceberg:iceberg-spark-runtime-4.1_2.13 on the Maven repository); fix: hold the rows of compatibility/iceberg.json against it and write it in $.newest with its source, take 1.12.0, or accept it by { "rule": "iceberg-release", "for": "iceberg 1.13.0", "reason": "…" } in $.accept',
    ],
  ],
  [
    "whether Iceberg has a runtime for a Spark line",
    (files) => {
      useSpark(files, "4.3.0", "jars-iceberg");
      useIceberg(files, "1.12.0", "4.3_2.13");
    },
    [
      'matrix.json $.python.version: found "3.10" with Spark 4.3; allowed: Python 3.11 or newer with Spark 4.3 (compatibility/spark.json, python of 4.3: metadata of PySpark 4.3.0, Requires-Python and classifiers); fix: write "3.11", or take Spark 3.5, 4.0, 4.1 or 4.2',
      'matrix.json $.runtimes[0].layers[1]: found "jars-iceberg" 1.12.0 with Spark 4.3.0, of which nothing is known; allowed: what $.runtimes of compatibility/iceberg.json knows: 3.5, 4.0, 4.1; fix: add { "line": "4.3", "scala": ["2.13"], "first": …, "last": …, "source": …, "date": …, "confidence": … } to $.runtimes of compatibility/iceberg.json, take Spark 4.1, or accept it by { "rule": "iceberg-spark", "for": "iceberg 1.12.0 with spark 4.3", "reason": "…" } in $.accept',
    ],
  ],
];

describe("the rules of compatibility", () => {
  it.each(refused)("refuse %s", (_what, edit, expected) => {
    expect(problems(edit)).toEqual(expected);
  });

  it.each(allowed)("allow %s", (_what, edit) => {
    expect(problems(edit)).toEqual([]);
  });

  it.each(missing)("say what is not known of %s", (_what, edit, expected) => {
    expect(problems(edit)).toEqual(expected);
  });
});
