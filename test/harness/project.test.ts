import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { openProject } from "../../harness/project";
import { embeddedCpython } from "../../harness/stand-ins/cpython";
import { debianRelease } from "../../harness/stand-ins/debian";
import { fixtureTree } from "../fixture-project/fixture-project";
import { temporaryFolder } from "./temporary-folder";

const ROOT = resolve(__dirname, "../..");
const TREE = fixtureTree();

test("a run builds the project's own Dockerfiles, where they are", async () => {
  const cache = await temporaryFolder();
  const { root, builds } = openProject(TREE, cache);
  expect(root).toBe(TREE);
  expect(builds.map(({ image }) => image)).toContain("spark-k8s-jdk-17:latest");
  expect(existsSync(join(cache, "projects"))).toBe(false);
});

test("a run of another matrix builds Dockerfiles that it has generated into the cache", async () => {
  const cache = await temporaryFolder();
  const { root, builds, lock } = openProject(ROOT, cache, join(ROOT, "examples/newest"));
  expect(root).toBe(join(cache, "projects", "examples_newest"));
  expect(builds.map(({ image }) => image)).toContain("spark-newest-spark-4.2.0-jdk21-python3.11:latest");
  expect(builds.filter(({ folder }) => !existsSync(join(root, folder, "Dockerfile")))).toEqual([]);
  expect(Object.keys(lock.spark)).toEqual(["4.1.2", "4.2.0"]);
});

test.each([
  ["debian:bookworm-slim", "bookworm"],
  ["debian:trixie", "trixie"],
  [`registry.example.com:5000/base/debian:trixie-slim@sha256:${"0".repeat(64)}`, "trixie"],
])("the stand-in of %s is made from Debian %s", (reference, expected) => {
  expect(debianRelease(reference)).toBe(expected);
});

test.each(["debian:12-slim", "debian"])("there is no stand-in of %s, which names no release", (reference) => {
  expect(() => debianRelease(reference)).toThrow(
    new Error(
      `DEBIAN_IMAGE: found "${reference}", of which no stand-in can be made, allowed: a tag such as bookworm-slim.`,
    ),
  );
});

test("the stand-in of a Python is a file of python-build-standalone's names", () => {
  expect(embeddedCpython("3.11").file).toBe(
    "cpython-3.11.11+20241219-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz",
  );
});

test("a Python without a stand-in is an error that names those that there are", () => {
  expect(() => embeddedCpython("3.13")).toThrow(
    new Error("There is no stand-in of CPython 3.13, allowed: 3.10, 3.11; use --source upstream."),
  );
});
