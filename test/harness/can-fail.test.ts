import { resolve } from "node:path";
import { describe, expect, it, test } from "vitest";
import { type Attempt, attemptsOf, selectImages, withFaults } from "../../harness/can-fail/attempts";
import { parseCommandLine, USAGE } from "../../harness/can-fail/command-line";
import { exchangesBetween } from "../../harness/can-fail/exchange";
import { inTurn } from "../../harness/can-fail/in-turn";
import { leftOut } from "../../harness/can-fail/left-out";
import { configured, foldersOf, ran } from "../../harness/can-fail/mutant";
import { dockerfileOf } from "../../harness/can-fail/mutant-image";
import { mutantsOf } from "../../harness/can-fail/mutants/mutants";
import { isOfArchive } from "../../harness/can-fail/mutants/shared-classes";
import { claimKinds, sampleOf } from "../../harness/can-fail/sample";
import { STUBS } from "../../harness/can-fail/stub-engines";
import { failsEverywhere, failsExactly } from "../../harness/can-fail/verdict";
import { UsageError } from "../../harness/command-line";
import type { Matrix } from "../../src/model/matrix";
import { generate, plan } from "../../src/pipeline";
import { readFolder } from "../../src/plan";
import {
  FIXTURE_FOLDER,
  fixtureFiles,
  fixtureProject,
  fixtureSources,
} from "../fixture-project/fixture-project";
import { TEMPLATES } from "../generator/fixture";

const ROOT = resolve(__dirname, "../..");
const LIST = "the jars are those of the lock, byte for byte";
const PROJECT = fixtureProject();
const FILES = fixtureFiles();
const scriptOf = (folder = ""): string => FILES.get(`${folder}/test.sh`) ?? "";
const NAMED = selectImages(PROJECT, []).map((image) => [image.build.image, image] as const);

const tap = (...lines: string[]): string =>
  `${lines.join("\n")}\n1..${lines.filter((line) => !line.startsWith("#")).length}\n`;
const failed = tap("not ok 1 - a (uid 185)", "#   expected: x", "not ok 2 - a (uid 7)", "#   expected: x");

describe("a test that must fail in every claim", () => {
  it("is killed when every claim fails with a reason, and it ends with 1", () => {
    expect(failsEverywhere({ output: failed, exitCode: 1 })).toBeUndefined();
  });

  it.each([
    ["it ends with 0", failed, 0, "test.sh ended with 0, instead of ending with 1"],
    ["it was ended by a signal", failed, undefined, "test.sh was ended, instead of ending with 1"],
    ["it makes no claim", "", 1, "test.sh made no claim, or not all"],
    [
      "a claim passes",
      tap("ok 1 - a", "not ok 2 - b", "#   expected: x"),
      1,
      "1 claims passed and 0 were skipped",
    ],
    [
      "a claim is skipped",
      tap("ok 1 - a # SKIP why", "not ok 2 - b", "#   x"),
      1,
      "0 claims passed and 1 were skipped",
    ],
    ["a claim fails without a reason", tap("not ok 1 - a"), 1, "failed without a reason: a"],
  ])("survives when %s", (_what, output, exitCode, why) => {
    expect(failsEverywhere({ output, exitCode })).toBe(why);
  });
});

describe("a mutant", () => {
  it("is killed by exactly the claims that are named for it, for whichever user", () => {
    expect(failsExactly(["a"], { output: failed, exitCode: 1 })).toBeUndefined();
  });

  it.each([
    ["a claim still holds or another one fails", ["b"], failed, 1, "still holds: b; fails as well: a"],
    ["its test ends with 0", ["a"], failed, 0, "test.sh ended with 0, instead of ending with 1"],
    [
      "its test stops before its plan",
      ["a"],
      "not ok 1 - a\n#   x\n",
      1,
      "test.sh made no claim, or not all",
    ],
    ["a claim fails without a reason", ["a"], tap("not ok 1 - a"), 1, "failed without a reason: a"],
  ])("survives when %s", (_what, claims, output, exitCode, why) => {
    expect(failsExactly(claims, { output, exitCode })).toBe(why);
  });

  it("is the real image with one fault, as the user that the image has", () => {
    expect(dockerfileOf("spark-k8s-jdk-17:latest", ran("Java is gone", "rm java", []))).toBe(
      "FROM spark-k8s-jdk-17:latest\nUSER 0:0\nRUN rm java\nUSER 185:0\n",
    );
  });

  it("keeps the user that is its fault", () => {
    expect(dockerfileOf("spark-k8s-jdk-17:latest", configured("runs as root", "USER 0:0", []))).toBe(
      "FROM spark-k8s-jdk-17:latest\nUSER 0:0\nUSER 0:0\n",
    );
  });
});

describe("the faults of an image", () => {
  it.each(NAMED)("differ by name: %s", (_name, image) => {
    const faults = mutantsOf(image).map(({ fault }) => fault);
    expect(new Set(faults).size).toBe(faults.length);
    expect(faults.length).toBeGreaterThan(2);
  });

  it.each(NAMED)("make one layer at most: %s", (_name, image) => {
    for (const { fault, instructions } of mutantsOf(image)) {
      const layers = instructions.filter((line) => line.startsWith("RUN "));
      expect(layers.length, fault).toBeLessThan(2);
    }
  });

  it.each(NAMED)("fail claims that its test makes: %s", (_name, image) => {
    const script = scriptOf(image.build.folder);
    const unknown = mutantsOf(image)
      .flatMap(({ claims }) => claims)
      .filter((claim) => !isIn(script, claim));
    expect(unknown).toEqual([]);
  });
});

describe("the faults of images with an archive of classes", () => {
  it("fail every claim about the archive that a test makes", () => {
    const images = selectImages(PROJECT, []);
    const made = images.flatMap(({ folder }) => {
      const script = scriptOf(folder.path);
      return [...script.matchAll(/said '(.*?from the archive|settings .*?)'/g)].map(
        ([, claim]) => `${folder.name}: ${claim}`,
      );
    });
    const failed = new Set(
      images.flatMap((image) =>
        mutantsOf(image).flatMap(({ claims }) => claims.map((claim) => `${image.folder.name}: ${claim}`)),
      ),
    );
    expect(made.length).toBe(34);
    expect(made.filter((claim) => !failed.has(claim))).toEqual([]);
  });

  it("are the only ones that are tried with these claims, unless every claim is asked for", () => {
    const [core] = selectImages(PROJECT, ["spark-3.5.8-core"]);
    const asked = (core ? mutantsOf(core) : []).filter(({ claims }) => claims.some(isOfArchive));
    expect(asked.map(({ fault }) => fault)).toContain("the archive of classes is gone");
    expect(asked.map(({ fault }) => fault)).not.toContain("a second Py4J");
    const script = scriptOf(core?.folder.path);
    const made = [...script.matchAll(/said '(.*?from the archive|settings .*?)'/g)].map(
      ([, claim = ""]) => claim,
    );
    expect(made.filter((claim) => !isOfArchive(claim))).toEqual([]);
  });

  it("fail no such claim of an image without one", () => {
    const sources = fixtureSources();
    const matrix = JSON.parse(sources.matrix.text) as Matrix;
    const text = JSON.stringify({ ...matrix, java: { ...matrix.java, classDataSharing: false } });
    const without = plan({ ...sources, matrix: { ...sources.matrix, text } });
    const claims = selectImages(without, [])
      .flatMap(mutantsOf)
      .flatMap((mutant) => mutant.claims);
    expect(claims.filter((claim) => claim.includes("from the archive"))).toEqual([]);
  });
});

describe("the attempts", () => {
  const [jdk = ""] = foldersOf(PROJECT, "jdk").map(({ name }) => name);
  const [python = ""] = foldersOf(PROJECT, "python").map(({ variants }) => variants[0]?.reference);
  const packages = foldersOf(PROJECT, "python-deps").flatMap(({ variants }) => variants);
  const cores = foldersOf(PROJECT, "spark-core").map(({ name }) => name);
  const references = (names: readonly string[], except: readonly string[] = []) =>
    selectImages(PROJECT, names, except).map(({ build }) => build.image);
  const faultsOf = (name: string) =>
    selectImages(PROJECT, [name])
      .flatMap(mutantsOf)
      .map(({ fault }) => fault);

  it("are made for the images that are asked for, without their parents", () => {
    const [reference = ""] = packages.map((variant) => variant.reference).slice(1);
    expect(references([reference])).toEqual([reference]);
    expect(references(["python-deps"])).toEqual(packages.map((variant) => variant.reference));
  });

  it("leave out the images that are excepted and those that need them", () => {
    const [plain = "", ...others] = packages.map((variant) => variant.reference);
    expect(references([], [jdk, plain])).toEqual([python, ...others]);
  });

  it("are refused for a name that no image has", () => {
    expect(() => references(["sparc"])).toThrow(UsageError);
    expect(() => references([], ["sparc"])).toThrow(UsageError);
  });

  it("try each image without an image and with engines that do not work", () => {
    const images = selectImages(PROJECT, [jdk, ...cores]);
    const attempts = attemptsOf(images, () => [], false);
    expect(attempts.map(({ image, fault }) => [image.build.image, fault])).toEqual(
      images.flatMap(({ build }) =>
        ["an absent image", ...Object.keys(STUBS)].map((fault) => [build.image, fault]),
      ),
    );
  });

  it("try each fault of a kind on one image: on the one made of the fewest others that can have it", () => {
    const runtimes = foldersOf(PROJECT, "runtime");
    const attempts = attemptsOf(
      selectImages(
        PROJECT,
        runtimes.map(({ name }) => name),
      ),
      mutantsOf,
      false,
    );
    const mutants = attempts.filter(({ kind }) => kind === "mutant");
    expect(mutants.map(({ fault }) => fault).toSorted()).toEqual(
      [...new Set(runtimes.flatMap(({ name }) => faultsOf(name)))].toSorted(),
    );
    const parts = runtimes.map((runtime) => runtime.parents.length);
    expect(Math.max(...parts)).toBeGreaterThan(Math.min(...parts));
    for (const { fault, image } of mutants) {
      const able = runtimes.filter(({ name }) => faultsOf(name).includes(fault));
      const fewest = Math.min(...able.map(({ parents }) => parents.length));
      expect(image.folder.parents.length, fault).toBe(fewest);
    }
  });

  it("try each fault on every image that can have it when they are asked to", () => {
    const attempts = attemptsOf(selectImages(PROJECT, cores), mutantsOf, true);
    const mutants = attempts.filter(({ kind }) => kind === "mutant");
    expect(mutants.map(({ fault }) => fault)).toEqual(cores.flatMap(faultsOf));
  });

  it("try only the faults whose names hold a text that is asked for", () => {
    const attempts = attemptsOf(selectImages(PROJECT, [jdk]), mutantsOf, true);
    expect(withFaults(attempts, ["absent", "as root"]).map(({ fault }) => fault)).toEqual([
      "an absent image",
      "runs as root",
    ]);
    expect(withFaults(attempts, [])).toEqual(attempts);
    expect(() => withFaults(attempts.slice(0, 2), ["absent", "rooot"])).toThrow(
      new UsageError(
        `--fault: found "rooot", allowed: text of a fault's name: an absent image; ${Object.keys(STUBS)[0]}.`,
      ),
    );
  });
});

describe("the images of two matrices", () => {
  const side = (folder: string) => ({
    root: folder,
    images: selectImages(plan(readFolder(ROOT, folder)), []),
  });

  it("are exchanged where they are the same Spark with other jars, and must fail in what differs", () => {
    const attempts = exchangesBetween(side(FIXTURE_FOLDER), side("examples/jar-surgery"));
    expect(attempts.map(({ image, ...attempt }) => ({ ...attempt, test: image.build.image }))).toEqual([
      {
        kind: "exchange",
        fault: "it is spark-surgery-spark-3.5.8-core:latest",
        test: "spark-k8s-spark-3.5.8-core:latest",
        root: FIXTURE_FOLDER,
        reference: "spark-surgery-spark-3.5.8-core:latest",
        claims: [LIST],
      },
      {
        kind: "exchange",
        fault: "it is spark-k8s-spark-3.5.8-core:latest",
        test: "spark-surgery-spark-3.5.8-core:latest",
        root: "examples/jar-surgery",
        reference: "spark-k8s-spark-3.5.8-core:latest",
        claims: ["the label says how its jars differ from those of the distribution", LIST],
      },
    ]);
  });

  it("must fail in claims that their tests make", () => {
    const tests = generate(readFolder(ROOT, "examples/jar-surgery"), TEMPLATES);
    const script = tests.find(({ path }) => path.endsWith("spark-3.5.8-core/test.sh"))?.content ?? "";
    const claims = exchangesBetween(side(FIXTURE_FOLDER), side("examples/jar-surgery")).flatMap((attempt) =>
      attempt.kind === "exchange" ? attempt.claims : [],
    );
    expect(claims.filter((claim) => !isIn(script, claim))).toEqual([]);
  });

  it("are not exchanged where no jar differs", () => {
    const error =
      "--exchanged-with: found no Spark core whose jars differ from those of the project's own, allowed: a matrix that has one, such as that of examples/jar-surgery.";
    expect(() => exchangesBetween(side(FIXTURE_FOLDER), side(FIXTURE_FOLDER))).toThrow(new UsageError(error));
  });
});

describe("claims that take long", () => {
  const [core, runtime, jdk] = ["spark-3.5.8-core", "spark-3.5.8-jdk17-s3a", "jdk-17"].map((name) => {
    const [image] = selectImages(PROJECT, [name]);
    if (!image) throw new Error(`no image ${name}`);
    return image;
  });
  const of = (image: typeof core, fault: string): string => {
    const mutant = image && mutantsOf(image).find((one) => one.fault === fault);
    return image && mutant ? leftOut(mutant.claims, image.folder) : "no such fault";
  };

  it("are left out where a fault breaks none of them, in words that tests know", () => {
    expect(of(jdk, "Java is gone")).toBe("jobs archive");
    for (const image of [core, runtime]) {
      expect(of(image, "its labels are gone")).toBe("jobs archive");
      const script = scriptOf(image?.build.folder);
      for (const word of ["jobs", "archive"])
        expect(script).toContain(`if ${word === "jobs" ? "! " : ""}left_out ${word} `);
    }
  });

  it("are made where it breaks one: those of jobs, those of the archive, or both", () => {
    expect(of(runtime, "the AWS SDK is gone")).toBe("archive");
    expect(of(core, "the archive of classes is gone")).toBe("jobs");
    expect(of(core, "a codec's jar is gone")).toBe("");
    expect(of(runtime, "the entrypoint does not provide a passwd entry")).toBe("");
  });
});

describe("a sample", () => {
  const images = selectImages(PROJECT, ["jdk-17", "spark-3.5.8-core", "jdbc-drivers"]);
  const all = attemptsOf(images, mutantsOf, false);
  const kindsOf = claimKinds(scriptOf);
  const faultsIn = (attempts: readonly Attempt[]) => attempts.map(({ fault }) => fault);
  const countOf = (attempts: readonly Attempt[], kind: string) =>
    attempts.filter((attempt) => kindsOf(attempt).includes(kind)).length;
  const kinds = [...new Set(all.flatMap(kindsOf))];

  it.each(["one", "two", "three"])(
    "breaks three claims of each kind at least, or all there are, by seed %s",
    (seed) => {
      const sample = sampleOf(all, kindsOf, { least: 3, seed });
      expect([...sample.kinds.keys()]).toEqual(kinds.toSorted());
      for (const kind of kinds) {
        expect(countOf(sample.attempts, kind), kind).toBeGreaterThanOrEqual(Math.min(3, countOf(all, kind)));
        expect(sample.kinds.get(kind), kind).toBe(countOf(sample.attempts, kind));
      }
      expect(sample.attempts.length).toBeLessThan(all.length / 2);
    },
  );

  it("is the same by the same seed, another one by another, and each attempt has its turn", () => {
    const by = (seed: number) => faultsIn(sampleOf(all, kindsOf, { least: 3, seed: `${seed}` }).attempts);
    expect(by(1)).toEqual(by(1));
    expect(by(1)).not.toEqual(by(2));
    const seen = new Set(Array.from({ length: 60 }, (_, seed) => by(seed)).flat());
    expect([...new Set(faultsIn(all))].filter((fault) => !seen.has(fault))).toEqual([]);
  });

  it("knows the kind of a claim by the function of test.sh that makes it, else by its image", () => {
    const of = (text: string) =>
      kindsOf(all.find(({ fault, image }) => fault === text && image === images[1]) ?? fail(text));
    expect(of("an absent image")).toEqual(["every claim"]);
    expect(of("a second Py4J")).toEqual(["layout"]);
    expect(of("a codec's jar is gone")).toEqual(["jar", "job", "archive"]);
    expect(of("it is too large")).toEqual(["spark-core"]);
  });
});

function fail(text: string): never {
  throw new Error(`no attempt is called ${text}`);
}

test("turns go round and round, and nobody of nobody has one", () => {
  expect([0, 1, 2, 3].map((index) => inTurn(["a", "b"], index))).toEqual([["a"], ["b"], ["a"], ["b"]]);
  expect(inTurn([], 1)).toEqual([]);
});

describe("the command", () => {
  it("tries every image, two at a time, each fault on one of them, when it is given no argument", () => {
    expect(parseCommandLine([])).toEqual({
      names: [],
      except: [],
      project: undefined,
      exchangedWith: undefined,
      faults: [],
      triesEveryImage: false,
      sample: undefined,
      seed: expect.stringMatching(/^[0-9a-f]{8}$/),
      jobs: 2,
      asksForHelp: false,
    });
  });

  it("takes names and options in any order", () => {
    expect(
      parseCommandLine([
        "jdk-17",
        "--every-image",
        "--sample=3",
        "--seed=a1",
        "--jobs",
        "4",
        "jdbc-drivers",
        "--except",
        "a",
        "--except=b",
        "--fault=runs as root",
        "--project=examples/newest",
      ]),
    ).toEqual({
      names: ["jdk-17", "jdbc-drivers"],
      except: ["a", "b"],
      project: "examples/newest",
      exchangedWith: undefined,
      faults: ["runs as root"],
      triesEveryImage: true,
      sample: 3,
      seed: "a1",
      jobs: 4,
      asksForHelp: false,
    });
  });

  it("refuses what it does not know with what is allowed", () => {
    expect(() => parseCommandLine(["--jobs=0"])).toThrow(
      new UsageError('--jobs: found "0", allowed: a whole number from 1 to 99.'),
    );
    expect(() => parseCommandLine(["--sample=some"])).toThrow(
      new UsageError('--sample: found "some", allowed: a whole number from 1 to 99.'),
    );
    expect(() => parseCommandLine(["--seed=a1"])).toThrow(
      new UsageError("--seed: found it without --sample, allowed: both, or --sample alone."),
    );
    expect(() => parseCommandLine(["--all"])).toThrow(UsageError);
  });

  it("names every option in its usage text", () => {
    for (const option of [
      "--except",
      "--exchanged-with",
      "--fault",
      "--every-image",
      "--sample",
      "--seed",
      "--jobs",
      "--help",
    ])
      expect(USAGE).toContain(option);
  });
});

/** Whether a test.sh has a claim of this name, in quotes; what its variables stand for may be anything. */
function isIn(script: string, claim: string): boolean {
  const names = [...script.matchAll(/'([^'\n]+)'|"((?:[^"\\\n]|\\.)+)"/g)].map(
    ([, single, double]) => single ?? double ?? "",
  );
  return names.some((name) => name === claim || pattern(name).test(claim));
}

/** Matches what a quoted text becomes when its variables have values. A variable alone is no name. */
function pattern(text: string): RegExp {
  const parts = text.split(/\$(?:\w+|\{\w+\})/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return parts.join("").length > 3 ? new RegExp(`^${parts.join(".+")}$`) : /^$/;
}
