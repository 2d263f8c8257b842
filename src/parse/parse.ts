import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import type { Problem } from "../model/problem";
import { JsonDocument } from "./document";
import { type Draft, draftOf } from "./draft";
import { describe } from "./schema-problems";
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

function parseFile<T>(schema: SchemaName, { file, text }: SourceFile): Parsed<T> {
  const document = new JsonDocument(file, text);
  if (document.problems.length > 0) return { document, draft: {} as Draft<T>, problems: document.problems };
  const misspelt = validate(schema, document.value)
    .map((error) => describe(document, document.value, error))
    .filter(({ meant }) => meant !== undefined);
  const value = document.spellRight(misspelt);
  const findings = validate(schema, value).map((error) => describe(document, value, error));
  return {
    document,
    draft: draftOf<T>(value, findings),
    problems: [...misspelt, ...findings].map(({ problem }) => problem),
  };
}
