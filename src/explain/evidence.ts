import { ruleInput } from "../check/check";
import { type RuleInput } from "../check/rule";
import { type JsonPath, formatPath } from "../model/json-path";
import { KNOWLEDGE, type Knowledge } from "../model/knowledge";
import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import type { Project } from "../model/project";
import type { JsonDocument } from "../parse/document";
import { type ParsedSources, type Sources, parse } from "../parse/parse";
import { plan } from "../pipeline";
import type { Bound, Origin } from "./explanation";

/** What an explanation is drawn from: both files, what they were resolved to, and what is known of the ecosystem. */
export interface Evidence {
  readonly sources: Sources;
  readonly parsed: ParsedSources;
  readonly matrix: Matrix;
  readonly lock: Lock;
  readonly project: Project;
  readonly knowledge: Knowledge;
  /** What the rules read. */
  readonly input: RuleInput;
}

/** @throws InputError with every problem of the matrix and the lock. */
export function gather(sources: Sources, knowledge: Knowledge = KNOWLEDGE): Evidence {
  const project = plan(sources, knowledge);
  const parsed = parse(sources);
  const [matrix, lock] = [parsed.matrix.draft as Matrix, parsed.lock.draft as Lock];
  return { sources, parsed, matrix, lock, project, knowledge, input: ruleInput(parsed, knowledge) };
}

/** A place in the matrix that decides a version. */
export function inMatrix({ parsed }: Evidence, path: JsonPath, says: string): Origin {
  return origin(parsed.matrix.document, path, says);
}

/** An entry of the lock. */
export function inLock({ parsed }: Evidence, path: JsonPath, says: string): Origin {
  return origin(parsed.lock.document, path, says);
}

/** A default that the schema of the matrix states. */
export function inSchema(path: JsonPath, says: string): Origin {
  return { at: "schema/matrix.schema.json", path: formatPath(path), says };
}

/** A bound that the matrix itself writes down. */
export function matrixBound(evidence: Evidence, path: JsonPath, says: string): Bound {
  const { at, path: written } = inMatrix(evidence, path, says);
  return { says, source: `${at} ${written}` };
}

function origin(document: JsonDocument, path: JsonPath, says: string): Origin {
  return { at: document.placeOf(path), path: formatPath(path), says };
}
