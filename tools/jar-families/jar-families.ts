import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../harness/cache-folder";
import type { JarFamily, JarFamilyFacts } from "../../src/model/compatibility/jar-families";
import type { Lock } from "../../src/model/lock";
import type { Matrix } from "../../src/model/matrix";
import { resolveMirrors } from "../../src/resolve/settings";
import { groupsFrom, knownJars, sparkArtifacts } from "./coordinates";
import { type FoundFamily, bridgedMajors, familiesOf } from "./families";
import { pomReader } from "./read-poms";

const ROOT = join(__dirname, "..", "..");
const FILE = join(ROOT, "compatibility", "jar-families.json");
const LOCKS = ["lock.json", "examples/newest/lock.json"];
// A repository may lack POMs of a patch, as one does that keeps what was asked for: these say the groups of their jars.
const OTHER_RELEASES = ["3.5.0", "3.5.6"];

/**
 * Reads which jars of the locked Spark distributions are released together from their POMs, and writes it to
 * compatibility/jar-families.json. Needs a Maven repository: that of the matrix, or of MAVEN_URL.
 */
async function main(): Promise<void> {
  const repository =
    process.env["MAVEN_URL"]?.replace(/\/+$/, "") ?? resolveMirrors(readJson<Matrix>("matrix.json")).maven;
  const read = pomReader(repository, join(cacheFolder(), "poms"));
  const lists = new Map(
    LOCKS.flatMap((lock) =>
      Object.entries(readJson<Lock>(lock).spark).map(([spark, { jars }]) => [
        spark,
        Object.keys(jars?.files ?? {}),
      ]),
    ),
  );
  const artifacts = new Set([...lists].flatMap(([spark, files]) => sparkArtifacts(spark, files)));
  const releases = [...lists.keys(), ...OTHER_RELEASES];
  const roots = [...artifacts].flatMap((name) =>
    releases.map((spark) => `org.apache.spark:${name}:${spark}`),
  );
  const groups = await groupsFrom(read, roots);
  const distributions = [];
  for (const [spark, files] of lists) {
    const known = await knownJars(read, spark, files, groups);
    console.error(`Spark ${spark}: ${known.jars.length} of ${files.length} jars have a POM in ${repository}`);
    distributions.push(known);
  }
  const old = readJson<JarFamilyFacts>("compatibility/jar-families.json");
  const families = familiesOf(distributions).map((found) => withEvidence(found, old.families));
  const majors = bridgedMajors(distributions).map(({ jars, ...row }) => {
    const source = `POM of ${jars[0]}${jars.length > 1 ? ` and of ${jars.length - 1} other jars beside it` : ""}`;
    return withDay({ ...row, source, confidence: "measured" as const }, old.majors ?? []);
  });
  const sparks = [...lists.keys()].sort().join(", ");
  const description = `Which jars of Spark distributions are released together: from the jars of Spark ${sparks} and their POMs, by \`npm run jar-families\`.`;
  writeFileSync(FILE, `${JSON.stringify({ ...old, description, families, majors }, undefined, 2)}\n`);
}

/** A row; the day is that of the last change to it. */
function withEvidence(found: FoundFamily, old: readonly JarFamily[]): JarFamily {
  const { projects, ...family } = found;
  const row = {
    ...family,
    source:
      projects.length > 0
        ? `POMs of ${versionsOf(projects)}`
        : "POMs of its artifacts, which need each other",
    confidence: "measured" as const,
  };
  return withDay(row, old);
}

/** A row with the day of the last change to it. */
function withDay<Row extends object>(
  row: Row,
  old: readonly (object & { readonly date: string })[],
): Row & { date: string } {
  const plain = (value: object): string => {
    const entries = Object.entries(value).filter(([key]) => key !== "date");
    return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const same = old.find((other) => plain(other) === plain(row));
  return { ...row, date: same?.date ?? new Date().toISOString().slice(0, 10) };
}

/** Coordinates with the versions of one artifact side by side. */
function versionsOf(projects: readonly string[]): string {
  const versions = new Map<string, string[]>();
  for (const project of projects) {
    const [group, artifact, version = ""] = project.split(":");
    const name = `${group}:${artifact}`;
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return [...versions].map(([name, all]) => `${name} ${all.join(", ")}`).join("; ");
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8")) as T;
}

if (require.main === module) void main();
