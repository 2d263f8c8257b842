import { README } from "../render/readme-regions";
import type { Cause, Causes } from "./history/cause";
import { causeText } from "./cause-text";
import { diffText } from "./diff-text";
import type { Difference, DifferenceKind } from "./difference";
import type { InputPaths } from "./generated";
import { changedParts } from "./parts";

const WORDS: Readonly<Record<DifferenceKind, string>> = {
  changed: "changed",
  missing: "missing",
  stale: "no longer generated",
  "line ends": "line ends",
  "run bit": "run bit lost",
  link: "a link",
  folder: "no file",
};

/** What a person has done to a file that differs so. */
const DID: Readonly<Partial<Record<DifferenceKind, string>>> = {
  missing: "deleted",
  "run bit": "changed the mode of",
  link: "replaced",
  folder: "replaced",
};

/** What `npx projen check` says of a tree that is not as it is generated: a line for each file, then the diffs. */
export function driftReport(differences: readonly Difference[], causes: Causes, paths: InputPaths): string {
  const count = differences.length === 1 ? "1 file is" : `${differences.length} files are`;
  const [withReturns, others] = [
    differences.filter(({ kind }) => kind === "line ends"),
    differences.filter(({ kind }) => kind !== "line ends"),
  ];
  const width = Math.max(...others.map(({ kind }) => WORDS[kind].length));
  const lines = others.map((difference) => {
    const cause = causes.get(difference.path);
    return `${word(difference).padEnd(width)}  ${difference.path}: ${cause ? whyText(difference, cause, paths) : ""}`;
  });
  return [
    `${count} not as generated; nothing was written:`,
    ...lines,
    ...(withReturns.length > 0 ? [lineEndsText(withReturns)] : []),
    "To mend it: npx projen, which stops before it overwrites an edit that nothing else has.",
    ...diffs(others),
  ].join("\n");
}

/** What `npx projen` says where it would overwrite what a person has edited. */
export function editsReport(edits: readonly Difference[]): string {
  const what = edits.length === 1 ? "a generated file" : `${edits.length} generated files`;
  return [
    `A person edited ${what}; nothing was written:`,
    ...edits.map((edit) => `${edit.path}: ${wayOn(edit)}`),
    "Then, or to drop the edits: OVERWRITE=1 npx projen",
    ...diffs(edits),
  ].join("\n");
}

/** What `npx projen` says where it cannot tell whether a person has edited what it would overwrite. */
export function unseenReport(files: readonly Difference[]): string {
  const what =
    files.length === 1 ? (files[0]?.path ?? "") : `${files.length} files, such as ${files[0]?.path},`;
  return `git does not answer here (git status says why), so ${what} may hold an edit that nothing else has; nothing was written. Make git answer, or drop what is there: OVERWRITE=1 npx projen`;
}

function wayOn(edit: Difference): string {
  if (edit.kind === "stale")
    return "it would be removed; to keep it, take its line with `npx projen` out of it";
  return `make the change in ${sourceOf(edit)}`;
}

/** Where a change of a generated file belongs. */
export function sourceOf(difference: Difference): string {
  const { path, actual, expected } = difference;
  if (path === README) {
    const names = [...changedParts(difference).keys()].map((name) => name.slice(README.length + 1));
    return names.map((name) => `templates/readme.${name}.md.hbs`).join(" or ");
  }
  const header = /Generated from (.+?\.hbs) by `npx projen`/.exec(expected ?? actual ?? "")?.[1];
  return header?.replaceAll(" and ", " or ") ?? ".projenrc.ts";
}

function word({ kind, executable }: Difference): string {
  return kind === "run bit" && !executable ? "run bit added" : WORDS[kind];
}

function whyText({ kind }: Difference, cause: Cause, paths: InputPaths): string {
  return causeText(cause, paths, DID[kind]);
}

function lineEndsText(files: readonly Difference[]): string {
  const [first] = files;
  const some =
    files.length === 1
      ? `${first?.path} ends its`
      : `${files.length} files, such as ${first?.path}, end their`;
  return `${WORDS["line ends"]}  ${some} lines with CRLF instead of LF: a checkout with git's core.autocrlf, or an editor, made it so`;
}

function diffs(differences: readonly Difference[]): readonly string[] {
  return differences
    .map(diffText)
    .filter(Boolean)
    .map((text) => `\n${text.trimEnd()}`);
}
