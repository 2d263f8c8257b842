import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** Git as it is asked here: it reads, writes nothing (no refreshed index, no daemon), and takes paths as they are. */
const READING = ["--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false"];
const MOST_OUTPUT = 1 << 30;

/** The git repository that a folder is in. */
export class Repository {
  private constructor(
    /** Folder of the project, in which git is asked. */
    readonly root: string,
    /** Git's own folder for this work tree: `.git`, or where the file of that name points to. */
    readonly gitFolder: string,
    /** Path of the project's folder from that of the work tree, with a slash at its end; empty where they are one. */
    readonly prefix: string,
  ) {}

  /** Looks upwards for a repository, without git; undefined where there is none. */
  static find(root: string): Repository | undefined {
    if (!existsSync(root)) return undefined;
    const real = realpathSync(root);
    for (let folder = real; ; folder = dirname(folder)) {
      const gitFolder = gitFolderIn(folder);
      if (gitFolder !== undefined) {
        const path = relative(folder, real).split(sep).join("/");
        return new Repository(real, gitFolder, path === "" ? "" : `${path}/`);
      }
      if (folder === dirname(folder)) return undefined;
    }
  }

  /** What git prints; undefined where there is no git, or it does not answer. */
  ask(args: readonly string[], input?: string): Buffer | undefined {
    const options = { cwd: this.root, input, maxBuffer: MOST_OUTPUT };
    const { status, stdout } = spawnSync("git", [...READING, ...args], options);
    return status === 0 ? stdout : undefined;
  }

  /** What git lists with NUL between; undefined where it does not answer. */
  list(args: readonly string[]): readonly string[] | undefined {
    return this.ask(args)?.toString("utf8").split("\0");
  }

  /** A path from the work tree's folder, from the project's folder; undefined where it is not in there. */
  own(path: string): string | undefined {
    return path.startsWith(this.prefix) ? path.slice(this.prefix.length) : undefined;
  }

  /** The contents of objects, such as a blob's name or `HEAD:path`, by these; without those that are not there. */
  blobs(names: readonly string[]): ReadonlyMap<string, Buffer> {
    const output = names.length > 0 ? this.ask(["cat-file", "--batch"], `${names.join("\n")}\n`) : undefined;
    const found = new Map<string, Buffer>();
    let at = 0;
    for (const name of output ? names : []) {
      const end = output?.indexOf("\n", at) ?? -1;
      const size = / blob (\d+)$/.exec(output?.toString("utf8", at, end) ?? "")?.[1];
      at = end + 1;
      if (size === undefined || !output) continue;
      found.set(name, output.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return found;
  }

  /** Whether the history ends before its beginning, as in a clone of a depth. */
  get isShallow(): boolean {
    return this.ask(["rev-parse", "--is-shallow-repository"])?.toString("utf8") === "true\n";
  }

  /** Whether git is in the middle of a merge, a rebase or the like. */
  get isMerging(): boolean {
    return ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"].some((name) =>
      existsSync(join(this.gitFolder, name)),
    );
  }
}

function gitFolderIn(folder: string): string | undefined {
  const path = join(folder, ".git");
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.isFile()) return status && path;
  const target = /^gitdir: (.*)$/m.exec(readFileSync(path, "utf8"))?.[1];
  return target === undefined ? undefined : resolve(folder, target);
}
