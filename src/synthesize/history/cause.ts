import type { Holder } from "./holders";
import type { InputPaths } from "../generated";
import { type InputChanges, inputKind } from "./input-changes";
import type { LastRun } from "./last-run";
import type { Repository } from "./repository";

/** Why a file is not as it is generated: what it is generated from has changed, a person or a merge made it so. */
export type Cause =
  | { readonly by: "inputs"; readonly paths: readonly string[] }
  | { readonly by: "person" | "merge"; readonly commit?: string; readonly isStaged?: boolean }
  | { readonly by: "unknown"; readonly reason: string };

/** Causes by the path of the file. */
export type Causes = ReadonlyMap<string, Cause>;

/** What there is to find causes with. */
export interface Evidence {
  readonly paths: InputPaths;
  readonly repository: Repository | undefined;
  readonly lastRun: LastRun | undefined;
  readonly holders: ReadonlyMap<string, Holder>;
  /** Paths of what projen itself writes, which comes from `.projenrc.ts` alone. */
  readonly projen: ReadonlySet<string>;
}

/** That the program itself has changed, which cannot be undone to see what it gave then; undefined where it has not. */
export function programCause(changes: InputChanges, paths: InputPaths): Cause | undefined {
  const program = [...changes.keys()].filter((path) => inputKind(paths, path) === "generator");
  return program.length > 0 ? { by: "inputs", paths: program } : undefined;
}
