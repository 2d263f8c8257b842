import { parseArgs, type ParseArgsConfig } from "node:util";
import { UsageError } from "../src/model/usage-error";

/** Options and names of a command line, as Node reads them. @throws UsageError naming the argument that is wrong */
export function readArguments<Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
