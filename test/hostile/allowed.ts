import * as fc from "fast-check";
import lockSchema from "../../schema/lock.schema.json";
import matrixSchema from "../../schema/matrix.schema.json";
import { type Files, type Json, smallLock, smallMatrix } from "../generator/fixture";
import { hostileString } from "./strings";

const PG = "org.postgresql:postgresql:42.7.1";
const RAPIDS = "com.nvidia:rapids-4-spark_2.13:26.08.1";
const { images, mirrors } = matrixSchema.properties;
const { $defs: matrixDefs } = matrixSchema;
const { $defs: lockDefs } = lockSchema;

/** The small matrix and lock, with what else may be there: a change of a Spark's jars, a frontend, a remark. */
export function plainFiles(): Files {
  const [matrix, lock] = [smallMatrix(), smallLock()];
  matrix.images.syntax = "docker/dockerfile:1";
  matrix.jarSurgery = [{ spark: ["3.5.8"], remove: "some-1.0.jar", reason: "a reason" }];
  lock.spark["3.5.8"].jars = {
    files: { "some-1.0.jar": "a".repeat(64), "other-1.0.jar": "b".repeat(64) },
    verified: { by: "download" },
  };
  lock.jars[PG].attention = "a word";
  matrix.iceberg.version = "1.99.0";
  matrix.accept = [{ rule: "iceberg-release", for: "iceberg 1.99.0", reason: "a reason" }];
  const text = JSON.stringify(lock).replaceAll("1.12.0", "1.99.0");
  return { matrix, lock: JSON.parse(text) as Json };
}

interface Field {
  readonly values: fc.Arbitrary<string>;
  readonly put: (files: Files, value: string) => void;
}

/** Every place of the two files for a text of its own, with texts that its pattern allows. */
const FIELDS: Readonly<Record<string, Field>> = {
  registry: field(images.properties.registry, ({ matrix }, value) => (matrix.images.registry = value)),
  namePrefix: field(images.properties.namePrefix, ({ matrix }, value) => (matrix.images.namePrefix = value)),
  tag: field(images.properties.tag, ({ matrix }, value) => (matrix.images.tag = value)),
  source: field(images.properties.source, ({ matrix }, value) => (matrix.images.source = value)),
  syntax: field(images.properties.syntax, ({ matrix }, value) => (matrix.images.syntax = value)),
  ...Object.fromEntries(
    ["apache", "apacheArchive", "maven", "nvidiaMaven", "postgresql", "pythonBuildStandalone"].map((name) => [
      `mirrors.${name}`,
      field(matrixDefs.url, ({ matrix }, value) => (matrix.mirrors = { ...matrix.mirrors, [name]: value })),
    ]),
  ),
  pythonIndex: field(
    mirrors.properties.pythonIndex,
    ({ matrix }, value) => (matrix.mirrors = { ...matrix.mirrors, pythonIndex: value }),
  ),
  debianImage: field(matrixDefs.imageReference, ({ matrix }, value) => (matrix.debian.image = value)),
  cudaImage: field(matrixDefs.imageReference, ({ matrix }, value) => (matrix.cuda.image = value)),
  cudaVersion: {
    values: fc.nat(9).map((minor) => `12.${minor}`),
    put: ({ matrix }, value) => (matrix.cuda.version = value),
  },
  namespace: field(
    matrixSchema.properties.deploy.properties.namespace,
    ({ matrix }, value) => (matrix.deploy = { ...matrix.deploy, namespace: value }),
  ),
  serviceAccount: field(
    matrixSchema.properties.deploy.properties.serviceAccount,
    ({ matrix }, value) => (matrix.deploy = { ...matrix.deploy, serviceAccount: value }),
  ),
  variant: field(
    matrixDefs.runtime.properties.variant,
    ({ matrix }, value) => (matrix.runtimes[1].variant = value),
  ),
  packageVersion: field(
    lockDefs.packageVersion,
    ({ lock }, value) => (lock.wheels["3.10"].pyiceberg.version = value),
  ),
  py4j: field(
    lockDefs.sparkDistribution.properties.py4j,
    ({ lock }, value) => (lock.spark["4.1.1"].py4j = value),
  ),
  pythonRelease: field(lockDefs.pythonBuild.properties.release, putRelease),
  jarOfSpark: field(
    { pattern: lockDefs.sparkJars.properties.files.propertyNames.pattern },
    ({ lock }, value) => {
      lock.spark["3.5.8"].jars.files = { "some-1.0.jar": "a".repeat(64), [value]: "b".repeat(64) };
    },
  ),
  sha256: field(lockDefs.sha256, ({ lock }, value) => (lock.jars[PG].sha256 = value)),
  sha512: field(lockDefs.sha512, ({ lock }, value) => (lock.spark["4.1.1"].sha512 = value)),
  licenseOfJar: prose(lockDefs.license, ({ lock }, value) => (lock.jars[PG].license = value)),
  licenseOfSpark: prose(lockDefs.license, ({ lock }, value) => (lock.spark["4.1.1"].license = value)),
  licenseOfPython: prose(lockDefs.license, ({ lock }, value) => (lock.python["3.10"].license = value)),
  licenseOfWheel: prose(lockDefs.license, ({ lock }, value) => (lock.wheels["3.10"].numpy.license = value)),
  attention: prose(lockDefs.attention, ({ lock }, value) => (lock.jars[PG].attention = value)),
  figure: prose(
    lockDefs.verification.properties.source,
    ({ lock }, value) => (lock.spark["4.1.1"].verified = { by: "published", source: value }),
  ),
  reason: prose(
    matrixDefs.jarSurgery.properties.reason,
    ({ matrix }, value) => (matrix.jarSurgery[0].reason = value),
  ),
  acceptedReason: prose(
    matrixDefs.acceptance.properties.reason,
    ({ matrix }, value) => (matrix.accept[0].reason = value),
  ),
  // Entries under another name: last, since the fields before name them by the one they have.
  spark: { values: fc.nat(9999).map((patch) => `3.5.${patch}`), put: putSpark },
  postgresql: field(matrixDefs.artifactVersion, ({ matrix, lock }, value) => {
    matrix.jdbc.postgresql = value;
    lock.jars[`org.postgresql:postgresql:${value}`] = { ...lock.jars[PG], file: `postgresql-${value}.jar` };
  }),
  rapids: {
    values: strings("^[A-Za-z0-9._-]{0,40}$").map((rest) => `26.08.${rest}`),
    put: ({ matrix, lock }, value) => {
      matrix.rapids.version = value;
      const file = `rapids-4-spark_2.13-${value}.jar`;
      lock.jars[`com.nvidia:rapids-4-spark_2.13:${value}`] = { ...lock.jars[RAPIDS], file };
    },
  },
  package: field(lockDefs.packageName, ({ matrix, lock }, value) => {
    if (Object.hasOwn(lock.wheels["3.10"], value)) return;
    matrix.python.iceberg = [value];
    lock.wheels["3.10"][value] = lock.wheels["3.10"].pyiceberg;
    delete lock.wheels["3.10"].pyiceberg;
  }),
};

/** A matrix and a lock with up to six texts of their own, each the strangest that is allowed there. */
export const allowed: fc.Arbitrary<{
  readonly files: Files;
  readonly values: Readonly<Record<string, string>>;
}> = fc
  .subarray(Object.keys(FIELDS), { minLength: 1, maxLength: 6 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, (FIELDS[name] as Field).values]))),
  )
  .map((values) => {
    const files = plainFiles();
    for (const [name, value] of Object.entries(values)) FIELDS[name]?.put(files, value);
    return { files, values };
  });

interface Form {
  readonly pattern: string;
  readonly maxLength?: number;
}

/** Texts of a pattern; what its lookaheads rule out is left out afterwards, since fast-check has none. */
function field({ pattern, maxLength = Infinity }: Form, put: Field["put"]): Field {
  const form = new RegExp(pattern, "u");
  const values = strings(pattern.replace(/\(\?![^)]*\)/g, ""));
  return { values: values.filter((text) => text.length <= maxLength && form.test(text)), put };
}

/** Texts of a pattern that says what is not allowed: most others, and what Markdown would take for its own. */
function prose({ pattern }: Form, put: Field["put"]): Field {
  const form = new RegExp(pattern, "u");
  const marks = [
    "a_b",
    "_a_",
    "*a*",
    "**a**",
    "[a](b)",
    "![a](b)",
    "&lt;",
    "&amp;",
    "~a~",
    "# a",
    "1. a",
    "- a",
    "a  b",
    "https://example.com/a_b_",
    "😀",
    "(MIT",
    "MIT OR",
    "a#b;c&d",
  ];
  const mixed = fc.array(fc.oneof(fc.constantFrom(...marks), hostileString), { minLength: 1, maxLength: 3 });
  return { values: mixed.map((parts) => parts.join(" ")).filter((text) => form.test(text)), put };
}

function strings(pattern: string): fc.Arbitrary<string> {
  return fc.stringMatching(new RegExp(pattern, "u"), { size: "small" });
}

function putSpark({ matrix, lock }: Files, version: string): void {
  const entry: Json = lock.spark["3.5.8"];
  matrix.spark[0] = version;
  matrix.jarSurgery[0].spark = [version];
  lock.spark[version] = entry;
  entry.file = `spark-${version}-bin-hadoop3.tgz`;
  if (version !== "3.5.8") delete lock.spark["3.5.8"];
}

function putRelease({ lock }: Files, release: string): void {
  const build: Json = lock.python["3.10"];
  build.release = release;
  for (const platform of ["amd64", "arm64"]) {
    const { file } = build.platforms[platform];
    build.platforms[platform].file = file.replace("20260814", release);
  }
}
