import { spawnSync } from "node:child_process";
import { describe, expect, it, test } from "vitest";
import { parseCommandLine, USAGE } from "../../commands/explain/command-line";
import { formatExplanation, formatImages } from "../../commands/explain/text";
import { gather } from "../../src/explain/evidence";
import { explain } from "../../src/explain/explain";
import type { Explanation, PartExplanation } from "../../src/explain/explanation";
import { listImages, selectImage } from "../../src/explain/select";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { InputError } from "../../src/model/problem";
import { UsageError } from "../../src/model/usage-error";
import { FIXTURE_ARGUMENTS } from "../fixture-project/fixture-project";
import { EVIDENCE } from "../generator/facts";
import { type Files, ROOT, sources } from "../generator/fixture";

/** Facts of a small world: what a test expects does not change with the project's own. */
const WORLD = {
  ...KNOWLEDGE,
  iceberg: {
    ...KNOWLEDGE.iceberg,
    newest: [{ release: "1.13.0", ...EVIDENCE }],
    runtimes: [
      { line: "3.5", scala: ["2.12"], first: "1.4.0", last: null, ...EVIDENCE },
      { line: "4.1", scala: ["2.13"], first: "1.11.0", last: null, ...EVIDENCE },
    ],
    java: [{ from: "1.11.0", java: 17, ...EVIDENCE }],
  },
  rapids: {
    ...KNOWLEDGE.rapids,
    releases: [
      { release: "26.08", spark: { "2.13": ["4.1.1", "4.1.2", "4.1.3", "4.2.0"] }, ...EVIDENCE },
      { release: "26.10", spark: { "2.13": ["4.1.2"] }, ...EVIDENCE },
    ],
    needs: [{ release: "26.08", driver: "525", glibc: "2.28", ...EVIDENCE }],
  },
  spark: {
    ...KNOWLEDGE.spark,
    java: ["3.5", "4.1", "4.2"].map((line) => ({ line, lowest: 11, highest: 17, ...EVIDENCE })),
    python: ["3.5", "4.1", "4.2"].map((line) => ({ line, lowest: "3.10", highest: null, ...EVIDENCE })),
    bundled: [{ line: "4.1", versions: ["4.1.0", "4.1.1"], hadoop: "3.4.2", py4j: "0.10.9.9", ...EVIDENCE }],
    s3a: [
      {
        hadoop: "3.4.2",
        jars: ["org.apache.hadoop:hadoop-aws:3.4.2", "software.amazon.awssdk:bundle:2.29.52"],
        ...EVIDENCE,
      },
    ],
    scala: [
      { line: "3.5", scala: ["2.12"], ...EVIDENCE },
      { line: "4.1", scala: ["2.13"], ...EVIDENCE },
      { line: "4.2", scala: ["2.13"], ...EVIDENCE },
    ],
  },
  python: {
    ...KNOWLEDGE.python,
    pyspark: [
      { line: "3.5", packages: { pandas: ">=1.0.5,<3" }, ...EVIDENCE },
      { line: "4.1", packages: { pandas: ">=2.2.0,<3" }, ...EVIDENCE },
      { line: "4.2", packages: { pandas: ">=2.2.0,<3" }, ...EVIDENCE },
    ],
    ceilings: [{ python: "3.10", package: "pandas", range: "<2.4", ...EVIDENCE }],
    endOfLife: [{ python: "3.10", ends: "2026-10-31", ...EVIDENCE }],
  },
  jdbc: { ...KNOWLEDGE.jdbc, vulnerabilities: [] },
} as unknown as typeof KNOWLEDGE;

const explained = (name: string, edit?: (files: Files) => void): Explanation =>
  explain(gather(sources(edit), WORLD), name);

function part(name: string, image: string, edit?: (files: Files) => void): PartExplanation {
  const found = explained(image, edit).parts.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no part ${name} in ${image}`);
  return found;
}

/** Where a text first stands in one of the two files: FILE:LINE:COLUMN. */
function at(file: "matrix" | "lock", wanted: string): string {
  const { text } = sources()[file];
  const before = text.slice(0, text.indexOf(wanted)).split("\n");
  return `${file}.json:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
const SPARK = at("matrix", '"4.1.1"\n  ],\n  "jdbc"');
const RUNTIME = at("matrix", '"spark": [\n        "4.1.1"');
const RUNTIME_SPARK = at("matrix", '"4.1.1"\n      ],\n      "variant"');
const LOCKED = at("lock", '"4.1.1": {\n      "file": "spark-4.1.1');

const row = (file: string, what: string): string =>
  `(compatibility/${file}.json, ${what}: ${EVIDENCE.source})`;
const moves = ({ moves: all }: PartExplanation) =>
  all.map(({ to, outcome }) => `${to.join(", ")}: ${outcome}`);

describe("the Spark of a runtime", () => {
  const gpu = part("Apache Spark", "spark-4.1.1-jdk17-gpu");

  it("comes from its place in the matrix, from the runtime that names it and from the lock", () => {
    expect(gpu.from).toEqual([
      { at: SPARK, path: "$.spark[1]", says: '"4.1.1"' },
      { at: RUNTIME, path: "$.runtimes[1].spark", says: "a runtime for this Spark" },
      {
        at: LOCKED,
        path: '$.spark["4.1.1"]',
        says: "spark-4.1.1-bin-hadoop3.tgz, unverified checksum as it was published (a page)",
      },
    ]);
  });

  it("is bound by the rows about its Java, its Python and the layers of this runtime, and by no other layer", () => {
    expect(gpu.boundBy).toEqual([
      { says: "Spark 4.1 runs on Java 11 to 17; the matrix has 17", source: row("spark", "java of 4.1") },
      { says: "PySpark 4.1 needs Python 3.10 or newer", source: row("spark", "python of 4.1") },
      {
        says: "RAPIDS 26.08.1 on Scala 2.13 has a shim for Spark 4.2.0, 4.1.3, 4.1.2, 4.1.1 alone",
        source: row("rapids", "release 26.08"),
      },
    ]);
    const says = part("Apache Spark", "spark-4.1.1-jdk17").boundBy.map((bound) => bound.says);
    expect(says).toContain("Iceberg 1.12.0 has a runtime for Spark 4.1 on Scala 2.13");
    expect(says.join()).not.toContain("RAPIDS");
  });

  it("could move to what is locked at once, to what is known after npx projen lock, and not to what a rule refuses", () => {
    expect(gpu.moves.map(({ to, outcome, says }) => [to, outcome, says])).toEqual([
      [["3.5.8"], "refused", expect.stringContaining('"jars-rapids" with Spark 3.5.8 on Scala 2.12')],
      [
        ["4.1.0"],
        "refused",
        expect.stringContaining(
          'found "jars-rapids" with Spark 4.1.0 on Scala 2.13, which RAPIDS 26.08 has no shim for; allowed: Spark 4.2.0, 4.1.3, 4.1.2, 4.1.1',
        ),
      ],
      [
        ["4.1.2"],
        "ready",
        `write it at ${SPARK} $.spark[1], ${RUNTIME_SPARK} $.runtimes[1].spark[0], then npx projen`,
      ],
      [
        ["4.1.3"],
        "lock",
        `write it at ${SPARK} $.spark[1], ${RUNTIME_SPARK} $.runtimes[1].spark[0], then npx projen lock`,
      ],
      [["4.2.0"], "refused", expect.stringContaining('"jars-iceberg" 1.12.0 with Spark 4.2.0')],
    ]);
  });

  it("that is made for every Spark of the matrix has the others beside it", () => {
    expect(moves(part("Apache Spark", "spark-4.1.1-jdk17"))[0]).toBe("3.5.8: there");
    expect(moves(part("Apache Spark", "spark-4.1.1-core"))[0]).toBe("3.5.8: there");
  });

  it("could be another of the matrix in a runtime that lists its Sparks", () => {
    const edit = ({ matrix }: Files) => {
      matrix.spark.push("4.1.2");
    };
    const first = part("Apache Spark", "spark-4.1.1-jdk17-gpu", edit).moves.find(
      ({ outcome }) => outcome === "ready",
    );
    expect([first?.to, first?.says]).toEqual([
      ["4.1.2"],
      expect.stringMatching(/^write it at \S+ \$\.runtimes\[1\]\.spark\[0\], then npx projen$/),
    ]);
  });

  it("that leads to an artifact that no checksum is known of says so, and what to do", () => {
    const releases = [{ ...WORLD.rapids.releases[0], spark: { "2.12": ["3.5.8"], "2.13": ["4.1.1"] } }];
    const unpinned = [{ package: "com.nvidia:rapids-4-spark_2.12", from: "25.12", ...EVIDENCE }];
    const knowledge = { ...WORLD, rapids: { ...WORLD.rapids, releases, unpinned } } as typeof KNOWLEDGE;
    const { parts } = explain(gather(sources(), knowledge), "spark-4.1.1-jdk17-gpu");
    const [move] = parts.find(({ name }) => name === "Apache Spark")?.moves ?? [];
    expect([move?.to, move?.outcome, move?.says]).toEqual([
      ["3.5.8"],
      "lock",
      `write it at ${RUNTIME_SPARK} $.runtimes[1].spark[0], then npx projen lock; but com.nvidia:rapids-4-spark_2.12:26.08.1 is not locked, and no checksum of it is known ${row("rapids", "unpinned com.nvidia:rapids-4-spark_2.12")}: take Spark 4.1.1, or \`npx projen lock\` where a repository answers with it: once lock.json holds it, it works`,
    ]);
  });

  it("brings its Scala, its Hadoop client and its Py4J, which move with it", () => {
    expect(part("Scala", "spark-4.1.1-core")).toEqual({
      name: "Scala",
      version: "2.13",
      from: [
        {
          at: at(
            "lock",
            '"scala": "2.13",\n      "hadoop": "3.4.2",\n      "py4j": "0.10.9.9",\n      "license": "Apache-2.0",\n      "verified": {\n        "by": "published",\n        "source": "a page"\n      }\n    },\n    "4.1.2"',
          ),
          path: '$.spark["4.1.1"].scala',
          says: "the Scala of spark-4.1.1-bin-hadoop3.tgz",
        },
      ],
      boundBy: [{ says: "Spark 4.1 is published for Scala 2.13", source: row("spark", "scala of 4.1") }],
      moves: [{ to: [], outcome: "with", says: "comes with Spark 4.1.1 and moves with it", problems: [] }],
    });
    expect(part("Hadoop client", "spark-4.1.1-core").boundBy).toEqual([
      { says: "Spark 4.1.0, 4.1.1 brings 3.4.2", source: row("spark", "bundled of 4.1") },
    ]);
    expect(part("Py4J", "spark-4.1.1-core").version).toBe("0.10.9.9");
  });
});

describe("a Python package", () => {
  it("comes from its requirement and the lock, is bound by both PySparks and its Python, and moves within its bounds", () => {
    const { from, boundBy, moves: all } = part("pandas", "spark-4.1.1-jdk17");
    expect(from.map(({ path, says }) => [path, says])).toEqual([
      ["$.python.base[0]", '"pandas>=2.2,<3"'],
      ['$.wheels["3.10"].pandas', "in the groups base, gpu; required by cudf-cu12"],
    ]);
    expect(boundBy).toEqual([
      { says: "pandas>=2.2,<3", source: `${at("matrix", '"pandas>=2.2')} $.python.base[0]` },
      { says: "PySpark 3.5 works with pandas>=1.0.5,<3", source: row("python", "pyspark 3.5") },
      { says: "PySpark 4.1 works with pandas>=2.2.0,<3", source: row("python", "pyspark 4.1") },
      { says: "pandas<2.4 has wheels for Python 3.10", source: row("python", "ceiling of pandas on 3.10") },
    ]);
    expect(all.map(({ to, outcome, says }) => [to, outcome, says])).toEqual([
      [["pandas>=2.2,<3"], "lock", "npx projen lock --upgrade pandas"],
      [
        ["pandas>=3"],
        "refused",
        expect.stringContaining("found pandas 3 or newer with Spark 3.5; allowed: "),
      ],
    ]);
  });

  it("that only another package requires says which", () => {
    const numpy = part("numpy", "spark-4.1.1-jdk17");
    expect(numpy.isBrief).toBe(true);
    expect(numpy.from.map(({ says }) => says)).toEqual([
      "in the groups base, gpu, iceberg; required by pandas",
    ]);
  });

  it("is told of the groups of the variant that is asked about", () => {
    const names = (image: string) => explained(image).parts.map(({ name }) => name);
    expect(names("python-deps-iceberg")).toContain("pyiceberg");
    expect(names("python-deps-iceberg")).not.toContain("cudf-cu12");
    expect(names("python-deps")).toEqual(expect.arrayContaining(["pyiceberg", "cudf-cu12"]));
    expect(names("spark-k8s-python-deps:latest")).not.toContain("pyiceberg");
  });
});

describe("the other parts", () => {
  it("Debian could move to a release whose Java runs every Spark, and says which fact is missing otherwise", () => {
    const debian = part("Debian", "jdk-17");
    expect(debian.from.map(({ path, says }) => [path, says])).toEqual([
      ["$.debian.release", '"bookworm"'],
      ["$.debian.image", '"debian:bookworm-slim", the image that it comes from'],
      ["$.debian.snapshot", "none: packages are not pinned, a build takes the newest ones"],
    ]);
    const [move] = debian.moves;
    expect([move?.to[0], move?.outcome]).toEqual(["trixie with Java 21", "unknown"]);
    expect(move?.says).toMatch(/^found 21 with Spark 3\.5, of which nothing is known; allowed: /);
  });

  it("Java has a default from the schema", () => {
    expect(part("OpenJDK", "jdk-17").from[1]).toEqual({
      at: "schema/matrix.schema.json",
      path: "$.java.package",
      says: '"jre-headless", the default',
    });
    const edit = ({ matrix }: Files) => (matrix.java.package = "jdk-headless");
    expect(part("OpenJDK", "jdk-17", edit).from[1]?.says).toBe('"jdk-headless"');
  });

  it("Java says whether cores have an archive of classes, by whom it is decided, and what it was tried with", () => {
    const told = (value: boolean | undefined) =>
      part("OpenJDK", "jdk-17", ({ matrix }) => (matrix.java.classDataSharing = value));
    expect(told(true).from[2]?.says).toBe("true, Spark cores have an archive of classes");
    expect(told(false).from[2]?.says).toBe("false, Spark cores have no archive of classes");
    expect(told(undefined).from[2]).toEqual({
      at: "schema/matrix.schema.json",
      path: "$.java.classDataSharing",
      says: "true, the default, Spark cores have an archive of classes",
    });
    const bounds = (shares: boolean | undefined) =>
      told(shares)
        .boundBy.map(({ says }) => says)
        .filter((says) => says.startsWith("Class-data"));
    expect(bounds(true)).toEqual([
      "Class-data sharing was tried with Spark 3.5 on Java 17",
      "Class-data sharing was tried with Spark 4.1 on Java 17",
    ]);
    expect(bounds(undefined)).toEqual(bounds(true));
    expect(bounds(false)).toEqual([]);
  });

  it("a Python that the lock lacks needs the lock", () => {
    const edit = ({ lock }: Files) => delete lock.wheels["3.11"];
    const world = { ...WORLD.python.endOfLife[0], python: "3.11" };
    const knowledge = { ...WORLD, python: { ...WORLD.python, endOfLife: [world] } } as typeof KNOWLEDGE;
    const { parts } = explain(gather(sources(edit), knowledge), "python-3.10");
    expect(moves(parts[1] as PartExplanation)).toEqual(["3.11: lock"]);
  });

  it("a driver could move to the version without known vulnerabilities, and to any other", () => {
    const fixed = {
      package: "org.postgresql:postgresql",
      affectedFrom: null,
      fixed: ["42.7.2"],
      ...EVIDENCE,
    };
    const knowledge = { ...WORLD, jdbc: { ...WORLD.jdbc, vulnerabilities: [fixed as never] } };
    const { parts } = explain(gather(sources(), knowledge), "jdbc-drivers");
    expect(parts.at(-1)?.name).toBe("JDBC driver of PostgreSQL");
    expect(moves(parts.at(-1) as PartExplanation)).toEqual(["42.7.2: lock", "another version: lock"]);
  });

  it("the jars of s3a:// are bound by the Hadoop of the Spark and move with it", () => {
    const edit = ({ matrix, lock }: Files) => {
      matrix.runtimes.push({ spark: ["4.1.1"], variant: "s3a", layers: ["jars-hadoop-aws"] });
      for (const key of ["org.apache.hadoop:hadoop-aws:3.4.2", "software.amazon.awssdk:bundle:2.29.52"]) {
        const [, artifact, version] = key.split(":");
        const jar = lock.jars["org.postgresql:postgresql:42.7.1"];
        lock.jars[key] = { ...jar, file: `${artifact}-${version}.jar` };
      }
    };
    const jar = part("org.apache.hadoop:hadoop-aws", "spark-4.1.1-jdk17-s3a", edit);
    expect(jar.version).toBe("3.4.2");
    expect(jar.boundBy.map(({ says }) => says)).toEqual([
      expect.stringMatching(
        /^Hadoop 3\.4\.2, which Spark .* brings, goes with org\.apache\.hadoop:hadoop-aws:3\.4\.2, /,
      ),
    ]);
    expect(jar.moves.map(({ says }) => says)).toEqual([
      expect.stringMatching(/^comes with the Hadoop 3\.4\.2 of Spark .* and moves with it$/),
    ]);
  });

  it("Iceberg tells the runtime jar of the Spark that is asked about", () => {
    const jars = (image: string) => part("Apache Iceberg", image).from.map(({ path }) => path);
    const [place, old, young, bundle] = [
      "$.iceberg.version",
      '$.jars["org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.12.0"]',
      '$.jars["org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0"]',
      '$.jars["org.apache.iceberg:iceberg-aws-bundle:1.12.0"]',
    ];
    expect(jars("spark-3.5.8-jdk17")).toEqual([place, old, bundle]);
    expect(jars("jars-iceberg-spark-3.5")).toEqual([place, old, bundle]);
    expect(jars("spark-k8s-jars-iceberg:latest")).toEqual([place, young, bundle]);
    expect(jars("jars-iceberg")).toEqual([place, old, young, bundle]);
    expect(moves(part("Apache Iceberg", "jars-iceberg"))).toEqual(["1.4.0: refused", "1.11.0, 1.13.0: lock"]);
  });

  it("RAPIDS could move to a release with a shim for every Spark that has it", () => {
    expect(moves(part("RAPIDS Accelerator", "jars-rapids"))).toEqual(["26.10.0: refused"]);
  });

  it("CUDA comes with its image", () => {
    expect(part("CUDA", "cuda-12.1").from.map(({ path }) => path)).toEqual([
      "$.cuda.version",
      "$.cuda.image",
    ]);
  });
});

test("every image of the matrix has an explanation, by each of its names", () => {
  const { project } = gather(sources());
  for (const { name, path, variants } of project.folders) {
    for (const asked of [name, path, ...variants.map(({ reference }) => reference)]) {
      const { folder, parts } = explained(asked);
      expect.soft([asked, folder]).toEqual([asked, path]);
      expect.soft(parts.filter(({ from }) => from.length === 0)).toEqual([]);
    }
  }
});

test("an image that is none is refused with the nearest names", () => {
  expect(() => explained("spark-4.1.1-jdk18")).toThrow(
    new UsageError(
      'IMAGE: found "spark-4.1.1-jdk18", which is no image of this matrix; nearest: spark-4.1.1-jdk17, spark-3.5.8-jdk17, spark-4.1.1-core, spark-4.1.1-jdk17-gpu, spark-3.5.8-core.',
    ),
  );
});

test("a matrix with problems is refused with all of them", () => {
  expect(() => gather(sources(({ matrix }) => (matrix.spark = ["3.5"])))).toThrow(InputError);
});

test("people read a paragraph for each part, and a line for each package that only others require", () => {
  const text = formatExplanation(explained("python-deps-iceberg"));
  expect(text.slice(0, text.indexOf("Debian"))).toBe(`spark-k8s-python-deps:latest-iceberg
docker/docker-intermediate/python-deps
Pinned wheels for PySpark jobs, each group in a directory of its own, and PySpark 4.1.1 without its jars

`);
  expect(text).toContain(`
pyiceberg 0.12.0
  from       ${at("matrix", '"pyiceberg"')} $.python.iceberg[0]: "pyiceberg"
             ${at("lock", '"pyiceberg"')} $.wheels["3.10"].pyiceberg: in the groups iceberg
  moves      another pyiceberg: npx projen lock --upgrade pyiceberg
`);
  expect(text).toContain(`
Packages that those require (npx projen lock --upgrade NAME moves one)
  numpy 1.26.4  ${at("lock", '"numpy"')}: in the groups base, gpu, iceberg; required by pandas
`);
});

test("two images are refused", () => {
  expect(() => parseCommandLine(["a", "b"])).toThrow(
    new UsageError("IMAGE: found 2 of them, allowed: one image, or none."),
  );
});

test("without a name the images are listed, each by a name that is understood", () => {
  const { project } = gather(sources(({ matrix }) => (matrix.images.tag = "1.0")));
  const images = listImages(project);
  expect(formatImages(images)).toBe(`jdk-17                   spark-k8s-jdk-17:1.0
python-3.10              spark-k8s-python-3.10:1.0
cuda-12.1                spark-k8s-cuda-12.1:1.0
spark-3.5.8-core         spark-k8s-spark-3.5.8-core:1.0
spark-4.1.1-core         spark-k8s-spark-4.1.1-core:1.0
python-deps              spark-k8s-python-deps:1.0
python-deps-gpu          spark-k8s-python-deps:1.0-gpu
python-deps-iceberg      spark-k8s-python-deps:1.0-iceberg
python-deps-gpu-iceberg  spark-k8s-python-deps:1.0-gpu-iceberg
jdbc-drivers             spark-k8s-jdbc-drivers:1.0
jars-rapids              spark-k8s-jars-rapids:1.0
jars-iceberg             spark-k8s-jars-iceberg:1.0
jars-iceberg-spark-3.5   spark-k8s-jars-iceberg:1.0-spark-3.5
spark-3.5.8-jdk17        spark-k8s-spark-3.5.8-jdk17:1.0
spark-4.1.1-jdk17        spark-k8s-spark-4.1.1-jdk17:1.0
spark-4.1.1-jdk17-gpu    spark-k8s-spark-4.1.1-jdk17-gpu:1.0
`);
  for (const { name, reference } of images)
    expect(selectImage(project, name).variants.map((variant) => variant.reference)).toContain(reference);
});

describe("the command", () => {
  const run = (...args: string[]) => {
    const options = { cwd: ROOT, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
    return { status, stdout, stderr };
  };
  const command = (...args: string[]) => run("--require", "tsx/cjs", "commands/explain/explain.ts", ...args);

  it("prints JSON and nothing else, also through projen", () => {
    const direct = command("jdk-17", "--json", ...FIXTURE_ARGUMENTS);
    const explanation = JSON.parse(direct.stdout) as Explanation;
    expect([direct.status, direct.stderr, explanation.parts.map(({ name }) => name)]).toEqual([
      0,
      "",
      ["Debian", "OpenJDK"],
    ]);
    const { status, stdout } = run(
      "node_modules/projen/bin/projen",
      "explain",
      "jdk-17",
      "--json",
      ...FIXTURE_ARGUMENTS,
    );
    expect([status, stdout]).toEqual([0, direct.stdout]);
  });

  it("ends a wrong call with 2 and one line, whatever the name holds", () => {
    const { status, stdout, stderr } = command("$(id) \u001b[31m", ...FIXTURE_ARGUMENTS);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^IMAGE: found "\$\(id\) \\u001b\[31m", which is no image of this matrix; nearest: .*\.\n$/,
    );
  });

  it("lists the images without a name, as text and as JSON", () => {
    const [text, json] = [command(...FIXTURE_ARGUMENTS), command("--json", ...FIXTURE_ARGUMENTS)];
    expect([text.status, text.stderr, json.status, json.stderr]).toEqual([0, "", 0, ""]);
    const images = JSON.parse(json.stdout) as { name: string; reference: string }[];
    expect(text.stdout).toBe(formatImages(images));
  });

  it("explains itself", () => {
    expect(command("--help")).toEqual({ status: 0, stdout: USAGE, stderr: "" });
  });
});
