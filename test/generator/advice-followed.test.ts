import { describe, expect, it } from "vitest";
import { findings } from "../../src/advise/advise";
import { check } from "../../src/check/check";
import { KNOWLEDGE, type Knowledge } from "../../src/model/knowledge";
import { formatProblem } from "../../src/model/problem";
import { parse } from "../../src/parse/parse";
import { plan } from "../../src/pipeline";
import { distribution, facts, proof, vulnerability } from "./facts";
import { type Files, type Json, addPython, smallLock, smallMatrix, sources } from "./fixture";

const AVRO = "org.apache.avro:avro";
const CHANGE = { replace: "avro-1.11.2.jar", with: `${AVRO}:1.12.2` };
const END = { date: "2026-08-22", source: "https://example.com/ends", confidence: "documented" };

/** Facts that give advice of each kind. */
function knowledge(): Knowledge {
  const known = facts({
    jdbc: [vulnerability("CVE-2026-0001", "org.postgresql:postgresql", ["42.7.2"])],
    spark: [vulnerability("CVE-2026-0002", "org.apache.spark:spark-core", ["3.5.9", "4.1.2"])],
    jars: [vulnerability("CVE-2026-0003", AVRO, ["1.12.2"])],
    distributions: [
      ...["3.5.8", "3.5.9", "4.1.1", "4.1.2"].map((version) =>
        distribution(version, /8$|1$/.test(version) ? ["avro-1.11.2.jar"] : []),
      ),
      distribution("4.1.3", ["avro-1.12.2.jar"], ["avro-1.11.2.jar"]),
      distribution("4.2.1", []),
    ],
    proofs: [proof("3.5.8", [CHANGE]), proof("4.1.1", [CHANGE])],
  });
  const ends = [...known.spark.endOfLife, { line: "4.2", ends: "2028-06-11", ...END }];
  return { ...known, spark: { ...known.spark, endOfLife: ends as typeof known.spark.endOfLife } };
}

type Step = (files: Files, words: RegExpExecArray) => void;

const put = (files: Files, moved: (spark: string) => string | undefined): void => {
  const { matrix } = files;
  const list = (named: string[]): string[] => [...new Set(named.flatMap((spark) => moved(spark) ?? []))];
  matrix.spark = list(matrix.spark);
  for (const runtime of matrix.runtimes) if (runtime.spark !== "all") runtime.spark = list(runtime.spark);
  matrix.runtimes = matrix.runtimes.filter(({ spark }: Json) => spark.length > 0);
};

/** What a person does who reads an advice. */
const STEPS: readonly (readonly [RegExp, Step])[] = [
  [
    /take (\w+)(?: in \$\.debian)?(?: with (\d+) in \$\.java\.version)?, then/g,
    ({ matrix }, [, release, java]) => {
      if (!/^[a-z]+$/.test(release ?? "")) return;
      matrix.debian = { release, image: `debian:${release}-slim` };
      if (java !== undefined) matrix.java.version = Number(java);
    },
  ],
  [
    /take (3\.\d+)[^;]* in \$\.python\.version/g,
    ({ matrix }, [, python]) => (matrix.python.version = python),
  ],
  [/take (\S+) in \$\.jdbc\.postgresql/g, ({ matrix }, [, version]) => (matrix.jdbc.postgresql = version)],
  [
    /take Spark (\S+) in the place of ([\d., ]+), then/g,
    (files, [, version, others = ""]) =>
      put(files, (spark) => (others.split(", ").includes(spark) ? version : spark)),
  ],
  [
    /leave Spark (\S+) out/g,
    (files, [, version]) => put(files, (spark) => (spark === version ? undefined : spark)),
  ],
  [
    /or put \S+ in its place in \$\.jarSurgery/g,
    ({ matrix }) => {
      matrix.jarSurgery = [
        { spark: matrix.spark.filter((spark: string) => /8$|1$/.test(spark)), ...CHANGE, reason: "a fix" },
      ];
    },
  ],
];

/** What is wrong after each advice was followed alone, apart from what `npx projen lock` brings; and how many there were. */
function followed(edit: (files: Files) => void): {
  readonly count: number;
  readonly wrong: readonly string[];
} {
  const known = knowledge();
  const withAvro = (files: Files): void => {
    const avro = () => ({ files: { "avro-1.11.2.jar": "1".repeat(64) }, verified: { by: "download" } });
    for (const spark of ["3.5.8", "4.1.1"]) files.lock.spark[spark].jars = avro();
    edit(files);
  };
  const found = findings(plan(sources(withAvro), KNOWLEDGE), known);
  const advice = new Set(found.map(({ wayOut }) => wayOut));
  const all = [...advice].flatMap((text) =>
    STEPS.flatMap(([pattern, step]) => [...text.matchAll(pattern)].map((words) => ({ step, words }))),
  );
  const wrong = all.flatMap(({ step, words }) => {
    const after = sources((files) => {
      withAvro(files);
      step(files, words as RegExpExecArray);
    });
    return check(parse(after), KNOWLEDGE)
      .filter(({ fix }) => !fix.includes("npx projen lock"))
      .map((problem) => `${words[0]}: ${formatProblem(problem)}`);
  });
  return { count: all.length, wrong };
}

describe("an advice that is followed", () => {
  it.each<[string, number, (files: Files) => void]>([
    ["of the small matrix", 5, () => {}],
    ["without a GPU runtime", 5, ({ matrix }) => matrix.runtimes.pop()],
    [
      "of Spark 4.1 alone",
      4,
      ({ matrix }) => {
        matrix.spark = ["4.1.1"];
        matrix.java.classDataSharing = false;
      },
    ],
    ["of a matrix that has the later patch", 5, ({ matrix }) => matrix.spark.push("4.1.2")],
    ["of two Pythons", 4, (files) => addPython(files, "3.11")],
    ["without layers", 6, ({ matrix }) => (matrix.runtimes = [{ spark: "all", layers: ["jdbc-drivers"] }])],
  ])("is accepted by every rule: %s", (_what, least, edit) => {
    const { count, wrong } = followed(edit);
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(least);
  });

  it("would be refused where a rule was not asked: the same check finds what is wrong with a bad one", () => {
    const files = { matrix: smallMatrix(), lock: smallLock() };
    files.matrix.debian = { release: "trixie", image: "debian:trixie-slim" };
    const [problem] = check(parse(sources((other) => Object.assign(other, files))), KNOWLEDGE);
    expect(problem?.found).toBe("17 on Debian trixie, which has no package openjdk-17-jre-headless");
  });
});
