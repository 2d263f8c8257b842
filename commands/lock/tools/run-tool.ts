import { CommandError, run } from "../../../harness/run";

/** uv or pip failed; the message is the reason that it gave. */
export class ToolError extends Error {
  override readonly name = "ToolError";

  constructor(
    /** What it was to do, such as `wheels of Python 3.10: pip chooses files`. */
    readonly what: string,
    /** Why it could not, in the tool's own words. */
    readonly reason: string,
    /** Everything that it printed. */
    readonly output: string,
  ) {
    super(`${what}: ${reason}`);
  }
}

/**
 * Runs uv or pip.
 *
 * @returns its standard output
 * @throws ToolError that begins with the reason and leaves the command line out
 */
export async function runTool(
  what: string,
  command: string,
  args: readonly string[],
  cwd?: string,
): Promise<string> {
  return run(command, args, cwd === undefined ? {} : { cwd }).catch((error: unknown) => {
    if (!(error instanceof CommandError) || error.exitCode === undefined) throw error;
    throw new ToolError(what, reasonIn(error.output) || error.message, error.output);
  });
}

/** Words of uv and pip that say only that something went wrong. */
const HEADINGS =
  /^(?:error|ERROR|×|cause|├─▶|╰─▶|│)[:\s]*|^No solution found when resolving dependencies(?: for .*)?:?$/u;

/** What a tool says of its failure, without colours, headings and frames; warnings follow what they surround. */
export function reasonIn(output: string): string {
  // oxlint-disable-next-line no-control-regex -- colours are control characters
  const plain = output.replaceAll(/\u001b\[[0-9;]*m/g, "").split("\n");
  const lines = plain.map((line) => withoutHeadings(line.trim())).filter((line) => line !== "");
  const isAside = (line: string): boolean => /^(?:warning|WARNING|notice|\[notice\])/.test(line);
  return [...lines.filter((line) => !isAside(line)), ...lines.filter(isAside)].join("\n  ");
}

function withoutHeadings(line: string): string {
  const rest = line.replace(HEADINGS, "").trim();
  return rest === line ? rest : withoutHeadings(rest);
}
