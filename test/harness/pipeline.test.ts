import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildAndTest } from "../../harness/pipeline";
import type { Build } from "../../harness/plan";
import { RunContext } from "../../harness/run-context";
import type { Supply } from "../../harness/supply";
import type { TestSupply } from "../../harness/test-environments";
import { aBuild } from "./a-build";
import { temporaryFolder } from "./temporary-folder";

// Notes its arguments; a build fails for a folder that has a file "broken"; every image has 1000 bytes.
const FAKE_ENGINE = `#!/bin/bash
echo "$*" >>"$FAKE_LOG"
case $1 in
image) echo 1000 ;;
build)
  folder=\${@: -1}
  if [ -e "$folder/broken" ]; then
    printf '#5 [2/2] RUN make\\n#5 0.10 compiling\\n#5 0.20 no space left\\n#5 ERROR: exit code: 1\\nDockerfile:2\\n' >&2
    exit 1
  fi
  ;;
esac
`;

/** A project with a folder for each build, and a fake \`docker\` that notes how it was called. */
async function project(builds: readonly Build[], files: Readonly<Record<string, string>> = {}) {
  const root = await temporaryFolder();
  const bin = join(root, "bin");
  await mkdir(bin);
  await writeFile(join(bin, "docker"), FAKE_ENGINE);
  await chmod(join(bin, "docker"), 0o755);
  for (const { folder } of builds) {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, folder, "test.sh"), 'echo "ok 1 - $1 is there"\necho 1..1\n');
  }
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
  const lines: string[] = [];
  const log = join(root, "engine.log");
  const engine = { environment: { PATH: `${bin}:${process.env.PATH}`, FAKE_LOG: log } };
  const abort = new AbortController();
  const context = new RunContext({
    root,
    engine,
    logFolder: join(root, "logs"),
    report: (line) => lines.push(line),
    total: 9,
    signal: abort.signal,
  });
  const calls = async () =>
    (await readFile(log, "utf8").catch(() => "")).split("\n").filter((line) => line.startsWith("build"));
  return { root, context, lines, calls, abort };
}

/** A supply that gives builds nothing. */
const NOTHING: Supply = { prepare: async () => ({ arguments: {}, labels: {}, options: [] }) };
/** Tests that need nothing. */
const TESTS: TestSupply = { environmentFor: async () => ({}) };
const ALL = { jobs: 2, tests: TESTS };

test("images are built behind their parents, tested, and their sizes and claims are in the results", async () => {
  const builds = [
    aBuild("jdk"),
    aBuild("spark", { parents: ["jdk"], arguments: { SPARK_VERSION: "4.1.1" } }),
  ];
  const { context, calls } = await project(builds);
  const results = await buildAndTest(builds, NOTHING, context, ALL);
  expect(await calls()).toEqual([
    "build --progress plain --tag spark-k8s-jdk:latest docker/jdk",
    "build --progress plain --build-arg SPARK_VERSION=4.1.1 --tag spark-k8s-spark:latest docker/spark",
  ]);
  expect(results.map(({ build, built, test: tested }) => [build.image, built.state, tested?.passed])).toEqual(
    [
      ["spark-k8s-jdk:latest", "done", 1],
      ["spark-k8s-spark:latest", "done", 1],
    ],
  );
  expect(results[0]?.built).toMatchObject({ value: { size: 1000 } });
});

test("what the supply prepares is passed as build arguments, labels and options", async () => {
  const supply: Supply = {
    prepare: async () => ({
      arguments: { A: "1" },
      labels: { l: "a stand-in" },
      options: ["--network", "host"],
    }),
  };
  const { context, calls } = await project([aBuild("jdk")]);
  await buildAndTest([aBuild("jdk")], supply, context, { jobs: 1, tests: undefined });
  expect(await calls()).toEqual([
    "build --progress plain --network host --build-arg A=1 --label l=a stand-in --tag spark-k8s-jdk:latest docker/jdk",
  ]);
});

test("a failed build names the step's last lines and the command that repeats it, and its children are not built", async () => {
  const builds = [aBuild("jdk"), aBuild("spark", { parents: ["jdk"] }), aBuild("python")];
  const { root, context, calls } = await project(builds, { "docker/jdk/broken": "" });
  const [jdk, spark, python] = await buildAndTest(builds, NOTHING, context, ALL);
  expect(jdk?.built).toEqual({
    state: "failed",
    error: new Error(
      [
        `jdk was not built; the failing step's last lines (all in ${root}/logs/spark-k8s-jdk_latest.build.log):`,
        "  [2/2] RUN make",
        "  compiling",
        "  no space left",
        "  ERROR: exit code: 1",
        "Repeat it in the project's folder with:",
        "  docker build --progress plain --tag spark-k8s-jdk:latest docker/jdk",
      ].join("\n"),
    ),
  });
  expect(spark?.built).toEqual({ state: "blocked", blocker: "spark-k8s-jdk:latest" });
  expect([jdk?.test, spark?.test, python?.test?.passed]).toEqual([undefined, undefined, 1]);
  expect((await calls()).map((call) => call.split(" ").at(-1)).sort()).toEqual([
    "docker/jdk",
    "docker/python",
  ]);
});

test("an artifact that cannot be had fails its own build with the reason, and no other", async () => {
  const supply: Supply = {
    prepare: (build) =>
      build.folder === "docker/jdk" ? Promise.reject(new Error("no such wheel")) : NOTHING.prepare(build),
  };
  const builds = [aBuild("jdk"), aBuild("python")];
  const { context } = await project(builds);
  const results = await buildAndTest(builds, supply, context, ALL);
  expect(results.map(({ built }) => built.state)).toEqual(["failed", "done"]);
  expect(results[0]?.built).toMatchObject({ error: new Error("jdk was not built: no such wheel") });
});

test("progress says what begins and how it ended", async () => {
  const { context, lines } = await project([aBuild("jdk")]);
  await buildAndTest([aBuild("jdk")], NOTHING, context, { jobs: 1, tests: TESTS });
  expect(lines.map((line) => line.replace(/\d+ s$/, "N s"))).toEqual([
    "[1/9] jdk building",
    "[1/9] jdk building: built in N s",
    "[2/9] jdk testing",
    "[2/9] jdk testing: passed in N s",
  ]);
});

test("after an interruption nothing more is begun", async () => {
  const builds = [aBuild("jdk"), aBuild("python")];
  const { context, calls, abort } = await project(builds);
  abort.abort(new Error("Ended by SIGINT."));
  const results = await buildAndTest(builds, NOTHING, context, ALL);
  expect(results.map(({ built }) => built.state)).toEqual(["failed", "failed"]);
  expect(await calls()).toEqual([]);
});

test("a variant's name in progress lines has its tag", async () => {
  const variant = aBuild("deps:latest-gpu", { arguments: { BUILD_GPU_DEPS: "true" } });
  const { context, lines } = await project([variant]);
  await buildAndTest([variant], NOTHING, context, { jobs: 1, tests: undefined });
  expect(lines[0]).toBe("[1/9] deps:latest-gpu building");
});

test("a test is told where the servers are that it asked for", async () => {
  const builds = [aBuild("jdk")];
  const script = 'echo "ok 1 - $POSTGRESQL_URL"\necho 1..1\n';
  const { context } = await project(builds, { "docker/jdk/test.sh": script });
  const tests = { environmentFor: async () => ({ POSTGRESQL_URL: "jdbc:postgresql://db/app" }) };
  const [jdk] = await buildAndTest(builds, NOTHING, context, { jobs: 1, tests });
  expect(await readFile(jdk?.test?.logFile ?? "", "utf8")).toBe("ok 1 - jdbc:postgresql://db/app\n1..1\n");
});

test("a test whose server was not started is a failure, not begun and not skipped", async () => {
  const builds = [aBuild("jdk"), aBuild("spark", { parents: ["jdk"] })];
  const { context, lines } = await project(builds);
  const tests: TestSupply = {
    environmentFor: async ({ folder }) => {
      if (folder === "docker/spark") throw new Error("the S3 server was not started");
      return {};
    },
  };
  const results = await buildAndTest(builds, NOTHING, context, { jobs: 1, tests });
  expect(results.map(({ test: tested }) => tested?.problem)).toEqual([
    undefined,
    "it was not begun: the S3 server was not started",
  ]);
  expect(lines).not.toContainEqual(expect.stringContaining("spark testing"));
});

test("a test can wait for the build of another image, and learns whether that was built", async () => {
  const builds = [aBuild("cuda"), aBuild("python"), aBuild("broken")];
  const { context } = await project(builds, { "docker/broken/broken": "" });
  const known: Record<string, boolean> = {};
  const tests: TestSupply = {
    environmentFor: async ({ folder }, isBuilt) => {
      if (folder !== "docker/cuda") return {};
      for (const name of ["python", "broken", "absent"])
        known[name] = await isBuilt(`spark-k8s-${name}:latest`);
      return {};
    },
  };
  const [cuda] = await buildAndTest(builds, NOTHING, context, { jobs: 1, tests });
  expect(cuda?.test?.passed).toBe(1);
  expect(known).toEqual({ python: true, broken: false, absent: false });
});

test("servers start while images are built", async () => {
  const builds = [aBuild("jdk")];
  const { context } = await project(builds);
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const supply: Supply = { prepare: (build) => begun.then(() => NOTHING.prepare(build)) };
  const tests = {
    environmentFor: async () => {
      begin();
      return {};
    },
  };
  const [jdk] = await buildAndTest(builds, supply, context, { jobs: 1, tests });
  expect(jdk?.test?.passed).toBe(1);
});

test("a server that was not started is no news for an image that was not built", async () => {
  const builds = [aBuild("jdk")];
  const { context } = await project(builds, { "docker/jdk/broken": "" });
  const tests = { environmentFor: () => Promise.reject(new Error("no S3 server")) };
  const [jdk] = await buildAndTest(builds, NOTHING, context, { jobs: 1, tests });
  expect([jdk?.built.state, jdk?.test]).toEqual(["failed", undefined]);
});

test("an interruption is thrown only when the tests under way have cleaned up", async () => {
  const builds = [aBuild("jdk"), aBuild("python")];
  const script = "trap 'sleep 1; touch cleaned; exit 130' TERM; touch begun; while :; do sleep 0.1; done\n";
  const { root, context, abort } = await project(builds, { "docker/jdk/test.sh": script });
  const isThere = (name: string) =>
    readFile(join(root, name)).then(
      () => true,
      () => false,
    );
  const tests: TestSupply = {
    environmentFor: async ({ folder }) => (folder === "docker/python" ? new Promise(() => undefined) : {}),
  };
  const ending = buildAndTest(builds, NOTHING, context, { jobs: 2, tests });
  ending.catch(() => undefined);
  await expect.poll(() => isThere("begun"), { timeout: 20_000 }).toBe(true);
  abort.abort(new Error("Ended by SIGINT."));
  await expect(ending).rejects.toThrow("Ended by SIGINT.");
  expect(await isThere("cleaned")).toBe(true);
});
