import { spawn } from "node:child_process";
import { cacheFolder } from "./cache-folder";
import { ensureEngine } from "./engine";
import { reportToStandardError as report } from "./report";

/** Runs a command while a container engine answers: `npm run with-engine -- COMMAND [ARGUMENT...]`. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  if (command === undefined) {
    report("usage: npm run with-engine -- COMMAND [ARGUMENT...]");
    return 2;
  }
  const engine = await ensureEngine(cacheFolder(), report);
  try {
    return await exitCodeOf(command, args, engine.environment);
  } finally {
    await engine.stop();
  }
}

function exitCodeOf(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: "inherit" });
    // The engine is stopped when the command has ended. A terminal sends its signal to the command too.
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 1));
  });
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    report(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
