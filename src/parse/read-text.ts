import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { InputError, type Problem } from "../model/problem";

/**
 * The text of a file of a project; empty where there is none.
 *
 * @param file Path from the root, as a message shows it.
 * @throws InputError where it cannot be read or is no UTF-8
 */
export function readText(root: string, file: string): string {
  const [text = ""] = readTexts(root, [file]);
  return text;
}

/** The texts of several files. @throws InputError with every one that cannot be read or is no UTF-8 */
export function readTexts(root: string, files: readonly string[]): readonly string[] {
  const read = files.map((file) => readSource(root, file));
  const problems = read.filter((text) => typeof text !== "string");
  if (problems.length > 0) throw new InputError(problems);
  return read as readonly string[];
}

/** The text of a file, or why it cannot be read. An encoding mark at its start is no part of it. */
function readSource(root: string, file: string): string | Problem {
  try {
    return decode(file, readFileSync(resolve(root, file)));
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return "";
    const unreadable = UNREADABLE[code];
    if (unreadable === undefined) throw error;
    return { file, line: 1, column: 1, path: "", ...unreadable };
  }
}

type Words = Pick<Problem, "found" | "allowed" | "fix">;

const UNREADABLE: Readonly<Record<string, Words>> = {
  EISDIR: { found: "a folder", allowed: "a file", fix: "put the file in its place" },
  EACCES: { found: "a file that you may not read", allowed: "one that you may", fix: "make it readable" },
};

const UTF8: Omit<Words, "found"> = { allowed: "UTF-8", fix: "save the file as UTF-8" };

function decode(file: string, bytes: Buffer): string | Problem {
  const start = bytes.subarray(0, 2).toString("hex");
  const text = bytes.toString("utf8");
  if (start === "fffe" || start === "feff")
    return { file, line: 1, column: 1, path: "", found: "UTF-16", ...UTF8 };
  if (isUtf8(bytes)) return text.replace(/^\ufeff/, "");
  const lines = text.slice(0, text.indexOf("\ufffd")).split("\n");
  const column = (lines.at(-1) ?? "").length + 1;
  return { file, line: lines.length, column, path: "", found: "bytes that are no UTF-8", ...UTF8 };
}
