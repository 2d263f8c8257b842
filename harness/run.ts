import type { ChildProcess } from "node:child_process";
import spawn, { SubprocessError, type Options } from "nano-spawn";

// A download that goes on when this process ends has nobody to use it.
const running = new Set<ChildProcess>();
process.once("exit", () => running.forEach((child) => child.kill()));

const MISSING_COMMAND: Readonly<Record<string, string>> = {
  "apt-get": "it installs Debian's packages, so this machine must be a Debian",
  docker: "it is the engine's command line (Debian: apt-get install docker.io)",
  go: "it builds the Go programs of the harness, such as the S3 server of tests and the stand-in of CPython (1.21 or newer)",
  kubectl: "it asks the API server (https://kubernetes.io/docs/tasks/tools/)",
  mvn: "it downloads the Maven jars (Debian: apt-get install maven)",
  python3: "its pip downloads wheels and PySpark's source packages (Debian: apt-get install python3-venv)",
  zstd: "it compresses the layers that are measured (Debian: apt-get install zstd)",
};

/** A command that could not be started or that failed; the message is one sentence and the command's last lines. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    message: string,
    /** The command's exit code; undefined when it did not start or a signal ended it. */
    readonly exitCode: number | undefined,
    /** Everything that it printed. */
    readonly output = "",
  ) {
    super(message);
  }
}

/**
 * Runs a command to its end.
 * @returns its standard output without the last newline
 * @throws CommandError when the command is missing, fails or is ended by a signal
 */
export async function run(command: string, args: readonly string[], options: Options = {}): Promise<string> {
  const subprocess = spawn(command, args, { stdin: "ignore", ...options });
  subprocess.nodeChildProcess.then(endWithThisProcess, () => undefined);
  try {
    return (await subprocess).stdout;
  } catch (error) {
    throw error instanceof SubprocessError ? commandError(command, args, error) : error;
  }
}

/** Whether a command can be started and ends with 0. */
export async function succeeds(
  command: string,
  args: readonly string[],
  options: Options = {},
): Promise<boolean> {
  return run(command, args, options).then(
    () => true,
    () => false,
  );
}

/** The last `count` lines of a text, without empty ones. */
export function lastLines(text: string, count: number): string[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-count);
}

function commandError(command: string, args: readonly string[], error: SubprocessError): CommandError {
  if (isMissing(error)) {
    const reason = MISSING_COMMAND[command] ?? "install it";
    return new CommandError(`The command "${command}" is not on this machine: ${reason}.`, undefined);
  }
  const end = error.signalName ? `was ended by ${error.signalName}` : `ended with ${error.exitCode}`;
  const lines = lastLines(error.output, 8).map((line) => `  ${line}`);
  const message = [`"${[command, ...args].join(" ")}" ${end}.`, ...lines].join("\n");
  return new CommandError(message, error.exitCode, error.output);
}

function endWithThisProcess(child: ChildProcess): void {
  running.add(child);
  child.once("close", () => running.delete(child));
}

function isMissing(error: SubprocessError): boolean {
  const cause = error.cause;
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
