import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { formatBytes } from "../../harness/report";
import type { Lock } from "../../src/model/lock";
import { parse } from "../../src/parse/parse";
import { plan } from "../../src/pipeline";
import { buildsOf, readSources } from "../../src/plan";
import type { Net } from "../lock/net";
import type { Print } from "../lock/run";
import { askedIndex } from "../lock/wheels/index-url";
import { replaceFile } from "../lock/written";
import type { Options } from "./command-line";
import { type Outcome, PARTIAL, fill } from "./fill";
import { filesOfImages } from "./images";
import { type MirroredFile, filesOf } from "./mirrored-file";
import { originsOf } from "./origins";
import { baseOf, pagesOf, presentIn } from "./pages";
import { selected } from "./selection";
import { verify } from "./verify";

/**
 * Fills or verifies the mirror that the options name, for the matrix and lock of the project in a folder.
 *
 * @returns the exit code
 * @throws InputError, UsageError; the mirror is what it was then
 */
export async function run(root: string, options: Options, net: Net, print: Print): Promise<number> {
  const sources = readSources(root, options.matrix, options.lock);
  const project = plan(sources);
  const { mirrors } = project.settings;
  const all = filesOf(parse(sources).lock.draft as Lock, mirrors, net.environment);
  const ofImages = filesOfImages(options.images, { sources, builds: buildsOf(project), files: all });
  const files = selected(all, ofImages, options);
  const folder = resolve(root, options.folder);
  const base = options.base ?? (await baseOf(folder)) ?? "http://127.0.0.1:8000";
  if (options.isVerified) return verify(folder, { files, all, base }, print);
  const origins = originsOf(options.from, askedIndex(mirrors, net.environment));
  await mkdir(folder, { recursive: true });
  const outcomes = await fillAll(net, folder, files, (file) => fill(net, folder, file, origins));
  await writePages(folder, all, base);
  return conclude(outcomes, print);
}

type Outcomes = readonly (readonly [MirroredFile, Outcome])[];

async function fillAll(
  net: Net,
  folder: string,
  files: readonly MirroredFile[],
  work: (file: MirroredFile) => Promise<Outcome>,
): Promise<Outcomes> {
  let done = 0;
  const outcomes = await Promise.all(
    files.map((file) =>
      net.inTurn(async () => {
        const outcome = await work(file);
        net.report(`${++done} of ${files.length}: ${file.path} ${WORDS[outcome.state]}`);
        return [file, outcome] as const;
      }),
    ),
  );
  if (outcomes.every(([, { state }]) => state !== "missing"))
    await rm(join(folder, PARTIAL), { recursive: true, force: true });
  return outcomes;
}

const WORDS = { there: "is there", fetched: "fetched", missing: "could not be had" } as const;

/** Writes what stands beside the files, where it differs. */
async function writePages(folder: string, all: readonly MirroredFile[], base: string): Promise<void> {
  for (const { path, text } of pagesOf(presentIn(folder, all), base)) {
    const target = join(folder, path);
    if ((await readFile(target, "utf8").catch(() => undefined)) === text) continue;
    await mkdir(dirname(target), { recursive: true });
    await replaceFile(target, text);
  }
}

function conclude(outcomes: Outcomes, print: Print): number {
  const count = (state: Outcome["state"]): number =>
    outcomes.filter(([, outcome]) => outcome.state === state).length;
  for (const [file, outcome] of outcomes) {
    if (outcome.state !== "missing") continue;
    print(`missing ${file.path}: ${identity(file)}, which nobody gives`);
    for (const attempt of outcome.attempts) print(`  ${attempt}`);
  }
  print(`${count("there")} were there, ${count("fetched")} fetched, ${count("missing")} missing`);
  return count("missing") > 0 ? 1 : 0;
}

/** What a file's bytes have to be, for whoever brings them by other means. */
function identity({ size, checksum: { algorithm, hex }, isUnverified }: MirroredFile): string {
  const mark = isUnverified ? ", unverified" : "";
  return `${size === null ? "" : `${formatBytes(size)}, `}${algorithm} ${hex}${mark}`;
}
