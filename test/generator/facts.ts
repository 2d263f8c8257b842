import { KNOWLEDGE, type Knowledge } from "../../src/model/knowledge";
import type { Json } from "./fixture";

/** What every row of a test says of its origin: it was read on 2026-08-22. */
export const EVIDENCE = {
  source: "https://example.com/advisory",
  date: "2026-08-22",
  confidence: "documented",
};

/** A row about a vulnerability of a Maven artifact. */
export function vulnerability(
  id: string,
  name: string,
  fixed: string[],
  affectedFrom: string | null = null,
): Json {
  return { id, package: name, affectedFrom, fixed, severity: "high", summary: "a fault", ...EVIDENCE };
}

/** A row about the jars of a Spark patch. */
export function distribution(version: string, added: string[], without: string[] = []): Json {
  return { version, pyspark: "0".repeat(64), without, with: added, ...EVIDENCE };
}

/** A row about a run with changed jars. */
export function proof(spark: string, changes: Json[], failure: string | null = null): Json {
  return { spark, changes, failure, job: "1".repeat(64), java: "17.0.15", ...EVIDENCE };
}

/** The facts of the project, without those of distributions and of jars that were tried, with other vulnerabilities and ends of support. */
export function facts(
  change: { jdbc?: Json[]; spark?: Json[]; jars?: Json[]; distributions?: Json[]; proofs?: Json[] } = {},
): Knowledge {
  const { jdbc = [], spark = [], jars = [], distributions = [], proofs = [] } = change;
  const ends = [
    { line: "3.5", ends: "2027-11-30", ...EVIDENCE },
    { line: "4.1", ends: "2027-06-11", ...EVIDENCE },
  ];
  const pythons = [
    { python: "3.10", ends: "2026-10-31", ...EVIDENCE },
    { python: "3.11", ends: "2027-10-31", ...EVIDENCE },
  ];
  const debian = [
    { release: "bookworm", regular: "2026-07-11", longTerm: "2028-06-30", ...EVIDENCE },
    { release: "trixie", regular: "2028-08-09", longTerm: "2030-06-30", ...EVIDENCE },
  ];
  return {
    ...KNOWLEDGE,
    distributions: { ...KNOWLEDGE.distributions, distributions },
    "jar-proofs": { ...KNOWLEDGE["jar-proofs"], proofs },
    jdbc: { ...KNOWLEDGE.jdbc, vulnerabilities: jdbc },
    os: { ...KNOWLEDGE.os, endOfLife: debian },
    python: { ...KNOWLEDGE.python, endOfLife: pythons },
    spark: { ...KNOWLEDGE.spark, endOfLife: ends },
    vulnerabilities: { ...KNOWLEDGE.vulnerabilities, spark, jars },
  } as Knowledge;
}
