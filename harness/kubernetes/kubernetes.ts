import { dirname, resolve } from "node:path";
import { cacheFolder } from "../cache-folder";
import { abortedByUser } from "../interruption";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { type ClusterContext, keepUp, takeDown } from "./cluster/cluster";
import { ensurePrograms } from "./cluster/programs";
import { parseCommandLine, type Options, USAGE } from "./command-line";
import { runSuite } from "./run-suite";
import { SCENARIOS } from "./suite/scenarios";

const ROOT = resolve(__dirname, "../..");

/** Runs images on Kubernetes. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const options = parseCommandLine(args);
  if (options.asksForHelp) {
    print(USAGE);
    return 0;
  }
  const context = { cacheFolder: cacheFolder(), report, signal: abortedByUser() };
  return COMMANDS[options.command](context, options);
}

type Run = (context: ClusterContext, options: Options) => Promise<number>;

const COMMANDS: Readonly<Record<Options["command"], Run>> = {
  run: async (context, options) => {
    return (await runSuite({ ...context, root: ROOT, options, print })) ? 0 : 1;
  },
  up: async (context) => {
    const { kubeconfig, programs } = await keepUp(context);
    print(`export KUBECONFIG=${kubeconfig}\nexport PATH=${dirname(programs.kubectl)}:$PATH\n`);
    return 0;
  },
  down: async (context) => {
    await takeDown(context);
    return 0;
  },
  programs: async (context) => {
    await ensurePrograms(context);
    return 0;
  },
  list: async () => {
    SCENARIOS.forEach(({ name, title, isLong }) => print(`${name}: ${title}${isLong ? " (long)" : ""}\n`));
    return 0;
  },
};

function print(text: string): void {
  process.stdout.write(text);
}

runMain(main);
