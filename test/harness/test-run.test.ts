import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RunContext } from "../../harness/run-context";
import { describeFailures, notBegun, testImage } from "../../harness/test-run";
import type { TestEnvironment } from "../../harness/test-environments";
import { aBuild } from "./a-build";
import { temporaryFolder } from "./temporary-folder";

const BUILD = aBuild("jdk");

/** The context of a run in a folder. */
function contextIn(root: string, project?: string): RunContext {
  return new RunContext({
    root,
    project,
    engine: { environment: { CONTAINER_ENGINE: "none" } },
    logFolder: join(root, "logs"),
    report: () => undefined,
    total: 1,
    signal: new AbortController().signal,
  });
}

/** The result of a test with this script. */
async function resultOf(script: string, limitMs?: number, given: TestEnvironment = {}) {
  const root = await temporaryFolder();
  await mkdir(join(root, BUILD.folder), { recursive: true });
  await writeFile(join(root, BUILD.folder, "test.sh"), script);
  return { root, result: await testImage(BUILD, contextIn(root), given, limitMs) };
}

test("a test is given the image's reference and the engine's environment, and its output is kept", async () => {
  const { result } = await resultOf('echo "ok 1 - $# $1 $CONTAINER_ENGINE"; echo noise >&2; echo 1..1');
  expect(result).toMatchObject({ passed: 1, failed: [], skipped: 0, problem: undefined });
  expect(await readFile(result.logFile ?? "", "utf8")).toBe(
    "ok 1 - 1 spark-k8s-jdk:latest none\nnoise\n1..1\n",
  );
});

test("a test that passes has nothing to explain", async () => {
  const { result } = await resultOf("echo ok 1 - a; echo ok 2 - b '# SKIP no driver'; echo 1..2");
  expect(result).toMatchObject({ passed: 1, skipped: 1 });
  expect(describeFailures(BUILD, result)).toEqual([]);
});

test("failed claims are explained with their diagnostics and the command that repeats the test", async () => {
  const { root, result } = await resultOf(
    "echo not ok 1 - tini is there; echo '# actual: no'; echo 1..1; exit 1",
  );
  expect(result.problem).toBeUndefined();
  expect(describeFailures(BUILD, result)).toEqual([
    `jdk: its test failed (${root}/logs/spark-k8s-jdk_latest.test.log):`,
    "  not ok - tini is there",
    "    # actual: no",
    "  Repeat it with: bash docker/jdk/test.sh spark-k8s-jdk:latest",
  ]);
});

test("a test is given further variables, and the command that repeats it names them", async () => {
  const script = 'echo "not ok 1 - $PYTHON_IMAGE"; echo 1..1; exit 1';
  const { result } = await resultOf(script, undefined, { PYTHON_IMAGE: "spark-k8s-python-3.10:latest" });
  expect(describeFailures(BUILD, result).slice(1)).toEqual([
    "  not ok - spark-k8s-python-3.10:latest",
    "  Repeat it with: PYTHON_IMAGE=spark-k8s-python-3.10:latest bash docker/jdk/test.sh spark-k8s-jdk:latest",
  ]);
});

test("a test with servers is repeated by a run that starts them, and no password is shown", async () => {
  const given = { TEST_NETWORK: "net", POSTGRESQL_URL: "jdbc:postgresql://db/app?password=secret" };
  const { result } = await resultOf("echo not ok 1 - a; echo 1..1; exit 1", undefined, given);
  const lines = describeFailures(BUILD, result);
  expect(lines.at(-1)).toBe("  Repeat it with: npm run images -- spark-k8s-jdk:latest");
  expect(lines.join("\n")).not.toContain("secret");
});

test("a test that was not begun is explained without a log", () => {
  const result = notBegun(BUILD, contextIn("/project"), new Error("the S3 server was not started"));
  expect(describeFailures(BUILD, result)).toEqual([
    "jdk: its test failed:",
    "  it was not begun: the S3 server was not started",
    "  Repeat it with: npm run images -- spark-k8s-jdk:latest",
  ]);
});

test.each([
  [
    "claims failed but it ended with 0",
    "echo not ok 1 - a; echo 1..1",
    "test.sh ended with 0 although claims failed",
  ],
  [
    "it ended with an error but no claim failed",
    "echo ok 1 - a; echo 1..1; echo no such image; exit 125",
    "test.sh ended with 125 although no claim failed; its last lines:\n    ok 1 - a\n    1..1\n    no such image",
  ],
  [
    "it was killed",
    "echo ok 1 - a; kill -9 $$",
    "test.sh was ended by a signal although no claim failed; its last lines:\n    ok 1 - a",
  ],
  ["it prints nothing", "true", "test.sh made no claim; its last lines:"],
  [
    "it stops before its plan",
    "echo ok 1 - a; exit 0",
    "test.sh ended without the plan (1..N) that counts its claims",
  ],
])("a test counts as failed when %s", async (_, script, problem) => {
  const { result } = await resultOf(script);
  expect(result.problem).toBe(problem);
});

test("a test that exceeds its time limit is ended with everything it started", async () => {
  const { root, result } = await resultOf("echo $$ >group; sleep 1000 & echo ok 1 - a; wait", 3000);
  expect(result.problem).toBe("it did not end within 3 s");
  const group = Number(await readFile(join(root, "group"), "utf8"));
  await expect.poll(() => isAlive(-group), { timeout: 20_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a test of another project's image is repeated by a run of that project", () => {
  const result = notBegun(BUILD, contextIn("/cache/projects/a", "examples/a"), new Error("no server"));
  expect(result.command).toBe("npm run images -- --project examples/a spark-k8s-jdk:latest");
});
