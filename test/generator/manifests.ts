import { parseAllDocuments } from "yaml";
import type { Json } from "./fixture";

/**
 * The documents of a YAML text.
 *
 * @throws Error where a parser of YAML 1.1, as that of Kubernetes nearly is, or one of 1.2 has something against it, or
 * where the two read it differently: `no` and `1e3` are such texts.
 */
export function documentsOf(text: string): readonly Json[] {
  const current = readAs("1.2", text);
  if (JSON.stringify(readAs("1.1", text)) !== JSON.stringify(current)) {
    throw new Error("means something else in YAML 1.1 than in 1.2");
  }
  return current;
}

/** The documents of a YAML text, as a version reads them. @throws Error where its parser has something against it */
export function readAs(version: "1.1" | "1.2", text: string): readonly Json[] {
  const documents = parseAllDocuments(text, { version, strict: true, uniqueKeys: true });
  if (!Array.isArray(documents)) throw new Error("is empty");
  for (const { errors, warnings } of documents) {
    const fault = errors[0] ?? warnings[0];
    if (fault) throw fault;
  }
  return documents.map((document) => document.toJS() as Json);
}

/** The Spark properties of a text, those that stand in comments left out. */
export function propertiesOf(text: string): Readonly<Record<string, string>> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(lines.map((line) => [line.split(" ", 1)[0] ?? "", line.replace(/^\S+ /, "")]));
}

/** Every pod specification within a value, wherever it is. */
export function podSpecsOf(value: Json): readonly Json[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(podSpecsOf);
  return Array.isArray(value.containers) ? [value, ...inside] : inside;
}
