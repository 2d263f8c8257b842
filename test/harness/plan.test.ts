import { expect, test } from "vitest";
import { UsageError } from "../../harness/command-line";
import { leaveOut, selectBuilds } from "../../harness/plan";
import { aBuild } from "./a-build";

const BUILDS = [
  aBuild("runtime", { parents: ["spark", "deps:latest-iceberg"] }),
  aBuild("jdk"),
  aBuild("spark", { parents: ["jdk"] }),
  aBuild("python"),
  aBuild("deps", { parents: ["python"] }),
  aBuild("deps:latest-iceberg", { parents: ["python"], arguments: { BUILD_ICEBERG_DEPS: "true" } }),
];

const selected = (...names: string[]) => selectBuilds(BUILDS, names).map(({ image }) => image);

test("without a name every build is selected, each behind its parents", () => {
  expect(selected()).toEqual([
    "spark-k8s-jdk:latest",
    "spark-k8s-spark:latest",
    "spark-k8s-python:latest",
    "spark-k8s-deps:latest-iceberg",
    "spark-k8s-runtime:latest",
    "spark-k8s-deps:latest",
  ]);
});

test("a folder's name selects all its variants and their parents", () => {
  expect(selected("deps")).toEqual([
    "spark-k8s-python:latest",
    "spark-k8s-deps:latest",
    "spark-k8s-deps:latest-iceberg",
  ]);
});

test("a reference selects one variant and its parents", () => {
  expect(selected("spark-k8s-deps:latest-iceberg")).toEqual([
    "spark-k8s-python:latest",
    "spark-k8s-deps:latest-iceberg",
  ]);
});

test("a parent that several names need is selected once", () => {
  expect(selected("spark", "jdk", "spark")).toEqual(["spark-k8s-jdk:latest", "spark-k8s-spark:latest"]);
});

test("every unknown name is refused with what is allowed and the likeliest meaning", () => {
  const allowed = "runtime, jdk, spark, python, deps, or an image's reference (spark-k8s-runtime:latest)";
  expect(() => selected("jdk", "sparc", "kubernetes")).toThrow(
    new UsageError(
      [
        `NAME: found "sparc", allowed: ${allowed}. Did you mean spark?`,
        `NAME: found "kubernetes", allowed: ${allowed}.`,
      ].join("\n"),
    ),
  );
});

test("a parent that the plan lacks is an error that names both", () => {
  expect(() => selectBuilds([aBuild("spark", { parents: ["jdk"] })], [])).toThrow(
    new Error("docker/spark: its parent spark-k8s-jdk:latest is not an image of the plan."),
  );
});

const BEHIND_PARENTS = selectBuilds(BUILDS, []);

test("an image is left out with every image that needs it, also by way of another one", () => {
  const left = (...names: string[]) => leaveOut(BEHIND_PARENTS, names).map(({ image }) => image);
  expect(left("spark-k8s-deps:latest-iceberg")).toEqual([
    "spark-k8s-jdk:latest",
    "spark-k8s-spark:latest",
    "spark-k8s-python:latest",
    "spark-k8s-deps:latest",
  ]);
  expect(left("jdk", "deps")).toEqual(["spark-k8s-python:latest"]);
  expect(left()).toEqual(BEHIND_PARENTS.map(({ image }) => image));
});

test("an unknown image to leave out is refused with what is allowed", () => {
  expect(() => leaveOut(BEHIND_PARENTS, ["pithon"])).toThrow(
    /^--except: found "pithon", allowed: jdk, .* Did you mean python\?$/,
  );
});
