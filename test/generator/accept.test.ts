import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Project } from "projen/lib/project";
import { describe, expect, it, vi } from "vitest";
import { plan } from "../../src/pipeline";
import { renderReadme } from "../../src/render/readme";
import { SparkImages } from "../../src/synthesize/spark-images";
import { useDebian, useRapids, useSpark } from "./compatibility-files";
import { type Files, ROOT, TEMPLATES, generated, problems, sources } from "./fixture";

const SPARK_5 = [
  { rule: "spark-java", for: "spark 5.0", reason: "tried in our cluster, ticket 7" },
  { rule: "spark-scala", for: "spark 5.0", reason: "the name of its jars says 2.13" },
  { rule: "spark-python", for: "spark 5.0", reason: "its tests pass" },
  { rule: "spark-packages", for: "spark 5.0", reason: "its tests pass" },
];

/** A Spark newer than the data, beside a known one. */
function acceptSpark5(files: Files): void {
  useSpark(files, "5.0.0");
  files.matrix.spark.push("4.1.1");
  files.matrix.accept = SPARK_5;
}

/** Names of the folders whose Dockerfile has a label that says what was accepted, with the label. */
function labels(edit: (files: Files) => void): Record<string, string> {
  const dockerfiles = [...generated(edit).values()].filter(({ path }) => path.endsWith("Dockerfile"));
  return Object.fromEntries(
    dockerfiles.flatMap(({ path, content }) => {
      const label = /spark-k8s\.accepted="(.*)"/.exec(content)?.[1];
      return label === undefined ? [] : [[path.split("/").at(-2), label]];
    }),
  );
}

const useless: [string, (files: Files) => void, string[]][] = [
  [
    "an override of a fact that is known",
    ({ matrix }) => (matrix.accept = [{ rule: "spark-java", for: "spark 4.1", reason: "to be sure" }]),
    [
      'matrix.json $.accept[0]: found "spark-java" for "spark 4.1", of which no fact is missing; allowed: the facts that are missing: none; what is known not to work cannot be accepted; fix: remove it, or write the rule and the part that a message names',
    ],
  ],
  [
    "an override of another part than the missing fact is about",
    (files) => {
      acceptSpark5(files);
      files.matrix.accept = [...SPARK_5.slice(1), { ...SPARK_5[0], for: "spark 5.1" }];
    },
    [
      'matrix.json $.spark[0]: found Spark 5.0, whose Java is not known; allowed: what $.java of compatibility/spark.json knows: 3.5, 4.0, 4.1, 4.2, 4.3; fix: add { "line": "5.0", "lowest": …, "highest": …, "source": …, "date": …, "confidence": … } to $.java of compatibility/spark.json, take Spark 4.3, or accept it by { "rule": "spark-java", "for": "spark 5.0", "reason": "…" } in $.accept',
      'matrix.json $.accept[3]: found "spark-java" for "spark 5.1", of which no fact is missing; allowed: the facts that are missing: "spark-java" for "spark 5.0", "spark-scala" for "spark 5.0", "spark-python" for "spark 5.0", "spark-packages" for "spark 5.0"; what is known not to work cannot be accepted; fix: remove it, or write the rule and the part that a message names',
    ],
  ],
  [
    "an override of a combination that is known not to work",
    (files) => {
      useDebian(files, "trixie", 17);
      files.matrix.accept = [{ rule: "debian-java", for: "debian trixie", reason: "it will be fine" }];
    },
    [
      "matrix.json $.java.version: found 17 on Debian trixie, which has no package openjdk-17-jre-headless; allowed: Java 21, 25 on trixie (compatibility/os.json, jdks of trixie: packages of Debian's archive for the release, openjdk-21-jre-headless); fix: take Java 17 on bookworm",
      'matrix.json $.accept[0]: found "debian-java" for "debian trixie", of which no fact is missing; allowed: the facts that are missing: none; what is known not to work cannot be accepted; fix: remove it, or write the rule and the part that a message names',
    ],
  ],
  [
    "an override that stands there twice",
    (files) => {
      acceptSpark5(files);
      files.matrix.accept.push(SPARK_5[0]);
    },
    [
      'matrix.json $.accept[4]: found "spark-java" for "spark 5.0" a second time; allowed: each once; fix: remove one of the two',
    ],
  ],
  [
    "an override of a rule that is none",
    ({ matrix }) => (matrix.accept = [{ rule: "spark-jav", for: "spark 5.0", reason: "tried" }]),
    [
      'matrix.json $.accept[0].rule: found "spark-jav"; allowed: a rule that can miss a fact ("debian-java", "iceberg-release", "iceberg-spark", "jar-dependencies", "rapids-spark", "rapids-wheels", "spark-java", "spark-packages", "spark-python", "spark-scala"); fix: write one of the allowed values',
    ],
  ],
  [
    "an override without a reason",
    ({ matrix }) => (matrix.accept = [{ rule: "spark-java", for: "spark 5.0" }]),
    [
      'matrix.json $.accept[0].reason: found nothing; allowed: Why, for whoever reads the Dockerfile, the image\'s label or the README; fix: add the key "reason"',
    ],
  ],
  [
    "a reason that would leave its quotes",
    ({ matrix }) => (matrix.accept = [{ ...SPARK_5[0], reason: 'x" \\ RUN $(id)' }]),
    [
      "matrix.json $.accept[0].reason: found \"x\\\" \\\\ RUN $(id)\"; allowed: at most 300 characters, neither the first nor the last a space, without control characters, quotes, '$', backticks, backslashes, braces, square brackets, '<', '>', '*' or '|'; fix: write one of the allowed values",
    ],
  ],
];

describe("$.accept", () => {
  it("lets missing facts through and says so in the label of each image that hangs on them", () => {
    const java = "spark-java for spark 5.0: tried in our cluster, ticket 7";
    const scala = "spark-scala for spark 5.0: the name of its jars says 2.13";
    const python = "spark-python for spark 5.0: its tests pass; spark-packages for spark 5.0: its tests pass";
    expect(labels(acceptSpark5)).toEqual({
      "spark-5.0.0-core": `${java}; ${scala}`,
      "spark-5.0.0-jdk17": `${java}; ${scala}; ${python}`,
    });
  });

  it("makes the jars of a RAPIDS release that nothing is known of, for the Spark versions that ask for them", () => {
    const reason = "release notes read on 2027-02-01";
    const edit = (files: Files): void => {
      useRapids(files, "27.02.0");
      files.matrix.accept = [{ rule: "rapids-spark", for: "rapids 27.02", reason }];
    };
    const label = `rapids-spark for rapids 27.02: ${reason}`;
    expect(labels(edit)).toEqual({ "jars-rapids": label, "spark-4.1.1-jdk17-gpu": label });
    expect(generated(edit).get("docker/docker-intermediate/jars-rapids/Dockerfile")?.content).toContain(
      "rapids-4-spark_2.13-27.02.0.jar",
    );
  });

  it("says in the README what was accepted, why and for which images", () => {
    const readme = "<!-- generated: images -->\n<!-- end of images -->\n";
    const { content } = renderReadme(readme, plan(sources(acceptSpark5)), [], TEMPLATES);
    expect(content.slice(content.indexOf("Every image")).split("\n")).toEqual([
      "Every image is for linux/amd64.",
      "",
      "The matrix takes for granted what `compatibility/` does not know ([why](docs/compatibility.md#unknown-versions)):",
      "",
      "| Rule | For | Reason | Images |",
      "| --- | --- | --- | --- |",
      "| `spark-java` | spark 5.0 | tried in our cluster, ticket 7 | `spark-5.0.0-core`, `spark-5.0.0-jdk17` |",
      "| `spark-scala` | spark 5.0 | the name of its jars says 2.13 | `spark-5.0.0-core`, `spark-5.0.0-jdk17` |",
      "| `spark-python` | spark 5.0 | its tests pass | `spark-5.0.0-jdk17` |",
      "| `spark-packages` | spark 5.0 | its tests pass | `spark-5.0.0-jdk17` |",
      "",
      "<!-- end of images -->",
      "",
    ]);
  });

  it("says in the output of npx projen what was accepted", () => {
    const outdir = mkdtempSync(join(tmpdir(), "accept-"));
    const { matrix, lock } = sources(acceptSpark5);
    for (const { file, text } of [matrix, lock]) writeFileSync(join(outdir, file), text);
    const project = new Project({ name: "accept", outdir });
    const warn = vi.spyOn(project.logger, "warn").mockImplementation(() => {});
    new SparkImages(project, { templates: join("..", "..", ROOT, "templates") }).synthesize();
    expect(warn.mock.calls.flat()).toContain(
      "accepted by hand in the matrix: spark-java for spark 5.0: tried in our cluster, ticket 7",
    );
    expect(readFileSync(join(outdir, "docker/runtime/spark-5.0.0-jdk17/Dockerfile"), "utf8")).toContain(
      "spark-k8s.accepted=",
    );
    rmSync(outdir, { recursive: true });
  });

  it.each(useless)("refuses %s", (_what, edit, expected) => {
    expect(problems(edit)).toEqual(expected);
  });
});
