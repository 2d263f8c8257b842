import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { bakeTargets } from "../../src/resolve/bake-targets";
import { withCleanUp } from "../clean-up";
import { cacheFolder } from "../cache-folder";
import { type Claim, claim, tellAll } from "../claims";
import { type Engine, ensureEngine } from "../engine";
import { failingStep } from "../failing-step";
import { abortedByUser } from "../interruption";
import { build } from "../mirror-proof/images";
import { leaveOut, selectBuilds } from "../plan";
import { openProject } from "../project";
import { reportToStandardError as report, secondsSince } from "../report";
import { removeImages } from "../remove-images";
import { differencesOf } from "../reproducible/differences";
import { runMain } from "../run-main";
import { inStaging } from "../staging";
import { withSupply } from "../with-supply";
import { type BakedBuild, bakeArguments, overridesOf } from "./bake-call";
import { lookedUp } from "./looked-up";
import { sameLayersClaim } from "./same-layers";
import { parseCommandLine, USAGE } from "./command-line";

const ROOT = resolve(__dirname, "../..");
/** Tag of the images that bake makes: they stand beside those of plain builds. */
const TAG = "bake-check";

/** Builds images through bake and compares them with those of plain builds. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { names, except, project: folder, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { root, project, builds: all, lock } = openProject(ROOT, cacheFolder(), folder);
  const builds = leaveOut(selectBuilds(all, names), except);
  const targets = new Map(bakeTargets(project).map(({ variant, name }) => [variant.reference, name]));
  const signal = abortedByUser();
  const engine = await ensureEngine(cacheFolder(), report);
  const tag = project.settings.tag;
  const pairs = builds.map(({ image }) => ({ image, baked: baked(image, tag) }));
  const check = async (): Promise<number> => {
    const site = { root, environment: { ...engine.environment, TAG }, entry: [], signal };
    const supplied = { root, lock, all, engine, cacheFolder: cacheFolder(), report };
    const log = join(cacheFolder(), "logs", "bake-check.log");
    const start = Date.now();
    const ended = await withSupply(supplied, async (supply) => {
      const given: BakedBuild[] = [];
      for (const build of builds)
        given.push({
          build,
          target: targets.get(build.image) ?? "",
          inputs: await supply.prepare(build),
        });
      report(`bake: building ${builds.length} images (log: ${log})`);
      return inStaging(join(cacheFolder(), "staging"), async (scratch) => {
        const overrides = join(scratch, "overrides.json");
        await writeFile(overrides, overridesOf(given));
        return build(bakeArguments(given, overrides), log, site);
      });
    });
    const built = claim(
      `docker buildx bake builds ${builds.length} images in one call (${secondsSince(start)} s)`,
      ended.isBuilt ? [] : failingStep(ended.log).map((line) => line.slice(0, 400)),
    );
    const alone = claim(
      "what an image is made of comes from its own target: none is looked up in the engine or a registry",
      lookedUp(ended.log, all),
    );
    const claims = ended.isBuilt
      ? [built, alone, ...(await Promise.all(pairs.map((pair) => sameLayers(pair, engine, signal))))]
      : [built];
    return tellAll(claims, (text) => process.stdout.write(text)) ? 0 : 1;
  };
  const cleanUp = () =>
    removeImages(
      pairs.map(({ baked }) => baked),
      engine.environment,
    );
  return withCleanUp(
    () => withCleanUp(check, cleanUp),
    () => engine.stop(),
  );
}

/** The reference that bake gives an image when it is told another tag. */
function baked(image: string, tag: string): string {
  const at = image.lastIndexOf(":") + 1;
  return `${image.slice(0, at)}${TAG}${image.slice(at + tag.length)}`;
}

async function sameLayers(
  { image, baked }: { readonly image: string; readonly baked: string },
  engine: Engine,
  signal: AbortSignal,
): Promise<Claim> {
  return sameLayersClaim(image, await differencesOf(image, baked, engine, signal));
}

runMain(main);
