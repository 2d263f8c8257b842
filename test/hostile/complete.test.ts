import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/model/problem";
import { parse } from "../../src/parse/parse";
import { fixtureSources } from "../fixture-project/fixture-project";
import { type Files, type Json, smallLock, smallMatrix } from "../generator/fixture";
import { LONGEST, SEED, holds } from "./cases";
import { mutated, mutations } from "./mutations";
import { repaired } from "./repair";
import { textOf } from "./strings";
import { problemsOf, sourcesOf } from "./verdict";

function large(): Files {
  const { matrix, lock } = fixtureSources();
  return { matrix: JSON.parse(matrix.text) as Json, lock: JSON.parse(lock.text) as Json };
}

/** What the schemas find in two documents. */
function faultsOfShape(matrix: Json, lock: Json): readonly Problem[] {
  const parsed = parse(sourcesOf(textOf(matrix), textOf(lock)));
  return [...parsed.matrix.problems, ...parsed.lock.problems];
}

/** A problem without its line, column and place in a list, which another problem before it moves. */
const named = ({ file, path, found }: Problem): string =>
  `${file} ${path.replace(/\[\d+\]/g, "[]")} ${found}`;

const JAR = "org.postgresql:postgresql:42.7.1";
const MYSQL = "com.mysql:mysql-connector-j:8.2.0";
const ICEBERG = "org.apache.iceberg:iceberg-aws-bundle:1.12.0";

/** Faults that have nothing to do with each other, of the shape of a file and of its sense. */
const FAULTS: Readonly<Record<string, (files: Files) => void>> = {
  "an unknown key": ({ matrix }) => (matrix.flavour = 1),
  "a misspelt key with a fault under it": ({ matrix }) => {
    matrix.cdua = { ...matrix.cuda, version: "12" };
    delete matrix.cuda;
  },
  "a malformed tag": ({ matrix }) => (matrix.images.tag = "a b"),
  "a registry that is no text": ({ matrix }) => (matrix.images.registry = 5),
  "a mirror with a password": ({ matrix }) =>
    (matrix.mirrors = { maven: "https://a:b@mirror.example.com/m" }),
  "a malformed image": ({ matrix }) => (matrix.debian.image = "debian slim"),
  "a requirement that is not locked": ({ matrix }) => matrix.python.base.push("polars>=1"),
  "a requirement outside its bounds": ({ matrix }) => matrix.python.iceberg.push("pandas>=9"),
  "a requirement that is none": ({ matrix }) => matrix.python.gpu.push("a b"),
  "a Spark twice": ({ matrix }) => matrix.spark.push("3.5.8"),
  "a Spark that is none": ({ matrix }) => matrix.spark.push("3.5"),
  "a Spark that is not locked": ({ matrix }) => matrix.spark.push("3.5.1"),
  "a driver that is not locked": ({ matrix }) => (matrix.jdbc.mysql = "9.9.9"),
  "a driver that is no text": ({ matrix }) => (matrix.jdbc.oracle = null),
  "a namespace of Kubernetes' own": ({ matrix }) =>
    (matrix.deploy = { ...matrix.deploy, namespace: "kube-system" }),
  "a heap that is too small": ({ matrix }) =>
    (matrix.deploy = { ...matrix.deploy, driver: { memory: "1m" } }),
  "a layer twice": ({ matrix }) => matrix.runtimes[0].layers.push("jdbc-drivers"),
  "a group twice": ({ matrix }) => matrix.runtimes[1].pythonGroups.push("gpu"),
  "a short checksum": ({ lock }) => (lock.jars[JAR].sha256 = "abc"),
  "a negative size": ({ lock }) => (lock.jars[JAR].size = -1),
  "a file of another name": ({ lock }) => (lock.jars[MYSQL].file = "a.jar"),
  "a source in the file system": ({ lock }) => (lock.jars[ICEBERG].sources = ["file:///a.jar"]),
  "a figure without its source": ({ lock }) => (lock.jars[ICEBERG].verified = { by: "published" }),
  "a checksum in capitals": ({ lock }) => (lock.spark["3.5.7"].sha512 = "A".repeat(128)),
  "a Scala that a Spark is not built with": ({ lock }) => (lock.spark["4.1.0"].scala = "2.12"),
  "a licence with a newline": ({ lock }) => (lock.python["3.10"].license = "a\nb"),
  "a wheel without files": ({ lock }) => (lock.wheels["3.10"].urllib3.files = []),
  "a wheel in no group": ({ lock }) => (lock.wheels["3.10"].scipy.groups = ["gpu"]),
  "a version that is none": ({ lock }) => (lock.wheels["3.10"].requests.version = "1..x"),
};

function problemsWith(names: readonly string[]): readonly Problem[] {
  const files = large();
  for (const name of names) FAULTS[name]?.(files);
  return problemsOf(sourcesOf(textOf(files.matrix), textOf(files.lock)));
}

const alone = new Map(Object.keys(FAULTS).map((name) => [name, problemsWith([name]).map(named)]));

describe(`the list of problems (HOSTILE_SEED=${SEED})`, { timeout: LONGEST }, () => {
  it.each([...alone.keys()])("has something to say of %s", (name) => {
    expect(alone.get(name)).not.toEqual([]);
  });

  it("says of each fault among others all that it says of that fault alone", () => {
    holds(60, fc.subarray([...alone.keys()], { minLength: 2 }), (names) => {
      const all = new Set(problemsWith(names).map(named));
      const hidden = names.flatMap((name) => (alone.get(name) ?? []).filter((problem) => !all.has(problem)));
      expect(hidden).toEqual([]);
    });
  });

  it("leaves nothing of a file's shape for the next run: what it names, mended, was all", () => {
    const right = { matrix: smallMatrix(), lock: smallLock() };
    holds(400, fc.tuple(mutations, mutations), ([ofMatrix, ofLock]) => {
      const [matrix, lock] = [mutated(right.matrix, ofMatrix), mutated(right.lock, ofLock)].map(
        (document) => JSON.parse(textOf(document)) as Json,
      );
      const faults = faultsOfShape(matrix, lock);
      const of = (file: string): readonly Problem[] => faults.filter((problem) => problem.file === file);
      const mended = [
        repaired(matrix, right.matrix, of("matrix.json")),
        repaired(lock, right.lock, of("lock.json")),
      ] as const;
      // Whether a source is asked for depends on how a figure is known: only when that is mended is it clear.
      const asked = ({ path, found }: Problem): boolean =>
        path.endsWith(".verified.source") && found === "nothing";
      const left = faultsOfShape(...mended).filter((problem) => !asked(problem));
      expect(left.map(named)).toEqual([]);
    });
  });
});
