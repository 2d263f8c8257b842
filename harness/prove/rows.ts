import { readFileSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { compareVersions } from "../../src/check/nearest";
import type { JarChange, JarProof, JarProofFacts } from "../../src/model/compatibility/jar-proofs";
import { hashText } from "../checksum";
import { JOB } from "./run-job";

/** A Spark and the changes to its jars that the job is to run with. */
export type Asked = Pick<JarProof, "spark" | "changes">;

/** The rows of the file of facts. */
export function readRows(file: string): readonly JarProof[] {
  return (JSON.parse(readFileSync(file, "utf8")) as JarProofFacts).proofs;
}

/** Writes the rows into the file of facts, as the formatter has them. */
export async function writeRows(file: string, proofs: readonly JarProof[]): Promise<void> {
  const facts = JSON.parse(readFileSync(file, "utf8")) as JarProofFacts;
  const options = { ...(await resolveConfig(file)), parser: "json" };
  writeFileSync(file, await format(JSON.stringify({ ...facts, proofs }), options));
}

/** The row of a run. */
export function rowOf(
  { spark, changes }: Asked,
  failure: string | undefined,
  { job, java }: Pick<JarProof, "job" | "java">,
): JarProof {
  const source = "npm run prove: the jars of PySpark's source package, changed, under harness/prove/job";
  const date = new Date().toISOString().slice(0, "YYYY-MM-DD".length);
  return { spark, changes, failure: failure ?? null, job, java, source, date, confidence: "measured" };
}

/** The rows with one more, in the place of the one about the same; lowest Spark first, then by what is changed. */
export function withRow(rows: readonly JarProof[], row: JarProof): readonly JarProof[] {
  const others = rows.filter((other) => textOf(other) !== textOf(row));
  return [...others, row].sort(
    (a, b) => compareVersions(a.spark, b.spark) || (textOf(a) < textOf(b) ? -1 : 1),
  );
}

/** A run on one line, as the command takes it: `4.1.1 old-1.0.jar=group:new:1.1`. */
export function textOf({ spark, changes }: Asked): string {
  return [spark, ...changes.map(changeText).sort()].join(" ");
}

function changeText({ replace, with: replacing, add, remove }: JarChange): string {
  return `${replace ?? remove ?? ""}=${replacing ?? add ?? ""}`;
}

/** SHA-256 of the job's files, which a row says. */
export async function jobDigest(): Promise<string> {
  const names = (await readdir(JOB)).sort();
  const texts = await Promise.all(
    names.map(async (name) => `${name}\n${await readFile(join(JOB, name), "utf8")}`),
  );
  return hashText(texts.join(""));
}
