import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CacheMounts, wrongFiles } from "../../harness/faults/cache-mounts";
import { CASES, type Step } from "../../harness/faults/cases";
import { checkEnding, checkOutput, checkRequests, describeRequests } from "../../harness/faults/checks";
import type { SeenRequest } from "../../harness/faults/fault-server";
import { isMadeIn, readRecords, withDescendants } from "../../harness/faults/leftovers";
import { SUBJECTS, type Artifact, buildOf, type Subject } from "../../harness/faults/subjects";
import { declaredArguments } from "../../harness/needs";
import { loadPlan } from "../../src/plan";
import { FIXTURE, fixtureFiles } from "../fixture-project/fixture-project";
import { fakeDocker } from "./fake-docker";

const RIGHT = "a".repeat(64);
const WRONG = "b".repeat(64);
const ARTIFACT: Artifact = { file: "some.jar", checksum: { algorithm: "sha256", hex: RIGHT } };
const STEP: Step = { disturbances: [], ending: "built", requests: [] };

function request(answer: string, given: Partial<SeenRequest> = {}): SeenRequest {
  return { source: "first", file: ARTIFACT.file, answer, arrived: 0, ...given };
}

function body(sha256: string): Pick<SeenRequest, "body"> {
  return { body: { sha256, sha512: "" } };
}

describe("the cases", () => {
  it("have names of their own", () => {
    const names = CASES.map(({ name }) => name);
    expect([...new Set(names)]).toEqual(names);
  });

  it("ask sources that their subject has", () => {
    const strangers = CASES.flatMap(({ name, subject, steps }) =>
      steps
        .flatMap(({ disturbances, requests }) => [
          ...disturbances.map(({ source }) => source),
          ...requests.map((line) => line.split(" ")[0] ?? ""),
        ])
        .filter((source) => !(source in SUBJECTS[subject].sources))
        .map((source) => `${name}: ${source}`),
    );
    expect(strangers).toEqual([]);
  });

  it("expect requests that get an answer of the case, or a good one", () => {
    const strangers = CASES.flatMap(({ name, steps }) =>
      steps.flatMap(({ disturbances, requests }) => {
        const answers = new Set(["good", ...disturbances.map(({ answer }) => answer.name)]);
        return requests.filter((line) => !answers.has(line.split(" ")[1] ?? "")).map(() => name);
      }),
    );
    expect(strangers).toEqual([]);
  });

  it.each(["404", "cut-off", "shortened", "page", "other-bytes", "hanging"])(
    "try %s both from one source and from all",
    (answer) => {
      const endings = CASES.filter(({ subject }) => subject === "jar")
        .flatMap(({ steps }) => steps)
        .filter(({ disturbances }) => disturbances.some((fault) => fault.answer.name === answer))
        .map(({ ending }) => ending);
      expect(new Set(endings)).toEqual(new Set(["built", "refused"]));
    },
  );

  it("see a good build behind every one of a jar that is refused or killed", () => {
    const jars = CASES.filter(({ subject }) => subject === "jar");
    expect(jars.filter(({ steps }) => steps.at(-1)?.ending !== "built")).toEqual([]);
  });

  it.each(Object.keys(SUBJECTS))("see a good build of the %s behind all others", (name) => {
    const last = CASES.findLast(({ subject }) => subject === name);
    expect(last?.steps.at(-1)?.ending).toBe("built");
  });
});

describe("the subjects", () => {
  const { builds, lock } = loadPlan(FIXTURE);
  const files = fixtureFiles();
  const inputs = { arguments: {}, labels: {}, options: [] };
  const read = (subject: Subject, file: string) =>
    files.get(`${buildOf(subject, builds).folder}/${file}`) ?? "";

  it.each(Object.entries<Subject>(SUBJECTS))(
    "have build arguments, a stage and a RUN of their Dockerfile: %s",
    (_, subject) => {
      const dockerfile = read(subject, "Dockerfile");
      const declared = [...declaredArguments(dockerfile)];
      expect(declared).toEqual(expect.arrayContaining(Object.values(subject.sources)));
      expect(dockerfile).toContain(subject.run);
      expect(dockerfile).toContain(subject.target ? ` AS ${subject.target}\n` : "");
    },
  );

  it("have the jar's file and checksum of the Dockerfile", () => {
    const { file, checksum, inImage } = SUBJECTS.jar.artifact(lock, inputs);
    const dockerfile = read(SUBJECTS.jar, "Dockerfile");
    for (const text of [`/${file}"`, checksum.hex, ` ${inImage} `]) {
      expect(dockerfile).toContain(text.replace(" /opt/", " /out/opt/"));
    }
  });

  it("have the Spark distribution's file of the Dockerfile", () => {
    const { file } = SUBJECTS.spark.artifact(lock, inputs);
    expect(read(SUBJECTS.spark, "Dockerfile")).toContain(`/${file}`);
  });

  it("have the checksum of the first wheel that is required", () => {
    const { checksum } = SUBJECTS.wheel.artifact(lock, inputs);
    const [, first] = /--hash=sha256:(\w+)/.exec(read(SUBJECTS.wheel, "requirements-base.txt")) ?? [];
    expect(checksum.hex).toBe(first);
  });

  it("are named when the matrix does not make their image", () => {
    expect(() => buildOf(SUBJECTS.spark, [])).toThrow(`matrix.json makes no image ${SUBJECTS.spark.folder}`);
  });
});

describe("what is checked of a step", () => {
  it("is how its builds ended", () => {
    expect(checkEnding(STEP, [0, 0])).toEqual([]);
    expect(checkEnding(STEP, [0, 1])).toEqual(["the build had to be built, but it ended with 1"]);
    expect(checkEnding({ ...STEP, ending: "refused" }, [1])).toEqual([]);
    expect(checkEnding({ ...STEP, ending: "interrupted" }, [null])).toEqual([]);
    expect(checkEnding({ ...STEP, ending: "interrupted" }, [0])).toEqual([
      "the build had to be interrupted, but it ended with 0",
    ]);
  });

  it("is the order and number of requests", () => {
    const seen = [request("503"), request("503"), request("good", { source: "second" })];
    expect(describeRequests(seen)).toEqual(["first 503 ×2", "second good"]);
    expect(checkRequests({ ...STEP, requests: ["first 503 ×2", "second good"] }, seen)).toEqual([]);
    expect(checkRequests(STEP, seen)).toEqual([
      "requests: expected none; the mirror saw first 503 ×2, second good",
    ]);
  });

  it("may be either of two rows of requests where the case says so", () => {
    const step = { ...STEP, requests: ["first good"], orRequests: ["first good ×2"] };
    const times = (count: number) => Array.from({ length: count }, () => request("good"));
    expect(checkRequests(step, times(1))).toEqual([]);
    expect(checkRequests(step, times(2))).toEqual([]);
    expect(checkRequests(step, times(3))).toEqual([
      "requests: expected first good, or first good ×2; the mirror saw first good ×3",
    ]);
  });

  it("is the pause between the first two requests", () => {
    const step = { ...STEP, requests: ["first 429", "first good"], pause: 3 };
    const after = (arrived: number) => [request("429"), request("good", { arrived })];
    expect(checkRequests(step, after(3000))).toEqual([]);
    expect(checkRequests(step, after(2999))).toEqual([
      "requests: expected 3 s between the first two, found 2999 ms",
    ]);
  });

  it("is that the output names the artifact of a refusal, and the checksum expected and found", () => {
    const refused: Step = { ...STEP, ending: "refused", says: ["404"] };
    const seen = [request("page", body(WRONG)), request("good", body(RIGHT))];
    expect(checkOutput(refused, `some.jar: ${RIGHT} ${WRONG} 404`, seen, ARTIFACT)).toEqual([]);
    expect(checkOutput(refused, "", seen, ARTIFACT)).toEqual(
      ["some.jar", RIGHT, WRONG, "404"].map((word) => `the output does not say ${word}`),
    );
    expect(checkOutput(STEP, "", [request("good", body(RIGHT))], ARTIFACT)).toEqual([]);
  });

  it("is that every artifact in the cache mount has the bytes of its name", () => {
    const at = (path: string, hash = WRONG) => wrongFiles([{ path, hash }], new Set(), false);
    expect(at(`artifacts/sha256/${RIGHT}`, RIGHT)).toEqual([]);
    expect(at(`artifacts/sha256/${RIGHT}.lock`)).toEqual([]);
    expect(at("pip/http-v2/1/2.body")).toEqual([]);
    expect(at(`artifacts/sha256/${RIGHT}`)).toEqual([
      `the cache mount keeps artifacts/sha256/${RIGHT}, whose bytes have the hash ${WRONG}`,
    ]);
    expect(at(`artifacts/sha256/${RIGHT}.partial`)).toHaveLength(1);
  });

  it("is that nothing wrong that was sent is in the cache mount, but for half a file behind a kill", () => {
    const wrong = new Set([WRONG]);
    const files = [{ path: "pip/http-v2/1/2.body", hash: WRONG }];
    expect(wrongFiles(files, wrong, false)).toEqual([
      `the cache mount keeps wrong bytes: pip/http-v2/1/2.body has the hash ${WRONG}`,
    ]);
    expect(wrongFiles([{ path: `artifacts/sha256/${RIGHT}.partial`, hash: WRONG }], new Set(), true)).toEqual(
      [],
    );
  });
});

it("records of the build cache are read with their step, their parents and the time they were made", () => {
  const record = {
    ID: "abc",
    CreatedAt: "2026-11-22 22:26:22.395488939 +0000 UTC",
    Description: "mount / from exec /bin/sh -c fetch some.jar",
    Parents: ["def"],
  };
  const root = { ...record, ID: "def", Parents: null };
  const created = Date.UTC(2026, 10, 22, 22, 26, 22, 395);
  const description = record.Description;
  expect(readRecords(`${JSON.stringify(record)}\n${JSON.stringify(root)}\n`)).toEqual([
    { id: "abc", created, description, parents: ["def"] },
    { id: "def", created, description, parents: [] },
  ]);
});

it("a record of the build cache goes with all that lie above it", () => {
  const record = (id: string, ...parents: string[]) => ({ id, parents, created: 0, description: "" });
  const records = [
    record("top", "middle"),
    record("middle", "meant"),
    record("meant", "base"),
    record("base"),
  ];
  expect(withDescendants(records, ({ id }) => id === "meant")).toEqual(records.slice(0, 3));
});

it("a layer is of a build by the words of its RUN and by when it was made", () => {
  const spans = [{ run: "fetch a", began: 10, ended: 20 }];
  const made = (created: number, description: string) => isMadeIn(spans, { created, description });
  expect([made(10, "RUN fetch a-1.jar"), made(20, "RUN fetch a-1.jar")]).toEqual([true, true]);
  expect([made(9, "RUN fetch a"), made(21, "RUN fetch a"), made(15, "RUN fetch b")]).toEqual([
    false,
    false,
    false,
  ]);
});

describe("cache mounts of a lane", () => {
  const record = (id: string) => ({
    ID: id,
    CreatedAt: "2026-11-22 22:26:22.395488939 +0000 UTC",
    Description: `cached mount /var/cache/x from exec /bin/sh -c set -eu with id "${id}"`,
    Parents: null,
  });

  async function areReplaced(...ids: readonly string[]): Promise<boolean> {
    const printed = ids.map((id) => JSON.stringify(record(id))).join("\n");
    const { environment, state } = await fakeDocker(`cat "$STATE/printed"`);
    await writeFile(join(state, "printed"), `${printed}\n`);
    const docker = { cwd: state, environment, signal: new AbortController().signal };
    return new CacheMounts("lane", "debian", docker).areReplaced();
  }

  it("are replaced where there are two for artifacts", async () => {
    expect(await areReplaced("lane/spark-k8s-artifacts", "lane/spark-k8s-artifacts")).toBe(true);
  });

  it("are not where the second is pip's or another lane's", async () => {
    const others = ["lane/spark-k8s-pip", "lane-2/spark-k8s-artifacts", "spark-k8s-artifacts"];
    expect(await areReplaced("lane/spark-k8s-artifacts", ...others)).toBe(false);
    expect(await areReplaced()).toBe(false);
  });
});
