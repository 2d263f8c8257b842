import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCommandLine, parseEpoch, USAGE } from "../../commands/sbom/command-line";
import { selectInventories } from "../../commands/sbom/select";
import { FIXTURE_FOLDER } from "../fixture-project/fixture-project";
import { ROOT } from "../generator/fixture";
import { inventoriesOf } from "../sbom/documents";

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const project = args.includes("--project") ? [] : ["--project", FIXTURE_FOLDER];
  const entry = ["--require", "tsx/cjs", "commands/sbom/sbom.ts", ...args, ...project];
  const { status, stdout, stderr } = spawnSync(process.execPath, entry, {
    cwd: ROOT,
    env: { ...process.env, SOURCE_DATE_EPOCH: undefined, ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const scratch = (): string => mkdtempSync(join(tmpdir(), "sbom-"));

describe("npx projen sbom", () => {
  it("writes the three documents of each variant of a named image, whole and the same each time", () => {
    const [first, second] = [scratch(), scratch()];
    expect(run(["jars-iceberg", "--out", first])).toEqual({
      status: 0,
      stdout: `6 documents of 2 images in ${first}\n`,
      stderr: "",
    });
    run(["jars-iceberg", "--out", second]);
    const names = readdirSync(first).sort();
    expect(names).toEqual([
      "jars-iceberg-spark-3.5.cdx.json",
      "jars-iceberg-spark-3.5.spdx.json",
      "jars-iceberg-spark-3.5.vex.cdx.json",
      "jars-iceberg.cdx.json",
      "jars-iceberg.spdx.json",
      "jars-iceberg.vex.cdx.json",
    ]);
    const textsIn = (folder: string) => names.map((name) => readFileSync(join(folder, name), "utf8"));
    expect(textsIn(second)).toEqual(textsIn(first));
  });

  it("leaves out an image that cannot be built for the platform, and says so", () => {
    const folder = scratch();
    expect(run(["jdk-17", "jars-rapids", "--platform", "linux/arm64", "--out", folder])).toEqual({
      status: 1,
      stdout: `3 documents of 1 image in ${folder}\n`,
      stderr: "left out: spark-k8s-jars-rapids:latest: rapids-4-spark_2.13 is pinned for linux/amd64 only\n",
    });
  });

  it("writes the documents of another matrix, whose VEX says what a change has resolved, in which jar, and why", () => {
    const folder = scratch();
    const args = ["spark-3.5.8-core", "--project", "examples/jar-surgery", "--out", folder];
    expect(run(args)).toEqual({ status: 0, stdout: `3 documents of 1 image in ${folder}\n`, stderr: "" });
    const { vulnerabilities } = JSON.parse(
      readFileSync(join(folder, "spark-3.5.8-core.vex.cdx.json"), "utf8"),
    ) as {
      vulnerabilities: {
        id: string;
        analysis: { state: string; detail: string };
        affects: { ref: string }[];
      }[];
    };
    const statements = vulnerabilities.filter(({ id }) => id === "CVE-2025-48924");
    expect(
      statements.map(({ analysis, affects }) => [
        decodeURIComponent(affects[0]?.ref ?? "")
          .split("/")
          .at(-1),
        analysis.state,
        analysis.detail,
      ]),
    ).toEqual([
      [
        "commons-lang-2.6.jar",
        "in_triage",
        "This version is affected. Whether the vulnerability can be exploited in this image has not been examined.",
      ],
      [
        "commons-lang3-3.18.0.jar",
        "resolved",
        "commons-lang3-3.18.0.jar is in the place of the distribution's commons-lang3-3.12.0.jar: a very long class name overflows the stack of ClassUtils.getClass.",
      ],
    ]);
  });

  it("bears the date of SOURCE_DATE_EPOCH", () => {
    const folder = scratch();
    run(["jdk-17", "--out", folder], { SOURCE_DATE_EPOCH: "86400" });
    const { creationInfo } = JSON.parse(readFileSync(join(folder, "jdk-17.spdx.json"), "utf8"));
    expect(creationInfo.created).toBe("1970-01-02T00:00:00Z");
  });

  it("refuses a name that no image has, with exit code 2, and writes nothing", () => {
    const folder = scratch();
    const { status, stderr } = run(["jdk", "--out", folder]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^IMAGE: found "jdk", allowed: jdk-17, .*, or an image's reference\.\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("prints how it is called", () => {
    expect(run(["--help"])).toEqual({ status: 0, stdout: USAGE, stderr: "" });
  });
});

describe("its command line", () => {
  it("asks for every image on linux/amd64, into sbom, by default", () => {
    expect(parseCommandLine([])).toEqual({
      names: [],
      out: "sbom",
      project: ".",
      platform: "amd64",
      asksForHelp: false,
    });
  });

  it.each([
    [["--platform", "arm64"], '--platform: found "arm64", allowed: linux/amd64, linux/arm64.'],
    [["--format", "x"], "Unknown option '--format'"],
  ])("refuses %j", (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(message);
  });

  it.each(["now", "-1", "1e9"])("refuses the SOURCE_DATE_EPOCH %j", (epoch) => {
    expect(() => parseEpoch(epoch)).toThrow(
      `SOURCE_DATE_EPOCH: found "${epoch}", allowed: whole seconds since 1970.`,
    );
  });
});

describe("the images that names stand for", () => {
  const select = (...names: string[]) =>
    selectInventories(inventoriesOf(), names).map(({ variant }) => variant.reference);

  it("are all variants of a folder, or the one with a reference", () => {
    expect(select("jars-iceberg", "spark-k8s-python-deps:latest-gpu")).toEqual([
      "spark-k8s-python-deps:latest-gpu",
      "spark-k8s-jars-iceberg:latest",
      "spark-k8s-jars-iceberg:latest-spark-3.5",
    ]);
  });

  it("are all images where no name is given", () => {
    expect(select()).toEqual(inventoriesOf().map(({ variant }) => variant.reference));
  });

  it("are none where nobody has the name", () => {
    expect(() => select("jdk-17", "jdk")).toThrow(
      'IMAGE: found "jdk", allowed: jdk-17, python-3.10, cuda-12.1, spark-3.5.8-core, spark-4.1.1-core, python-deps, jdbc-drivers, jars-rapids, jars-iceberg, spark-3.5.8-jdk17, spark-4.1.1-jdk17, spark-4.1.1-jdk17-gpu, or an image\'s reference.',
    );
  });
});
