import { cacheFolder } from "../../../harness/cache-folder";
import { reportToStandardError } from "../../../harness/report";
import { runCommand } from "../../run-command";
import { ensurePythonTools } from "./python-tools";

/** Brings the uv and pip that wheels are locked with, which the tests of that use where they are there. */
async function main(): Promise<number> {
  await ensurePythonTools({ folder: cacheFolder() }, reportToStandardError);
  return 0;
}

runCommand(main);
