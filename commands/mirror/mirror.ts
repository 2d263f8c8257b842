import { reportToStandardError } from "../../harness/report";
import { netOf } from "../lock/net";
import { runCommand } from "../run-command";
import { USAGE, parseCommandLine } from "./command-line";
import { run } from "./run";

async function main(args: readonly string[]): Promise<number> {
  const options = parseCommandLine(args);
  if (options.asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const net = netOf(process.env, reportToStandardError);
  try {
    return await run(process.cwd(), options, net, (line) => process.stdout.write(`${line}\n`));
  } finally {
    await net.http.close();
  }
}

runCommand(main);
