import { relative, resolve } from "node:path";
import { plan } from "../../src/pipeline";
import { type Build, buildsOf, readFolder } from "../../src/plan";
import { selectImages } from "../can-fail/attempts";
import { cacheFolder } from "../cache-folder";
import { UsageError } from "../command-line";
import { ensureEngine } from "../engine";
import { abortedByUser } from "../interruption";
import { reportToStandardError as report } from "../report";
import { type CheckedImage, claimsOf, formatClaims } from "./claims";
import { parseCommandLine, USAGE } from "./command-line";
import type { LayeredImage } from "./layer";
import { readImages } from "./read-images";

const ROOT = resolve(__dirname, "../..");

/** Checks the layers of built images. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { names, except, project, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const folders = plan(readFolder(ROOT, relative(ROOT, resolve(project))));
  const wanted = new Set(selectImages(folders, names, except).map(({ build }) => build.image));
  const builds = buildsOf(folders).filter(({ image }) => wanted.has(image));
  const signal = abortedByUser();
  const engine = await ensureEngine(cacheFolder(), report);
  try {
    const needed = new Set(
      builds.flatMap((build) => [build.image, ...(isPutTogether(build) ? build.parents : [])]),
    );
    report(`layers: reading ${needed.size} images`);
    const images = await readImages([...needed], engine, signal);
    const claims = claimsOf(builds.map((build) => checked(build, images)));
    process.stdout.write(formatClaims(claims));
    return claims.every(({ against }) => against.length === 0) ? 0 : 1;
  } finally {
    await engine.stop();
  }
}

// A runtime adds no file of its own.
function isPutTogether({ folder }: Build): boolean {
  return folder.startsWith("docker/runtime/");
}

function checked(build: Build, images: readonly LayeredImage[]): CheckedImage {
  const find = (reference: string): LayeredImage => {
    const found = images.find((image) => image.reference === reference);
    if (!found) throw new Error(`${reference} was not read.`);
    return found;
  };
  return { image: find(build.image), parents: isPutTogether(build) ? build.parents.map(find) : undefined };
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    report(error instanceof Error ? error.message : String(error));
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
