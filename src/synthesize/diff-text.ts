import { createRequire } from "node:module";
import type * as diff from "diff";
import type { Difference } from "./difference";

type Diff = typeof diff;

/** Beyond so many changed lines a diff is no longer looked for: the file is shown as replaced. */
const MOST_EDITS = 4000;

const CONTEXT = 3;

/** What is to be done with a file as a unified diff, from what is on disk to what is generated. */
export function diffText({ path, kind, actual, expected }: Difference): string {
  if (kind === "line ends" || kind === "run bit" || kind === "folder") return "";
  // The library is asked for only when something differs: loading it takes longer than comparing a whole tree.
  const { createTwoFilesPatch } = createRequire(__filename)("diff/lib/patch/create.js") as Diff;
  const names = [
    actual === undefined ? "/dev/null" : `a/${path}`,
    expected === undefined ? "/dev/null" : `b/${path}`,
  ] as const;
  const texts = [actual ?? "", expected ?? ""] as const;
  const options = { context: CONTEXT, maxEditLength: MOST_EDITS };
  const patch =
    createTwoFilesPatch(...names, ...texts, undefined, undefined, options) ?? replacement(names, texts);
  return patch.replace(/^=+\n/, "");
}

function replacement(names: readonly [string, string], texts: readonly [string, string]): string {
  const [before, after] = texts.map((text) => text.replace(/\n$/, "").split("\n"));
  const lines = [...(before ?? []).map((line) => `-${line}`), ...(after ?? []).map((line) => `+${line}`)];
  const header = `--- ${names[0]}\n+++ ${names[1]}\n@@ -1,${before?.length} +1,${after?.length} @@`;
  return `${header}\n${lines.join("\n")}\n`;
}
