import { UsageError } from "../src/model/usage-error";
import { reportToStandardError as report } from "./report";

/**
 * Runs a command of the harness and ends the process at once, whatever still goes on: with the exit code that it gives,
 * 2 for a wrong call, 1 for any other failure, whose message goes to standard error without a stack trace.
 */
export function runMain(main: (args: readonly string[]) => Promise<number>): void {
  main(process.argv.slice(2)).then(
    (exitCode) => process.exit(exitCode),
    (error: unknown) => {
      report(error instanceof Error ? error.message : String(error));
      process.exit(error instanceof UsageError ? 2 : 1);
    },
  );
}
