import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../bench/start/command-line";
import { SIDES, type Side, type Times } from "../../bench/start/figures";
import { readTimes } from "../../bench/start/log-times";
import { mediansOf, turnsOf } from "../../bench/start/medians";
import { podSeconds } from "../../bench/start/processor-time";
import { startReaches } from "../../bench/start/reaches";
import { chosenRuntimes, startProject } from "../../bench/start/start-project";
import { startTables } from "../../bench/start/tables";
import { isMet } from "../../bench/reach";
import { UsageError } from "../../src/model/usage-error";
import { fixtureTree } from "../fixture-project/fixture-project";
import { temporaryFolder } from "./temporary-folder";

const LOG = [
  "2026-11-23T10:00:00.100000000Z 26/11/23 10:00:00 INFO SparkContext: Running Spark version 4.1.1",
  "2026-11-23T10:00:01.250000000Z 26/11/23 10:00:01 INFO ExecutorPodsAllocator: Going to request 1 executors from Kubernetes for ResourceProfile Id: 0, target: 1",
  "2026-11-23T10:00:04.500000000Z 26/11/23 10:00:04 INFO KubernetesClusterSchedulerBackend$KubernetesDriverEndpoint: Registered executor NettyRpcEndpointRef(spark-client://Executor) (10.0.0.2:3) with ID 1, ResourceProfileId 0",
  "2026-11-23T10:00:07.000000000Z 26/11/23 10:00:07 INFO TaskSetManager: Finished task 1.0 in stage 0.0 (TID 1) in 9 ms on 10.0.0.2 (executor 1) (1/2)",
  "2026-11-23T10:00:08.000000000Z 26/11/23 10:00:08 INFO TaskSetManager: Finished task 0.0 in stage 0.0 (TID 0) in 9 ms on 10.0.0.2 (executor 1) (2/2)",
];

const times = (registered: number, job = registered, processor = registered): Times => ({
  registered,
  firstResult: registered,
  job,
  processor,
});
const rounds = (
  shared: readonly Times[],
  plain: readonly Times[],
  baseline: readonly Times[],
): Readonly<Record<Side, readonly Times[]>> => ({ shared, plain, baseline });

describe("the times of an executor", () => {
  it("are from the driver's request to its registration, and to the first result of any task", () => {
    expect(readTimes(LOG.join("\n"))).toEqual({ registered: 3.25, firstResult: 5.75 });
  });

  it("are right where a log has another zone and no fractions", () => {
    const log = LOG.map((line) => line.replace(/T10(:\d\d:\d\d)\.\d+Z/, "T12$1+02:00"));
    expect(readTimes(log.join("\n"))).toEqual({ registered: 3, firstResult: 6 });
  });

  it.each([
    [
      "no registration",
      LOG.filter((line) => !line.includes("Registered")),
      /no line with Registered executor/,
    ],
    ["no times", LOG.map((line) => line.slice(31)), /a line without its time/],
  ])("are refused of a log with %s", (_what, log, message) => {
    expect(() => readTimes(log.join("\n"))).toThrow(message);
  });
});

describe("the processor time of pods", () => {
  async function counted(file: string, text: string): Promise<number> {
    const folder = await temporaryFolder();
    const group = join(folder, "cpu/spark-k8s-kubernetes");
    mkdirSync(group, { recursive: true });
    writeFileSync(join(group, file), text);
    const mounts = join(folder, "mountinfo");
    const other = `30 29 0:26 / ${folder}/memory rw - cgroup cgroup rw,memory`;
    writeFileSync(mounts, `${other}\n31 29 0:27 / ${folder}/cpu rw - cgroup cgroup rw,cpu,cpuacct\n`);
    return podSeconds(mounts);
  }

  it("is what either version of control groups counts, in seconds", async () => {
    expect(await counted("cpuacct.usage", "12500000000\n")).toBe(12.5);
    expect(await counted("cpu.stat", "usage_usec 2500000\nuser_usec 1\n")).toBe(2.5);
  });

  it("is refused where nothing counts it", async () => {
    await expect(counted("cpu.stat", "nr_periods 0\n")).rejects.toThrow(
      "No control group spark-k8s-kubernetes counts processor time",
    );
  });
});

describe("the rounds", () => {
  it("have each side once, and begin with each in turn", () => {
    for (const round of [0, 1, 2, 3, 4]) expect([...turnsOf(round)].sort()).toEqual([...SIDES].sort());
    expect([0, 1, 2, 3].map((round) => turnsOf(round)[0])).toEqual(["shared", "plain", "baseline", "shared"]);
  });

  it("have the middle of each figure, whichever round it is of", () => {
    const shared = [times(1, 30, 5), times(3, 10, 4), times(2, 20, 6)];
    expect(mediansOf(rounds(shared, shared, shared)).shared).toEqual({
      registered: 2,
      firstResult: 2,
      job: 20,
      processor: 5,
    });
  });
});

describe("what has to be reached", () => {
  const figures = (shared: Times, baseline: Times) => {
    const all = rounds([shared], [baseline], [baseline]);
    return { sparks: [{ spark: "4.1.1", rounds: all, medians: mediansOf(all) }] };
  };
  const met = (shared: Times) => startReaches(figures(shared, times(14, 12.5, 10))).map(isMet);

  it("is an executor 1.4 times as fast, a job 1.25 times, with 0.7 times the processor time", () => {
    expect(met(times(9.9, 9.9, 7))).toEqual([true, true, true]);
    expect(met(times(10.1, 9.9, 7))).toEqual([false, true, true]);
    expect(met(times(9.9, 10.1, 7))).toEqual([true, false, true]);
    expect(met(times(9.9, 9.9, 7.1))).toEqual([true, true, false]);
  });

  it("is shown with how many times as fast each is", () => {
    const shown = startTables(figures(times(5, 10, 4), times(10, 15, 10)));
    expect(shown).toContain("Spark 4.1.1, seconds, medians of 1 rounds");
    expect(shown).toMatch(/executor registered +5\.00 +10\.00 +10\.00 +2\.00 times +2\.00 times/);
    expect(shown).toMatch(/job end to end +10\.00 +15\.00 +15\.00 +1\.50 times/);
  });
});

describe("the images that are compared", () => {
  it("are the same runtimes with an archive of classes and without, under names of the benchmark", async () => {
    const folder = await temporaryFolder();
    const source = fixtureTree();
    const [shared, plain] = [startProject(source, folder, true), startProject(source, folder, false)];
    const cores = (project: typeof shared) =>
      project.project.folders.flatMap((one) => (one.kind === "spark-core" ? [one.sharesClasses] : []));
    expect(new Set(cores(shared))).toEqual(new Set([true]));
    expect(new Set(cores(plain))).toEqual(new Set([false]));
    expect(shared.builds.every(({ image }) => /^spark-bench-start-.*:shared/.test(image))).toBe(true);
    expect(plain.builds.every(({ image }) => /^spark-bench-start-.*:plain/.test(image))).toBe(true);

    const named = chosenRuntimes(plain.project, ["4.1.0"]).map(({ name }) => name);
    expect(named).toEqual(["spark-4.1.0-jdk17"]);
    const lines = chosenRuntimes(plain.project, []).map(({ spark }) => spark.slice(0, 3));
    expect(lines).toEqual(["3.5", "4.1"]);
    expect(() => chosenRuntimes(plain.project, ["2.4.8"])).toThrow(
      new UsageError(
        'SPARK: found "2.4.8", allowed: 3.5.7, 3.5.8, 4.1.0, 4.1.1, which have a runtime with Python.',
      ),
    );
  });
});

describe("the call", () => {
  it("asks for ten rounds by default", () => {
    expect(parseCommandLine(["3.5.8", "--json", "a.json"])).toEqual({
      sparks: ["3.5.8"],
      rounds: 10,
      json: "a.json",
      publishes: false,
      asksForHelp: false,
    });
  });

  it("publishes figures of named Sparks alone", () => {
    expect(() => parseCommandLine(["--publish"])).toThrow(
      new UsageError("--publish: name each Spark whose figures are to be published."),
    );
  });

  it.each(["0", "-1", "ten", "1.5", "1000"])("is refused with --rounds=%s", (rounds) => {
    expect(() => parseCommandLine([`--rounds=${rounds}`])).toThrow(
      `--rounds: found "${rounds}", allowed: a whole number from 1 to 999.`,
    );
  });
});
