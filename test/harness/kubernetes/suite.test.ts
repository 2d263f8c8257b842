import { describe, expect, it, test } from "vitest";
import { Claims } from "../../../harness/claims";
import { parseCommandLine, USAGE } from "../../../harness/kubernetes/command-line";
import { readIds } from "../../../harness/kubernetes/cluster/image-ids";
import { fullName } from "../../../harness/kubernetes/images";
import { withAdded } from "../../../harness/kubernetes/suite/added-runtimes";
import { checkChoice, choosePlays, imagesOf, targetsWith } from "../../../harness/kubernetes/suite/choose";
import { requestsIn } from "../../../harness/kubernetes/suite/first-job";
import { processorsOf, quantityOf } from "../../../harness/kubernetes/suite/free-processors";
import { COPIED, pushedTo } from "../../../harness/kubernetes/suite/image-source";
import { clusterWords, jobName } from "../../../harness/kubernetes/suite/job-words";
import { podTemplate } from "../../../harness/kubernetes/suite/pods";
import { prints, type Scenario } from "../../../harness/kubernetes/suite/scenario";
import { SCENARIOS } from "../../../harness/kubernetes/suite/scenarios";
import { targetsOf, variantsOf } from "../../../harness/kubernetes/suite/variant";
import type { Matrix } from "../../../src/model/matrix";
import { fixtureFiles, fixtureProject, fixtureSources } from "../../fixture-project/fixture-project";

const PROJECT = fixtureProject();
const TARGETS = targetsOf(PROJECT, new Set());
const VARIANTS = variantsOf(TARGETS, [185, 1_234_567_890]);

describe("the command line of npm run kubernetes", () => {
  it("asks for a run of what is not long, when it says nothing", () => {
    expect(parseCommandLine([])).toEqual({
      command: "run",
      names: [],
      except: [],
      isAll: false,
      spark: undefined,
      jobs: expect.any(Number) as number,
      registry: undefined,
      asksForHelp: false,
    });
  });

  it.each([
    [["start"], 'COMMAND: found "start", allowed: run, up, down, list, programs.'],
    [["up", "now"], 'up: found "now" behind it, allowed: nothing.'],
    [["--jobs", "0"], '--jobs: found "0", allowed: a whole number from 1 to 99.'],
  ])("refuses %j in a sentence", (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(message);
  });

  it("asks for a cluster of the user's own by a registry and KUBECONFIG together", () => {
    const args = ["--registry", "registry.example.com:5000/team"];
    const environment = { KUBECONFIG: "config" };
    expect(parseCommandLine(args, environment).registry).toBe("registry.example.com:5000/team");
    expect(() => parseCommandLine(args, {})).toThrow(
      "--registry: found it without KUBECONFIG, allowed: both",
    );
    for (const registry of ["https://registry.example.com", "registry.example.com/", "a b"]) {
      const message = `--registry: found "${registry}", allowed: a host, a port and a path`;
      expect(() => parseCommandLine(["--registry", registry], environment)).toThrow(message);
    }
  });

  it("is described by its usage", () => {
    const words = [
      "run",
      "up",
      "down",
      "list",
      "--all",
      "--except",
      "--spark",
      "--jobs",
      "--registry",
      "--help",
    ];
    expect(words.filter((word) => !USAGE.includes(`  ${word} `))).toEqual([]);
  });
});

describe("what is played", () => {
  const scenario = (name: string, more: Partial<Scenario> = {}): Scenario => ({
    name,
    title: name,
    play: () => Promise.resolve([]),
    ...more,
  });
  const none = { names: [], except: [], isAll: false, isOwnCluster: true };
  const told = (plays: ReturnType<typeof choosePlays>) =>
    plays.map((play) =>
      play.whyNot === undefined
        ? `${play.scenario.name} ${play.variant.target.spark} ${play.variant.uid}`
        : `${play.scenario.name} not: ${play.whyNot}`,
    );

  it("is each scenario once, with every Spark and user in turn", () => {
    const four = ["a", "b", "c", "d"].map((name) => scenario(name));
    const played = choosePlays(four, VARIANTS, none).map((play) => play.whyNot === undefined && play.variant);
    expect(new Set(played)).toEqual(new Set(VARIANTS));
  });

  it("is a scenario for every Spark and user, where it says so or where all is asked for", () => {
    const plays = choosePlays([scenario("a", { breadth: "variants" })], VARIANTS, none);
    expect(plays).toHaveLength(VARIANTS.length);
    expect(told(choosePlays([scenario("a", { breadth: "sparks" })], VARIANTS, none))).toEqual([
      "a 3.5.8 185",
      "a 4.1.1 1234567890",
    ]);
    expect(choosePlays([scenario("a")], VARIANTS, { ...none, isAll: true })).toHaveLength(VARIANTS.length);
  });

  it("is a long scenario only where it is named or all is asked for, and then once for each Spark", () => {
    const long = [scenario("a", { isLong: true })];
    expect(choosePlays(long, VARIANTS, none)).toEqual([]);
    expect(choosePlays(long, VARIANTS, { ...none, names: ["a"] })).toHaveLength(1);
    const all = choosePlays(long, VARIANTS, { ...none, isAll: true });
    expect(told(all)).toEqual(["a 3.5.8 185", "a 4.1.1 1234567890"]);
  });

  it("says of a scenario that none can play why it is not played", () => {
    const plays = choosePlays([scenario("a", { whyNot: () => "the moon is full" })], VARIANTS, none);
    expect(told(plays)).toEqual(["a not: the moon is full"]);
    expect(imagesOf(plays)).toEqual([]);
  });

  it("says of a scenario why a cluster that is not this machine's own cannot play it", () => {
    const own = scenario("a", { whyNot: (_, isOwnCluster) => (isOwnCluster ? undefined : "it is not ours") });
    expect(told(choosePlays([own], VARIANTS, { ...none, isOwnCluster: false }))).toEqual([
      "a not: it is not ours",
    ]);
    expect(choosePlays([own], VARIANTS, none)).toMatchObject([{ variant: VARIANTS[0] }]);
  });

  it("is played with one Spark alone where it is asked for", () => {
    expect(targetsWith(undefined, TARGETS)).toEqual(TARGETS);
    expect(targetsWith("newest", TARGETS)).toEqual(targetsWith("4.1.1", TARGETS));
    expect(targetsWith("4.1.1", TARGETS).map(({ spark }) => spark)).toEqual(["4.1.1"]);
    expect(() => targetsWith("4.1.0", TARGETS)).toThrow(
      '--spark: found "4.1.0", allowed: 3.5.8, 4.1.1, newest.',
    );
  });

  it("refuses a name that no scenario has, with the nearest one that there is", () => {
    const message = 'SCENARIO: found "spark-py", allowed: restricted-pods, spark-pi';
    expect(() => checkChoice(SCENARIOS, { ...none, names: ["spark-py"] })).toThrow(message);
    expect(() => checkChoice(SCENARIOS, { ...none, except: ["x"] })).toThrow('--except: found "x"');
  });

  it("has names that a pod can be called by, each once", () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const pods = names.flatMap((name) => VARIANTS.map((variant) => `${jobName(name, variant)}-driver`));
    expect(pods.filter((pod) => !/^[a-z][a-z0-9-]{0,62}$/.test(pod))).toEqual([]);
  });
});

describe("the Sparks that scenarios are played with", () => {
  it("are the newest of each line of the matrix that has Python, Iceberg and JDBC drivers", () => {
    expect(TARGETS.map(({ spark, python }) => [spark, python])).toEqual([
      ["3.5.8", "spark-k8s-spark-3.5.8-jdk17:latest"],
      ["4.1.1", "spark-k8s-spark-4.1.1-jdk17:latest"],
    ]);
  });

  it("are each played as every user, in an order in which neighbours differ in both", () => {
    expect(VARIANTS.map(({ target, uid }) => `${target.spark} ${uid}`)).toEqual([
      "3.5.8 185",
      "4.1.1 1234567890",
      "3.5.8 1234567890",
      "4.1.1 185",
    ]);
  });
});

describe("a job", () => {
  const variant = VARIANTS.find(({ target, uid }) => target.spark === "4.1.1" && uid !== 185);
  if (variant === undefined) throw new Error("found no such variant");
  const name = jobName("a", variant);

  it("is handed in with a pod template of its user for driver and executors, and its image", () => {
    const words = clusterWords({ name, variant, file: "a.py", arguments: ["x"] }, "space", COPIED);
    expect(words).toEqual(
      expect.arrayContaining([
        "spark.kubernetes.driver.podTemplateFile=/opt/spark/jobs-of-tests/pod-1234567890.json",
        "spark.kubernetes.executor.podTemplateFile=/opt/spark/jobs-of-tests/pod-1234567890.json",
        "spark.kubernetes.container.image=spark-k8s-spark-4.1.1-jdk17:latest",
        "spark.kubernetes.namespace=space",
      ]),
    );
    expect(words.slice(-2)).toEqual(["local:///opt/spark/jobs-of-tests/a.py", "x"]);
  });

  it("has its own settings in the place of those that every job has", () => {
    const settings = { "spark.executor.instances": "7" };
    const words = clusterWords({ name, variant, file: "spark-internal", settings }, "space", COPIED);
    expect(words.filter((word) => word.startsWith("spark.executor.instances="))).toEqual([
      "spark.executor.instances=7",
    ]);
    expect(words.at(-1)).toBe("spark-internal");
  });

  it("runs as its user in group 0 on a root that cannot be written, with no privilege", () => {
    expect(podTemplate(1_234_567_890)["spec"]).toMatchObject({
      securityContext: { runAsNonRoot: true, runAsUser: 1_234_567_890, runAsGroup: 0 },
      containers: [
        {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
            seccompProfile: { type: "RuntimeDefault" },
          },
        },
      ],
    });
  });
});

test("a claim of a printed value says what was expected and what was found", () => {
  const text = "sum: 12\nPi is roughly 3.14\n";
  expect(prints("a", text, "sum", "12").problems).toEqual([]);
  expect(prints("a", text, "Pi is roughly", /^3\.1[345]/).problems).toEqual([]);
  expect(prints("a", text, "sum", "13").problems).toEqual(["sum: expected 13, found 12"]);
  expect(prints("a", text, "total", "13").problems[0]).toBe("total: expected 13, found no such line:");
});

test("a claim that was not looked at is told as skipped, with the reason, and does not fail", () => {
  const printed: string[] = [];
  const claims = new Claims((text) => printed.push(text));
  claims.skip("a", "the moon is full");
  claims.tell("b", { problems: ["it is not"], notes: ["one try"] });
  claims.end();
  expect(printed.join("")).toBe(
    "ok 1 - a # SKIP the moon is full\nnot ok 2 - b\n#   it is not\n#   one try\n1..2\n\n0 passed, 1 failed, 1 skipped\n",
  );
  expect(claims.hold).toBe(false);
});

test("images that were pushed are called by their registry, whatever registry the matrix names", () => {
  const { nameOf, pullPolicy } = pushedTo("localhost:5000/team");
  expect(["a:1", "registry.example.com:5000/b/a:1"].map(nameOf)).toEqual([
    "localhost:5000/team/a:1",
    "localhost:5000/team/a:1",
  ]);
  expect(pullPolicy).toBe("Always");
});

test("a matrix gets a runtime with s3a:// and Python for each Spark that has one without", () => {
  const matrix = JSON.parse(fixtureSources().matrix.text) as Matrix;
  const added = withAdded(matrix);
  expect(added.runtimes.slice(matrix.runtimes.length)).toEqual([
    { spark: ["3.5.8", "4.1.1"], variant: "s3apython", layers: ["python-deps", "jars-hadoop-aws"] },
  ]);
  expect(withAdded(added)).toBe(added);
});

test("the first job of deploy/ asks for the processors that its spark-defaults.conf says", () => {
  const requests = requestsIn(
    fixtureFiles().get("deploy/runtimes/spark-4.1.1-jdk17/spark-defaults.conf") ?? "",
  );
  expect(requests).toEqual({ driver: "500m", executor: "500m" });
  expect(requestsIn("# spark.kubernetes.driver.request.cores 1\n")).toEqual({});
});

test("an amount of processors is read and written as Kubernetes writes it", () => {
  expect(["250m", "2", "0"].map(processorsOf)).toEqual([0.25, 2, 0]);
  expect([0.25, 2, 0.0019].map(quantityOf)).toEqual(["250m", "2000m", "1m"]);
});

test("images of a cluster are known by the engine's ids, under their full names", () => {
  const listed = [
    "REF TYPE DIGEST SIZE PLATFORMS LABELS",
    "docker.io/library/a:latest application/vnd sha256:1 1 MiB linux/amd64 io.cri=x,io.github.spark-k8s.engine-id=sha256:aa",
    "docker.io/library/b:latest application/vnd sha256:2 1 MiB linux/amd64 -",
  ].join("\n");
  expect(readIds(listed)).toEqual(new Map([["docker.io/library/a:latest", "sha256:aa"]]));
  expect(["a:latest", "team/a:1", "registry.example.com:5000/a:1", "localhost/a:1"].map(fullName)).toEqual([
    "docker.io/library/a:latest",
    "docker.io/team/a:1",
    "registry.example.com:5000/a:1",
    "localhost/a:1",
  ]);
});
