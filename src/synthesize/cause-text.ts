import type { Cause } from "./history/cause";
import type { InputPaths } from "./generated";
import { type InputKind, inputKind } from "./history/input-changes";

const MOST_NAMES = 3;

const HAS_CHANGED: Readonly<Record<InputKind, string>> = {
  data: "the data moved on",
  template: "a template changed",
  generator: "the generator changed",
};

/** A cause in words, such as `a template changed (templates/jdk.Dockerfile.hbs)`. */
export function causeText(cause: Cause, paths: InputPaths, did = "edited"): string {
  switch (cause.by) {
    case "inputs":
      return (Object.keys(HAS_CHANGED) as InputKind[])
        .flatMap((kind) => {
          const some = cause.paths.filter((path) => inputKind(paths, path) === kind);
          return some.length > 0 ? [`${HAS_CHANGED[kind]} (${names(some)})`] : [];
        })
        .join(", ");
    case "person":
      return `a person ${did} it${where(cause)}`;
    case "merge":
      return `git merged it${where(cause)}, and npx projen has not run since`;
    case "unknown":
      return `the cause is not known: ${cause.reason}`;
  }
}

function names(paths: readonly string[]): string {
  const shown = paths.toSorted().slice(0, MOST_NAMES);
  return [...shown, ...(paths.length > MOST_NAMES ? [`${paths.length - MOST_NAMES} more`] : [])].join(", ");
}

function where({ commit, isStaged }: { readonly commit?: string; readonly isStaged?: boolean }): string {
  if (commit !== undefined) return ` in commit ${commit.slice(0, 10)}`;
  return isStaged ? " and staged it" : "";
}
