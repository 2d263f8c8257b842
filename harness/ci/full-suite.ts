import { join, resolve } from "node:path";
import { plan } from "../../src/pipeline";
import { readSources } from "../../src/plan";
import { cacheFolder } from "../cache-folder";
import { UsageError } from "../command-line";
import { abortedByUser } from "../interruption";
import { readArguments } from "../read-arguments";
import { runMain } from "../run-main";
import { gpuImages } from "./images";
import { fullSuite } from "./parts";
import { runParts } from "./run-parts";
import { summaryOf } from "./summary";

const ROOT = resolve(__dirname, "../..");

const USAGE = `usage: .ci/run full [PART...] [--again] [--list]

Runs what CI leaves out, part by part. A part that passed on this machine is left out where nothing that it reads has
changed since, so that a run goes on where the one before was stopped. Ends with what ran at which commit.

  PART     run these parts alone, whether they passed or not
  --again  run every part, whether it passed or not
  --list   print the parts
  --help   print this text

Exit code: 0 when every part that ran has passed, 1 when one has not, 2 for a wrong call.
`;

interface Options {
  readonly names: readonly string[];
  readonly runsAgain: boolean;
  readonly lists: boolean;
  readonly asksForHelp: boolean;
}

function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      again: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return { names: positionals, runsAgain: values.again, lists: values.list, asksForHelp: values.help };
}

async function main(args: readonly string[]): Promise<number> {
  const { names, runsAgain, lists, asksForHelp } = parseCommandLine(args);
  const project = plan(readSources(ROOT));
  const parts = fullSuite({ gpuImages: gpuImages(project) });
  if (asksForHelp || lists) {
    print(asksForHelp ? USAGE : parts.map(({ name, title }) => `${name.padEnd(16)}  ${title}\n`).join(""));
    return 0;
  }
  const allowed = parts.map(({ name }) => name);
  const unknown = names.filter((name) => !allowed.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`PART: found "${unknown.join('", "')}", allowed: ${allowed.join(", ")}.`);
  const signal = abortedByUser();
  const chosen = parts.filter(({ name }) => names.length === 0 || names.includes(name));
  const runsAll = runsAgain || names.length > 0;
  const site = { root: ROOT, project, record: join(cacheFolder(), "full-suite.json"), signal, print };
  const { runs, ...outcome } = await runParts(chosen, runsAll, site);
  print(`\n${summaryOf(parts, runs, outcome).join("\n")}\n`);
  const failed = [...outcome.ran].filter((name) => !runs[name]?.passed).length;
  print(`\n${outcome.ran.size - failed} passed, ${failed} failed\n`);
  return failed > 0 || signal.aborted ? 1 : 0;
}

function print(text: string): void {
  process.stdout.write(text);
}

runMain(main);
