import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import type { Problem } from "../model/problem";
import { JsonDocument } from "./document";
import { type Draft, draftOf } from "./draft";
import { type SchemaFinding, describe } from "./schema-problems";
import { type SchemaName, validate } from "./validate";

/** The text of the two files that a person edits, and what to call them in a message. */
export interface Sources {
  readonly matrix: SourceFile;
  readonly lock: SourceFile;
}

/** A file's name as the person knows it, and its text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** A parsed file: what of it could be read, and what is wrong with the rest. */
export interface Parsed<T> {
  readonly document: JsonDocument;
  readonly draft: Draft<T>;
  readonly problems: readonly Problem[];
}

/** Both files, read as far as possible. */
export interface ParsedSources {
  readonly matrix: Parsed<Matrix>;
  readonly lock: Parsed<Lock>;
}

/** Reads both files and checks their shape. Never throws: what is wrong is in the problems. */
export function parse(sources: Sources): ParsedSources {
  return { matrix: parseFile<Matrix>("matrix", sources.matrix), lock: parseFile<Lock>("lock", sources.lock) };
}

/** Reads one file and checks its shape. Never throws: what is wrong is in the problems. */
export function parseFile<T>(schema: SchemaName, { file, text }: SourceFile): Parsed<T> {
  const document = new JsonDocument(file, text);
  if (document.problems.length > 0) return { document, draft: {} as Draft<T>, problems: document.problems };
  const { value, findings, misspelt } = readThrough(schema, document, document.value);
  return {
    document,
    draft: draftOf<T>(value, findings),
    problems: [...misspelt, ...findings].map(({ problem }) => problem),
  };
}

interface Reading {
  readonly value: unknown;
  readonly findings: readonly SchemaFinding[];
  readonly misspelt: readonly SchemaFinding[];
}

/** What the schema finds, also under misspelt keys, and under misspelt keys under those. */
function readThrough(schema: SchemaName, document: JsonDocument, value: unknown): Reading {
  const findings = validate(schema, value).map((error) => describe(document, value, error));
  const { corrected, misspelt } = document.spellRight(value, findings);
  if (misspelt.length === 0) return { value, findings, misspelt };
  const rest = readThrough(schema, document, corrected);
  return { ...rest, misspelt: [...misspelt, ...rest.misspelt] };
}
