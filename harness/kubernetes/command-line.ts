import { availableParallelism } from "node:os";
import { UsageError } from "../../src/model/usage-error";
import { readArguments } from "../read-arguments";

const COMMANDS = ["run", "up", "down", "list", "programs"] as const;

/** What `npm run kubernetes` is to do. */
export type Command = (typeof COMMANDS)[number];

/** What `npm run kubernetes` was asked for. */
export interface Options {
  readonly command: Command;
  /** Names of scenarios; none: those that are not long, or all. */
  readonly names: readonly string[];
  readonly except: readonly string[];
  /** Whether every scenario is played with every Spark and as every user, and the long ones too. */
  readonly isAll: boolean;
  /** The one Spark that scenarios are played with; undefined: the newest of each line. */
  readonly spark: string | undefined;
  /** How many scenarios are played at once. */
  readonly jobs: number;
  /** Where images are pushed to for the cluster of KUBECONFIG; undefined: a cluster is started on this machine. */
  readonly registry: string | undefined;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run kubernetes [-- COMMAND [SCENARIO...] [OPTION...]]

Runs the built images (npm run images) on a real Kubernetes as users do, in a namespace that enforces the Pod Security
standard "restricted". Prints one line of TAP for each claim.

  run [SCENARIO...]    start a cluster of one node, play scenarios, take it down; needs root on Debian. No scenario:
                       each that is not long, with one Spark and user at least
  up                   start a cluster and leave it running: "run" uses it then, and leaves it running too
  down                 take it down, or what a killed run has left: processes, network, mounts, kernel settings
  list                 print the scenarios
  programs             bring the programs of a cluster, which the others do as well: some minutes of compiling
  --all                every scenario with every Spark and as every user, and the long ones with every Spark
  --except SCENARIO    leave this scenario out; can be given several times
  --spark VERSION      play with this Spark alone, instead of with the newest of each line; "newest" is the newest of all
  --jobs N             scenarios at once (default: one for each processor, at most 4)
  --registry REGISTRY  use the cluster that KUBECONFIG leads to: images are pushed to this registry (a host, with a path
                       where it has one) and pulled from it; needs kubectl, and no root
  --help               print this text

COMMAND is "run" when it is left out. Exit code: 0 when every claim holds, 1 when one does not, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: "boolean", default: false },
      except: { type: "string", multiple: true, default: [] },
      spark: { type: "string" },
      jobs: { type: "string", default: String(Math.min(availableParallelism(), 4)) },
      registry: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command = "run", ...names] = positionals;
  if (!isCommand(command)) {
    throw new UsageError(`COMMAND: found "${command}", allowed: ${COMMANDS.join(", ")}.`);
  }
  if (command !== "run" && names.length > 0) {
    throw new UsageError(`${command}: found "${names.join(" ")}" behind it, allowed: nothing.`);
  }
  return {
    command,
    names,
    except: values.except,
    isAll: values.all,
    spark: values.spark,
    jobs: parseJobs(values.jobs),
    registry: parseRegistry(values.registry, environment),
    asksForHelp: values.help,
  };
}

function isCommand(word: string): word is Command {
  return COMMANDS.some((command) => command === word);
}

function parseJobs(jobs: string): number {
  if (/^[1-9][0-9]?$/.test(jobs)) return Number(jobs);
  throw new UsageError(`--jobs: found "${jobs}", allowed: a whole number from 1 to 99.`);
}

function parseRegistry(registry: string | undefined, environment: NodeJS.ProcessEnv): string | undefined {
  if (registry === undefined) return undefined;
  if (!/^[a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/[a-z0-9][a-z0-9._-]*)*$/.test(registry)) {
    throw new UsageError(
      `--registry: found "${registry}", allowed: a host, a port and a path, such as registry.example.com:5000/team.`,
    );
  }
  if (!environment.KUBECONFIG) {
    throw new UsageError(
      "--registry: found it without KUBECONFIG, allowed: both or neither; set KUBECONFIG to the file that leads to the cluster.",
    );
  }
  return registry;
}
