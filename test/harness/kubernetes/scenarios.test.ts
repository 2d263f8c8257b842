import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Kubectl } from "../../../harness/kubernetes/kubectl";
import { choosePlays, imagesOf } from "../../../harness/kubernetes/suite/choose";
import type { Job } from "../../../harness/kubernetes/suite/job";
import type { JobSettings } from "../../../harness/kubernetes/suite/job-words";
import type { Pod } from "../../../harness/kubernetes/suite/pod-status";
import type { RunningPod } from "../../../harness/kubernetes/suite/running-pod";
import type { Claim, Stage } from "../../../harness/kubernetes/suite/scenario";
import { namesAPod } from "../../../harness/kubernetes/suite/scenarios/api-server-restart";
import { claimsOf as claimsOfExecutors, gpu } from "../../../harness/kubernetes/suite/scenarios/gpu";
import { claimsOf as claimsOfSoak, soak } from "../../../harness/kubernetes/suite/scenarios/soak";
import { claimsOf as claimsOfTwenty } from "../../../harness/kubernetes/suite/scenarios/twenty-jobs";
import { targetsOf, type Variant, variantsOf } from "../../../harness/kubernetes/suite/variant";
import { fixtureProject } from "../../fixture-project/fixture-project";
import { temporaryFolder } from "../temporary-folder";

const PROJECT = fixtureProject();
const GPU_IMAGE = "spark-k8s-spark-4.1.1-jdk17-gpu:latest";
const variantsWith = (...built: readonly string[]) =>
  variantsOf(targetsOf(PROJECT, new Set(built)), [185, 1_234_567_890]);

/** What is told of claims: each that does not hold, with why. */
const problemsOf = (claims: readonly Claim[]) =>
  Object.fromEntries(
    claims.filter(({ problems }) => problems.length > 0).map(({ says, problems }) => [says, problems]),
  );

const PI = "Pi is roughly 3.1415";
const podOf = (name: string, exitCode?: number): Pod => ({
  metadata: { name, uid: name },
  spec: { containers: [] },
  status: {
    phase: exitCode === undefined ? "Running" : "Failed",
    containerStatuses:
      exitCode === undefined ? [] : [{ state: { terminated: { exitCode, reason: "Error" } } }],
  },
});

describe("fifty jobs in a row", () => {
  const [variant] = variantsWith();

  /** A stage on a cluster of the user's, where jobs are as it is said, and whose namespace has a config map. */
  function stageOf(
    play: (name: string) => Partial<Job>,
    played: string[] = [],
    signal = new AbortController().signal,
  ) {
    const job = { terminated: async () => ({ exitCode: 0, reason: "Completed" }), driverLog: async () => PI };
    const quiet = { executors: async () => [], delete: async () => undefined };
    const kubectl = { run: async () => "configmap/jobs\n" } as unknown as Kubectl;
    const stage = {
      variant,
      workspace: { kubectl, namespace: "space", signal },
      inImage: async () => "",
      withJob: <T>({ name }: JobSettings, work: (one: Job) => Promise<T>) => {
        played.push(name);
        return work({ ...job, ...quiet, ...play(name) } as Job);
      },
    };
    return stage as unknown as Stage;
  }

  it("are played one after the other, under names of their own", async () => {
    const played: string[] = [];
    const claims = await soak.play(stageOf(() => ({}), played));
    expect(problemsOf(claims)).toEqual({});
    expect(played).toHaveLength(50);
    expect([played[0], played[49]]).toEqual(["soak-35-185-1", "soak-35-185-50"]);
    expect(new Set(played).size).toBe(50);
  });

  it("claim nothing of the node of a cluster that is not this machine's own", async () => {
    const claims = await soak.play(stageOf(() => ({})));
    expect(claims.map(({ says }) => says)).toEqual([
      "every job ends with 0",
      "every result is right",
      "no executor outlives its driver",
      "nothing of the fifty is left in the namespace",
    ]);
  });

  it("are all played, whatever becomes of one, and each that goes wrong is told", async () => {
    const wrong: Readonly<Record<string, Partial<Job>>> = {
      "soak-35-185-3": { terminated: () => Promise.reject(new Error("no driver\nforbidden")) },
      "soak-35-185-7": { terminated: () => Promise.resolve({ exitCode: 137, reason: "OOMKilled" }) },
      "soak-35-185-50": { driverLog: () => Promise.resolve("Pi is roughly 2.7") },
    };
    const played: string[] = [];
    const claims = await soak.play(stageOf((name) => wrong[name] ?? {}, played));
    expect(played).toHaveLength(50);
    expect(problemsOf(claims)).toEqual({
      "every job ends with 0": [
        "soak-35-185-3: no driver",
        "forbidden",
        "soak-35-185-7 ended with 137: its logs are in soak-35-185-7/",
      ],
      "every result is right": ["found no pi in soak-35-185-50/driver.log"],
    });
  });

  it("end when the user interrupts", async () => {
    const user = new AbortController();
    const interrupt = () => {
      user.abort(new Error("Ended by SIGINT."));
      return Promise.reject(new Error("kubectl was ended"));
    };
    const played: string[] = [];
    const stage = stageOf(() => ({ terminated: interrupt }), played, user.signal);
    await expect(soak.play(stage)).rejects.toThrow("Ended by SIGINT.");
    expect(played).toHaveLength(1);
  });

  it("have left what was there after one of them or after the last, each thing told once", () => {
    const end = { exitCode: 0, log: PI, executors: [] };
    const ends = [
      { ...end, name: "a", left: ["service/a"] },
      { ...end, name: "b", left: [], executors: ["b-exec-1"] },
    ];
    const claims = claimsOfSoak(["a", "b", "c"], { ends, left: ["configmap/b", "service/a"] });
    expect(problemsOf(claims)).toEqual({
      "every job ends with 0": ["c was not played: those before it took too long"],
      "no executor outlives its driver": ["b-exec-1"],
      "nothing of the fifty is left in the namespace": ["service/a", "configmap/b"],
    });
  });
});

describe("a cluster whose API server was restarted", () => {
  const [variant] = variantsWith();

  /** A stage whose pod finds a name the given time that it looks for it; what is made and deleted is noted. */
  function stageOf(knownAt: number, done: string[]): Stage {
    const kubectl = {
      create: async ([made]: readonly { kind: string }[]) => done.push(`create ${made?.kind}`),
      run: async (...words: readonly string[]) => done.push(words.join(" ")),
    };
    let looks = 0;
    const exec = async (...words: readonly string[]) => {
      looks++;
      if (looks < knownAt) throw new Error(`${words.join(" ")} ended with 2`);
      return "10.244.0.9 a";
    };
    const stage = {
      variant,
      workspace: { kubectl, namespace: "space", signal: new AbortController().signal },
      withPod: <T>(_: unknown, work: (pod: RunningPod) => Promise<T>) =>
        work({ exec } as unknown as RunningPod),
    };
    return stage as unknown as Stage;
  }

  it("is waited for until it names a new pod, and what was made for that is deleted", async () => {
    const done: string[] = [];
    const { problems, notes } = await namesAPod("a", stageOf(2, done));
    expect([problems, notes]).toEqual([[], [expect.stringMatching(/^after [01] s$/)]]);
    expect(done).toEqual(["create Service", "--namespace space delete service a --ignore-not-found"]);
  });

  it("is not well when a name stays unknown", async () => {
    const done: string[] = [];
    const { problems } = await namesAPod("a", stageOf(Infinity, done), 0);
    expect(problems).toEqual(["Error: getent hosts a ended with 2"]);
    expect(done).toHaveLength(2);
  });
});

describe("the GPU runtime", () => {
  const none = { names: ["gpu"], except: [], isAll: false, isOwnCluster: true };
  const choose = (variants: readonly Variant[], more = {}) =>
    choosePlays([gpu], variants, { ...none, ...more });

  it("is played with a Spark for which the matrix makes one, and with its image alone", () => {
    const plays = choose(variantsWith(GPU_IMAGE));
    expect(plays.map(({ whyNot }) => whyNot)).toEqual([undefined]);
    expect(imagesOf(plays)).toEqual([GPU_IMAGE]);
    expect(choose(variantsWith(GPU_IMAGE), { isAll: true })).toHaveLength(2);
  });

  it("is skipped where it is not built, with how to build it", () => {
    expect(choose(variantsWith())).toMatchObject([
      {
        whyNot: `the matrix makes no GPU runtime for Spark 3.5.8; the GPU runtime is not built: npm run images -- ${GPU_IMAGE}`,
      },
    ]);
  });

  it("is skipped on a cluster of the user's, whose nodes may have a GPU", () => {
    const [play] = choose(variantsWith(GPU_IMAGE), { isOwnCluster: false });
    expect(play?.whyNot).toContain("the nodes of your cluster may have NVIDIA's driver");
  });

  const started = "WARN RapidsPluginUtils: RAPIDS Accelerator 26.08.1 using cudf 26.08.0, private revision 1";
  const missed = `${started}\nFatal CUDA error encountered at: CudaJni.cpp:137: 35 cudaErrorInsufficientDriver CUDA driver`;

  it("says in an executor that there is no driver, and ends it, whatever becomes of those that were made in its place", () => {
    const executors = [
      { pod: podOf("one", 1), log: missed },
      { pod: podOf("other"), log: missed },
      { pod: podOf("third"), log: "Connecting to driver" },
    ];
    expect(problemsOf(claimsOfExecutors(executors))).toEqual({});
  });

  it("runs a job with the plugin and one without, both on its own image", async () => {
    const handedIn: JobSettings[] = [];
    const folder = await temporaryFolder();
    const job: Partial<Job> = {
      submission: Promise.resolve({ exitCode: 0, output: "phase: Failed\nexit code: 11" }),
      driver: () => Promise.resolve(podOf("driver", 11)),
      driverLog: () => Promise.resolve(`${started}\nERROR: Max number of executor failures (0) reached`),
      executorLogs: () => Promise.resolve([{ pod: podOf("executor", 1), log: missed }]),
      ended: () => Promise.resolve(PI),
    };
    const withJob = <T>(settings: JobSettings, work: (one: Job) => Promise<T>) => {
      handedIn.push(settings);
      return work(job as Job);
    };
    const variant = variantsWith(GPU_IMAGE).find(({ target }) => target.isGpuBuilt);
    const claims = await gpu.play({ variant, workspace: { logs: folder }, withJob } as unknown as Stage);
    expect(problemsOf(claims)).toEqual({});
    expect(handedIn.map(({ image, settings }) => [image, settings?.["spark.plugins"]])).toEqual([
      [GPU_IMAGE, "com.nvidia.spark.SQLPlugin"],
      [GPU_IMAGE, undefined],
    ]);
    const kept = join(folder, handedIn[0]?.name ?? "", "executor.log");
    expect(await readFile(kept, "utf8")).toBe(missed);
  });

  it("has not said it where no executor was there, the plugin did not start, or the executor went on", () => {
    const says = "an executor's pod starts, and the plugin says in it that there is no NVIDIA driver";
    const ends = "an executor that says so ends with 1";
    expect(Object.keys(problemsOf(claimsOfExecutors([])))).toEqual([says, ends]);
    const silent = { pod: podOf("one", 1), log: started };
    expect(problemsOf(claimsOfExecutors([silent]))).toEqual({
      [says]: ["found nothing of it in any executor's log", "found pod one: Failed, Error: exit code 1"],
      [ends]: ["there is none", "found pod one: Failed, Error: exit code 1"],
    });
    const other = { pod: podOf("one", 1), log: missed.replace(started, "") };
    expect(Object.keys(problemsOf(claimsOfExecutors([other])))).toEqual([says, ends]);
    expect(problemsOf(claimsOfExecutors([{ pod: podOf("one"), log: missed }]))).toEqual({
      [ends]: ["there is none", "found pod one: Running"],
    });
  });
});

it("tells of twenty jobs which did not wait, why one has no end, and how many ran at once", () => {
  const end = { exitCode: 0, log: PI, hasWaited: true };
  const ends = [
    { ...end, name: "a" },
    { ...end, name: "b", hasWaited: false, exitCode: undefined, log: "no driver" },
  ];
  expect(problemsOf(claimsOfTwenty(ends, 5))).toEqual({
    "while the cluster has no room, each driver waits for it": ["b was not seen to wait"],
    "every job ends with 0": ["b: no driver"],
    "6 drivers run at once, and no more: there is no room for others": ["5 were seen to run at once"],
  });
});
