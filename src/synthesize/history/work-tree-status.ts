import type { Repository } from "./repository";

/** What git has of a path whose file on disk, entry in the index and last commit are not all the same. */
export interface PathStatus {
  /** Whether the file on disk is other than the index has it; a checkout's line ends do not count. */
  readonly differsFromIndex: boolean;
  readonly isUnmerged: boolean;
  /** Blob in the last commit; undefined where it has none. */
  readonly committed: string | undefined;
  /** Blob in the index; undefined where it has none. */
  readonly staged: string | undefined;
}

/** By path from the project's folder; a path that is not in it is on disk and committed alike, or nowhere at all. */
export type WorkTreeStatus = ReadonlyMap<string, PathStatus>;

const NO_BLOB = /^0+$/;

/** Asks git about paths; undefined where it does not answer. */
export function statusOf(repository: Repository, paths: readonly string[]): WorkTreeStatus | undefined {
  const folders = new Set(paths.map((path) => path.split("/", 1)[0] ?? path));
  const options = ["--porcelain=v2", "-z", "--no-renames", "--untracked-files=all", "--ignored=traditional"];
  const lines = repository.list(["status", ...options, "--", ...folders]);
  if (!lines) return undefined;
  const status = new Map<string, PathStatus>();
  for (const line of lines) {
    const entry = entryOf(line);
    const path = entry && repository.own(entry.path);
    if (!entry || path === undefined) continue;
    // A path that is removed from the index and on disk again has a line for each.
    status.set(path, { ...entry.status, committed: entry.status.committed ?? status.get(path)?.committed });
  }
  return status;
}

function entryOf(line: string): { readonly path: string; readonly status: PathStatus } | undefined {
  const fields = line.split(" ");
  const rest = (count: number): string => fields.slice(count).join(" ");
  const none = { committed: undefined, staged: undefined };
  switch (fields[0]) {
    case "1": {
      const [, changes = "", , , , , committed, staged] = fields;
      const differsFromIndex = changes[1] !== ".";
      const status = {
        differsFromIndex,
        isUnmerged: false,
        committed: blob(committed),
        staged: blob(staged),
      };
      return { path: rest(8), status };
    }
    case "u":
      return { path: rest(10), status: { differsFromIndex: true, isUnmerged: true, ...none } };
    case "?":
    case "!":
      return { path: rest(1), status: { differsFromIndex: true, isUnmerged: false, ...none } };
    default:
      return undefined;
  }
}

function blob(name: string | undefined): string | undefined {
  return name === undefined || NO_BLOB.test(name) ? undefined : name;
}
