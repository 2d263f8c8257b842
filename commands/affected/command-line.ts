import { readArguments } from "../../harness/read-arguments";
import { UsageError } from "../../src/model/usage-error";

/** What `npx projen affected` was asked for. */
export interface Options {
  /** Commit, branch or tag; undefined where files are named, or only help is asked for. */
  readonly base: string | undefined;
  /** Paths as they were given. */
  readonly changed: readonly string[];
  /** How many jobs a stage has at most. */
  readonly jobs: number;
  readonly asksForHelp: boolean;
}

/** GitHub makes at most so many jobs of one matrix. */
const MOST_JOBS = 256;

/** How to call the command. */
export const USAGE = `usage: npx projen affected BASE [OPTION...]
       npx projen affected --changed PATH... [OPTION...]
       npm run -s affected -- ...

Says which images a change affects, as JSON for a CI: the targets of docker-bake.hcl whose folder or target differs from
the commit at which the work left BASE, and all that are made of them. "stages" has them in jobs: the targets of a job
are separated by spaces, those of a stage need nothing but earlier stages. Also counts what is not committed.

  BASE            a branch, tag or commit; a commit of zeros, which GitHub says where there was none, affects every image
  --changed PATH  a file that has changed, from the project's folder; may be repeated, in place of BASE. docker-bake.hcl
                  affects every image then, since its earlier text is not known
  --jobs N        put the targets of a stage into at most N jobs (default ${MOST_JOBS}, the most that GitHub makes of a matrix)
  --help          print this text

Exit code of npm run: 0, 1 when the matrix is wrong or git does not know BASE, 2 for a wrong call. npx projen makes 1 of 2.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      changed: { type: "string", multiple: true, default: [] },
      jobs: { type: "string", default: String(MOST_JOBS) },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { changed, help } = values;
  const [base, ...others] = positionals;
  if (!help && (others.length > 0 || base === "" || (base === undefined) === (changed.length === 0))) {
    const found = `${positionals.length} of BASE and ${changed.length} of --changed`;
    throw new UsageError(`BASE: found ${found}, allowed: one branch, tag or commit, or --changed.`);
  }
  return { base, changed, jobs: parseJobs(values.jobs), asksForHelp: help };
}

function parseJobs(jobs: string): number {
  if (/^[1-9][0-9]{0,2}$/.test(jobs) && Number(jobs) <= MOST_JOBS) return Number(jobs);
  throw new UsageError(`--jobs: found "${jobs}", allowed: a whole number from 1 to ${MOST_JOBS}.`);
}
