import { describe, expect, test } from "vitest";
import type { Json } from "../generator/fixture";
import { LockProject, pinOf } from "./lock-project";
import { SourceServer } from "./source-server";

const WRONG = "lock.json was held against matrix.json: it is not what it asks for: run npx projen lock";

const cases: [string, (files: { matrix: Json; lock: Json }) => void, string[]][] = [
  [
    "a driver of another version",
    ({ matrix }) => (matrix.jdbc.postgresql = "42.7.14"),
    [
      "missing: org.postgresql:postgresql:42.7.14 is not in the lock (matrix.json $.jdbc.postgresql)",
      "unused: org.postgresql:postgresql:42.7.1: matrix.json does not ask for it",
    ],
  ],
  [
    "a Spark more",
    ({ matrix }) => matrix.spark.push("3.5.7"),
    [
      "missing: spark:3.5.7 is not in the lock (matrix.json $.spark[1])",
      "missing: pyspark:3.5.7 is not in the lock (matrix.json $.spark[1])",
    ],
  ],
  [
    "a Spark without its list of jars",
    ({ lock }) => delete lock.spark["3.5.8"].jars,
    ["missing: spark:3.5.8 lacks jars (matrix.json $.spark[0])"],
  ],
  [
    "an entry without parts",
    ({ lock }) => {
      delete lock.jars["org.postgresql:postgresql:42.7.1"].license;
      delete lock.jars["org.postgresql:postgresql:42.7.1"].size;
      delete lock.python["3.10"].platforms.arm64.sha256;
    },
    [
      "missing: python:3.10 lacks platforms.arm64.sha256 (matrix.json $.python.version)",
      "missing: org.postgresql:postgresql:42.7.1 lacks size, license (matrix.json $.jdbc.postgresql)",
    ],
  ],
  [
    "another mirror",
    ({ matrix }) => (matrix.mirrors.maven = "https://maven.example.com"),
    ["stale: org.postgresql:postgresql:42.7.1: its sources are not those of matrix.json"],
  ],
  [
    "a Python more",
    ({ matrix }) => (matrix.python.version = ["3.10", "3.11"]),
    [
      "missing: python:3.11 is not in the lock (matrix.json $.python.version[1])",
      "stale: wheels of Python 3.11: no wheels for Python 3.11",
    ],
  ],
  [
    "other requirements",
    ({ matrix }) => {
      matrix.python.base = ["six>=1.18", "tomli"];
      matrix.python.iceberg = ["six"];
    },
    [
      "stale: wheels of Python 3.10: six>=1.18: the lock has 1.17.0",
      "stale: wheels of Python 3.10: tomli: is not in the lock",
      "stale: wheels of Python 3.10: six: is for base, iceberg, not base",
    ],
  ],
  [
    "a requirement less",
    ({ matrix, lock }) => {
      matrix.python.base = ["tomli"];
      lock.wheels["3.10"].tomli = lock.wheels["3.10"].six;
    },
    ["stale: wheels of Python 3.10: six: nothing requires it any more"],
  ],
  [
    "a wheel for one platform alone",
    ({ lock }) => (lock.wheels["3.10"].six.files[0].platform = "amd64"),
    ["stale: wheels of Python 3.10: six: no wheel for arm64"],
  ],
  [
    "another Py4J than PySpark's",
    ({ lock }) => (lock.wheels["3.10"].py4j.version = "0.10.9.9"),
    ["stale: wheels of Python 3.10: py4j: PySpark needs 0.10.9.7, the lock has 0.10.9.9"],
  ],
  [
    "no upstream image",
    ({ lock }) => delete lock.images,
    ["missing: debian:bookworm-slim is not in the lock (matrix.json $.debian.image)"],
  ],
];

describe("lock --check", () => {
  test("finds nothing in a lock that has everything, and says so", async () => {
    const project = await LockProject.make(await SourceServer.start());
    expect(await project.run(["--check"])).toEqual({
      lines: ["lock.json was held against matrix.json: it is what it asks for"],
      code: 0,
      error: "",
    });
  });

  test.each(cases)("finds %s, writes nothing and asks no network", async (_, edit, expected) => {
    const project = await LockProject.make(await SourceServer.start(), edit);
    const before = await project.text();
    expect(await project.run(["--check"])).toEqual({ lines: [...expected, WRONG], code: 1, error: "" });
    expect(await project.text()).toBe(before);
    expect(project.server.seen).toEqual([]);
  });

  test("names the images that are not pinned, which is no fault", async () => {
    const project = await LockProject.make(await SourceServer.start(), ({ lock }) => {
      lock.images["debian:bookworm-slim"] = {
        digest: null,
        verified: { by: "nothing", source: "not pinned: no registry" },
      };
    });
    expect(await project.run(["--check"])).toEqual({
      lines: [
        "debian:bookworm-slim: not pinned: no registry",
        "To pin it, write into lock.json at $.images:",
        pinOf("debian:bookworm-slim"),
        "lock.json was held against matrix.json: it is what it asks for",
      ],
      code: 0,
      error: "",
    });
  });

  test("names the checksums whose source nobody can follow, which is no fault", async () => {
    const project = await LockProject.make(await SourceServer.start(), ({ lock }) => {
      lock.spark["3.5.8"].verified = { by: "published", source: "two Dockerfiles" };
      lock.pyspark["3.5.8"].verified = { by: "published", source: "https://example.com/sums" };
      lock.python["3.10"].platforms.arm64.verified = { by: "published", source: "https://" };
    });
    expect(await project.run(["--check"])).toEqual({
      lines: [
        "spark:3.5.8: unverified, published: two Dockerfiles",
        "python:3.10 (arm64): unverified, published: https://",
        "lock.json was held against matrix.json: it is what it asks for",
      ],
      code: 0,
      error: "",
    });
  });

  test("does not read a digest that the matrix has itself as missing", async () => {
    const project = await LockProject.make(await SourceServer.start(), ({ matrix, lock }) => {
      matrix.debian.image = `debian:bookworm-slim@sha256:${"b".repeat(64)}`;
      lock.images = {};
    });
    expect((await project.run(["--check"])).code).toBe(0);
  });

  test("refuses what the lock says wrongly, with its place", async () => {
    const project = await LockProject.make(await SourceServer.start(), ({ lock }) => {
      lock.jars["org.postgresql:postgresql:42.7.1"].sha256 = "abc";
    });
    const { error } = await project.run(["--check"]);
    expect(error.replace(/:\d+:\d+ /, " ")).toBe(
      '1 problem, nothing was written:\nlock.json $.jars["org.postgresql:postgresql:42.7.1"].sha256: found "abc"; allowed: 64 lower-case hexadecimal digits; fix: write one of the allowed values',
    );
  });
});

describe("a wrong call of lock", () => {
  test.each([
    [["--check", "--verify"], "--check and --verify: found both, allowed: one of them."],
    [
      ["--check", "--upgrade"],
      "--check: found with --upgrade, --accept-changed or --allow-downgrade, allowed: without, since it writes nothing.",
    ],
    [
      ["--verify", "--allow-downgrade", "six"],
      "--verify: found with --upgrade, --accept-changed or --allow-downgrade, allowed: without, since it writes nothing.",
    ],
    [
      ["--allow-downgrade", "sixx"],
      'NAME: found "sixx", which the lock does not have; the nearest name is six.',
    ],
    [["numpy"], 'NAME: found "numpy" without --upgrade, allowed: names behind --upgrade.'],
    [["--upgrade", "sixx"], 'NAME: found "sixx", which the lock does not have; the nearest name is six.'],
  ])("%j is refused with what is allowed", async (args, message) => {
    const project = await LockProject.make(await SourceServer.start());
    const { parseCommandLine } = await import("../../commands/lock/command-line");
    const call = async () => {
      parseCommandLine(args);
      const { error } = await project.run(args);
      throw new Error(error);
    };
    await expect(call()).rejects.toThrow(message);
  });
});
