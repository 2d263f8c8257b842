import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { type Files, ROOT, problems } from "./fixture";

const KEYS =
  "images, mirrors, debian, java, python, cuda, spark, jdbc, iceberg, rapids, hadoopAws, jarSurgery, keep, runtimes, deploy, workflow, accept";
const URL =
  "an https URL, or http on the loopback host, of letters, digits and -._~/:%+, without credentials and a trailing slash, such as https://mirror.example.com/maven2";
const SPARK = "a Spark version, major.minor.patch, such as 3.5.8";

const cases: [string, (files: Files) => void, string[]][] = [
  [
    "an unknown key",
    ({ matrix }) => (matrix.flavour = 1),
    [
      `matrix.json $.flavour: found the unknown key "flavour"; allowed: the keys ${KEYS}; fix: remove the key "flavour"`,
    ],
  ],
  [
    "a misspelt key, whose value is checked as well",
    ({ matrix }) => {
      matrix.sprak = [...matrix.spark, "3.5"];
      delete matrix.spark;
    },
    [
      `matrix.json $.sprak: found the unknown key "sprak"; allowed: the keys ${KEYS}; fix: write "spark"`,
      `matrix.json $.sprak[2]: found "3.5"; allowed: ${SPARK}; fix: write it as in 3.5.8`,
    ],
  ],
  [
    "a missing key",
    ({ matrix }) => delete matrix.java,
    ['matrix.json $.java: found nothing; allowed: The Java of every image; fix: add the key "java"'],
  ],
  [
    "a number for a version",
    ({ matrix }) => (matrix.jdbc.postgresql = 42),
    [
      "matrix.json $.jdbc.postgresql: found 42; allowed: string: a Maven version of letters, digits, '.', '-' and '_', such as 42.7.1; fix: write it in quotes, \"42\"",
    ],
  ],
  [
    "numbers for versions, whose last zero is lost",
    (files) => {
      const { matrix } = files;
      matrix.python.version = 3.1;
      matrix.spark[1] = 4.1;
      matrix.runtimes[1].spark = 4.1;
      files.matrix = JSON.stringify(matrix).replace("3.1,", "3.10,").replace("4.1]", "4.1000]");
    },
    [
      'matrix.json $.python.version: found 3.1; allowed: a Python version, major.minor, such as 3.10, or a list of them; fix: write it in quotes, "3.10"; as a number it is 3.1',
      `matrix.json $.spark[1]: found 4.1; allowed: string: ${SPARK}; fix: write it in quotes, "4.1000"; as a number it is 4.1`,
      'matrix.json $.runtimes[1].spark: found 4.1; allowed: "all" or a list of Spark versions of this matrix; fix: write it in quotes, in a list: ["4.1"]',
    ],
  ],
  [
    "text for a number and for a choice",
    ({ matrix, lock }) => {
      matrix.java.version = "17";
      matrix.workflow = "true";
      lock.pyspark["4.1.1"].size = "1";
    },
    [
      'matrix.json $.java.version: found "17"; allowed: integer: a Java feature release, such as 17; fix: write it without quotes, 17',
      'matrix.json $.workflow: found "true"; allowed: boolean: true or false; fix: write it without quotes, true',
      'lock.json $.pyspark["4.1.1"].size: found "1"; allowed: integer or null: a number of bytes from 1 to 9007199254740991, or null where no source states it; fix: write it without quotes, 1',
    ],
  ],
  [
    "a malformed Spark version in a runtime",
    ({ matrix }) => (matrix.runtimes[1].spark = ["4.1"]),
    [`matrix.json $.runtimes[1].spark[0]: found "4.1"; allowed: ${SPARK}; fix: write it as in 3.5.8`],
  ],
  [
    "a runtime for neither all nor a list",
    ({ matrix }) => (matrix.runtimes[1].spark = "some"),
    [
      'matrix.json $.runtimes[1].spark: found "some"; allowed: "all" or a list of Spark versions of this matrix; fix: write one of the allowed values',
    ],
  ],
  [
    "a Java that is no feature release",
    ({ matrix }) => (matrix.java.version = 17.5),
    [
      "matrix.json $.java.version: found 17.5; allowed: integer: a Java feature release, such as 17; fix: write integer, not a number",
    ],
  ],
  [
    "a mirror with credentials",
    ({ matrix }) => (matrix.mirrors = { maven: "https://user:secret@maven.example.com" }),
    [
      `matrix.json $.mirrors.maven: found "https://…@maven.example.com"; allowed: ${URL}; fix: write it as in https://mirror.example.com/maven2`,
    ],
  ],
  [
    "a misspelt key under a misspelt key, whose value is checked as well",
    ({ matrix }) => {
      matrix.runtimse = [{ spark: "all", layres: ["python"] }];
      delete matrix.runtimes;
    },
    [
      `matrix.json $.runtimse: found the unknown key "runtimse"; allowed: the keys ${KEYS}; fix: write "runtimes"`,
      'matrix.json $.runtimse[0].layres: found the unknown key "layres"; allowed: the keys spark, variant, python, pythonGroups, layers; fix: write "layers"',
      'matrix.json $.runtimse[0].layres[0]: found "python"; allowed: a layer: python-deps, jdbc-drivers, jars-hadoop-aws, jars-iceberg or jars-rapids ("python-deps", "jdbc-drivers", "jars-hadoop-aws", "jars-iceberg", "jars-rapids"); fix: write one of the allowed values',
    ],
  ],
  [
    "a mirror without TLS beyond the loopback host",
    ({ matrix }) =>
      (matrix.mirrors = { maven: "http://maven.example.com", apache: "http://127.0.0.1:8080/a" }),
    [
      `matrix.json $.mirrors.maven: found "http://maven.example.com"; allowed: ${URL}; fix: write it as in https://mirror.example.com/maven2`,
    ],
  ],
  [
    "a mirror in the file system",
    ({ matrix }) => (matrix.mirrors = { maven: "file:///srv/maven" }),
    [
      `matrix.json $.mirrors.maven: found "file:///srv/maven"; allowed: ${URL}; fix: write it as in https://mirror.example.com/maven2`,
    ],
  ],
  [
    "a version that cannot be compared",
    ({ matrix, lock }) => {
      matrix.spark.push("3.5.08");
      lock.wheels["3.10"].pandas.version = "1..x";
    },
    [
      `matrix.json $.spark[2]: found "3.5.08"; allowed: ${SPARK}; fix: write it as in 3.5.8`,
      'lock.json $.wheels["3.10"].pandas.version: found "1..x"; allowed: a PEP 440 version, such as 2.3.3 or 2.9.0.post0; fix: write it as in 2.3.3 or 2.9.0.post0',
    ],
  ],
  [
    "a checksum that is too short",
    ({ lock }) => (lock.spark["3.5.8"].sha512 = "abc"),
    [
      'lock.json $.spark["3.5.8"].sha512: found "abc"; allowed: 128 lower-case hexadecimal digits; fix: write one of the allowed values',
    ],
  ],
  [
    "a published figure without its source",
    ({ lock }) => (lock.jars["org.postgresql:postgresql:42.7.1"].verified = { by: "published" }),
    [
      'lock.json $.jars["org.postgresql:postgresql:42.7.1"].verified.source: found nothing; allowed: Where the figure was published; fix: add the key "source"',
    ],
  ],
];

describe("the schemas", () => {
  it.each(["matrix", "lock"])(
    "of the %s keeps to JSON Schema 2020-12, without a misspelt keyword",
    (name) => {
      const ajv = new Ajv({ strict: true, allowUnionTypes: true });
      ajv.addVocabulary(["x-allowed"]);
      const schema = JSON.parse(readFileSync(join(ROOT, "schema", `${name}.schema.json`), "utf8")) as object;
      expect(ajv.validateSchema(schema)).toBe(true);
      expect(() => ajv.compile(schema)).not.toThrow();
    },
  );

  it.each(cases)("refuse %s", (_what, edit, expected) => {
    expect(problems(edit)).toEqual(expected);
  });

  it("accept the small matrix and lock", () => {
    expect(problems(() => {})).toEqual([]);
  });

  it("report every problem of both files in one run, in the order of the files", () => {
    const paths = problems(({ matrix, lock }) => {
      matrix.flavour = 1;
      matrix.images.tag = "a b";
      matrix.spark.push("3.5.8", "x");
      matrix.runtimes[1].layers.push("jars-delta");
      lock.jars["org.postgresql:postgresql:42.7.1"].size = -1;
      delete lock.spark["4.1.1"].py4j;
    }).map((line) => line.split(": ")[0]);
    expect(paths).toEqual([
      "matrix.json $.images.tag",
      "matrix.json $.spark[2]",
      "matrix.json $.spark[3]",
      "matrix.json $.runtimes[1].layers[2]",
      "matrix.json $.flavour",
      'lock.json $.spark["4.1.1"].py4j',
      'lock.json $.jars["org.postgresql:postgresql:42.7.1"].size',
    ]);
  });

  it.each([[[]], [null], ["text"], [42], [true]])(
    "refuse %j as a whole matrix, and say what it should be",
    (value) => {
      const [line] = problems((files) => (files.matrix = JSON.stringify(value)));
      expect(line).toMatch(/^matrix\.json \$: found .*; allowed: object: Matrix; fix: write object, not /);
    },
  );
});

/** Where a person writes text that ends up in a Dockerfile, a script or a document. */
const texts: [string, (files: Files, value: string) => void][] = [
  ["$.images.registry", ({ matrix }, value) => (matrix.images.registry = value)],
  ["$.images.namePrefix", ({ matrix }, value) => (matrix.images.namePrefix = value)],
  ["$.images.tag", ({ matrix }, value) => (matrix.images.tag = value)],
  ["$.images.source", ({ matrix }, value) => (matrix.images.source = value)],
  ["$.images.syntax", ({ matrix }, value) => (matrix.images.syntax = value)],
  ["$.mirrors.apache", ({ matrix }, value) => (matrix.mirrors = { apache: value })],
  ["$.mirrors.pythonIndex", ({ matrix }, value) => (matrix.mirrors = { pythonIndex: value })],
  ["$.debian.release", ({ matrix }, value) => (matrix.debian.release = value)],
  ["$.debian.image", ({ matrix }, value) => (matrix.debian.image = value)],
  ["$.cuda.version", ({ matrix }, value) => (matrix.cuda.version = value)],
  ["$.cuda.image", ({ matrix }, value) => (matrix.cuda.image = value)],
  ["$.python.version", ({ matrix }, value) => (matrix.python.version = value)],
  ["$.python.base[0]", ({ matrix }, value) => (matrix.python.base[0] = value)],
  ["$.spark[0]", ({ matrix }, value) => (matrix.spark[0] = value)],
  ["$.jdbc.postgresql", ({ matrix }, value) => (matrix.jdbc.postgresql = value)],
  ["$.iceberg.version", ({ matrix }, value) => (matrix.iceberg.version = value)],
  ["$.rapids.version", ({ matrix }, value) => (matrix.rapids.version = value)],
  ["$.runtimes[1].variant", ({ matrix }, value) => (matrix.runtimes[1].variant = value)],
  ['$.python["3.10"].license', ({ lock }, value) => (lock.python["3.10"].license = value)],
  ['$.spark["3.5.8"].file', ({ lock }, value) => (lock.spark["3.5.8"].file = value)],
  ['$.spark["3.5.8"].py4j', ({ lock }, value) => (lock.spark["3.5.8"].py4j = value)],
  ['$.wheels["3.10"].pandas.version', ({ lock }, value) => (lock.wheels["3.10"].pandas.version = value)],
  ['$.wheels["3.10"].pandas.attention', ({ lock }, value) => (lock.wheels["3.10"].pandas.attention = value)],
];
const hostile = ["a\nRUN id", "a`id`", "a$(id)", "${HOME}", "{{name}}", "a\\", "a\u2028b", "a\r", "a\0"];
const rows = texts.flatMap(([path, put]) =>
  hostile.map((value) => [path, JSON.stringify(value), put, value] as const),
);

describe("a value that could leave its place in a generated file", () => {
  it.each(rows)("is refused at %s: %s", (path, _shown, put, value) => {
    expect(
      problems((files) => put(files, value)).map((line) => line.split(": ")[0]?.split(" ")[1]),
    ).toContain(path);
  });

  it.each(['a"b', "a'b"])("is refused in every text of the matrix: %s", (value) => {
    for (const [path, put] of texts.filter(([path]) => !path.endsWith("attention"))) {
      expect(problems((files) => put(files, value)).join("\n"), path).toContain(path);
    }
  });

  it("is shown without control characters", () => {
    const text = problems(({ matrix }) => (matrix.images.tag = "a\u001b[31m\u202e\u2028b")).join("");
    // oxlint-disable-next-line no-control-regex -- that is what must not be there
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
  });
});

const SOURCE =
  "an https URL without credentials, such as https://archive.apache.org/dist/spark/a.tgz; http only to this machine";
const JAR = "org.postgresql:postgresql:42.7.1";

describe("a source of the lock", () => {
  const problemsOf = (url: string) =>
    problems(({ lock }) => (lock.jars[JAR].sources = [url])).map((line) => line.split("; fix: ")[0]);

  it.each([
    ["a file", "file:///tmp/postgresql-42.7.1.jar"],
    ["http to another machine", "http://mirror.example.com/postgresql-42.7.1.jar"],
    ["http to a name that begins like this machine", "http://localhost.example.com/postgresql-42.7.1.jar"],
    ["credentials", "https://user:secret@mirror.example.com/postgresql-42.7.1.jar"],
    ["credentials that look like this machine", "http://127.0.0.1@example.com/postgresql-42.7.1.jar"],
    ["a step up", "https://mirror.example.com/a/../postgresql-42.7.1.jar"],
    ["a command substitution", "https://mirror.example.com/$(id)/postgresql-42.7.1.jar"],
    ["no path", "https://mirror.example.com"],
  ])("is refused with %s, and shown without what stands before an @", (_, url) => {
    const shown = JSON.stringify(url.replace(/(user:secret|127.0.0.1)@/, "…@"));
    expect(problemsOf(url)).toEqual([
      `lock.json $.jars["${JAR}"].sources[0]: found ${shown}; allowed: ${SOURCE}`,
    ]);
  });

  it.each([
    "https://mirror.example.com:8443/maven2/postgresql-42.7.1.jar",
    "https://mirror.example.com/postgresql-42.7.1.jar?action=download",
    "http://127.0.0.1:8080/postgresql-42.7.1.jar",
    "http://localhost/postgresql-42.7.1.jar",
    "http://[::1]:8080/postgresql-42.7.1.jar",
  ])("can be %s", (url) => {
    expect(problemsOf(url)).toEqual([]);
  });

  it.each([
    "https://mirror.example.com/other-1.0.jar",
    "https://mirror.example.com:99999/postgresql-42.7.1.jar",
    "https://mirror.example.com/%ff/%ff",
  ])("is refused where it does not lead to the file: %s", (url) => {
    expect(problems(({ lock }) => (lock.jars[JAR].sources = [url]))).toEqual([
      `lock.json $.jars["${JAR}"].sources[0]: found "${url}"; allowed: a URL that ends in /postgresql-42.7.1.jar; fix: run npx projen lock, which writes the sources anew`,
    ]);
  });
});
