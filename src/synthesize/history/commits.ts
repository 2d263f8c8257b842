import type { Repository } from "./repository";

/** A commit that changed a file. */
export interface FileCommit {
  readonly commit: string;
  readonly parents: readonly string[];
  /** Blob of the file before, in the first parent; undefined where it had none. */
  readonly before: string | undefined;
  /** Blob of the file after; undefined where the commit removed it. */
  readonly after: string | undefined;
}

const MOST_COMMITS = 200;
const MOST_PATHS = 500;
const NO_BLOB = /^0+$/;

/**
 * The last commits that changed some files, newest first, by path. A merge counts where the file is as in none of its
 * parents. Undefined where git does not answer.
 */
export function commitsOf(
  repository: Repository,
  paths: readonly string[],
): ReadonlyMap<string, readonly FileCommit[]> | undefined {
  const some =
    paths.length <= MOST_PATHS ? paths : [...new Set(paths.map((path) => path.split("/", 1)[0] ?? path))];
  const format = ["-z", "--format=commit %H %P", `--max-count=${MOST_COMMITS}`];
  const changes = ["-c", "--raw", "--no-abbrev", "--no-renames", "--no-relative"];
  const fields = repository.list(["log", ...format, ...changes, "HEAD", "--", ...some]);
  if (!fields) return undefined;
  const commits = new Map<string, FileCommit[]>();
  let [commit = "", ...parents]: string[] = [];
  for (const [index, field] of fields.entries()) {
    const header = /^commit (\w+) ?(.*)/.exec(field);
    if (header) [commit = "", parents] = [header[1], (header[2] ?? "").split(" ").filter(Boolean)];
    const change = /^\n?(:+)[\d ]+ ((?:[0-9a-f]{40,64} ?)+)[A-Z]+$/.exec(field);
    if (!change) continue;
    const blobs = (change[2] ?? "").trim().split(" ");
    const path = repository.own(fields[index + 1] ?? "");
    if (path === undefined) continue;
    const [before, after] = [blob(blobs[0]), blob(blobs.at(-1))];
    commits.set(path, [...(commits.get(path) ?? []), { commit, parents, before, after }]);
  }
  return commits;
}

function blob(name: string | undefined): string | undefined {
  return name === undefined || NO_BLOB.test(name) ? undefined : name;
}
