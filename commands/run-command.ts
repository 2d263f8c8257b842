import { UsageError } from "../src/model/usage-error";

/**
 * Runs a command and ends the process: with the exit code that it gives, 2 for a wrong call, 1 for any other failure,
 * whose message goes to standard error without a stack trace.
 */
export function runCommand(main: (args: readonly string[]) => number | Promise<number>): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error; // the reader may leave before the end, as `head` does
  });
  Promise.resolve(process.argv.slice(2))
    .then(main)
    .then(
      (exitCode) => void (process.exitCode = exitCode),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = error instanceof UsageError ? 2 : 1;
      },
    );
}
