import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { argumentDefault, readNeeds, type Needs } from "./needs";
import type { Build, Plan } from "./plan";

/** The builds among which companions are looked for. */
export interface CompanionContext {
  /** The project's folder. */
  readonly root: string;
  readonly lock: Plan["lock"];
  /** Every build of the run. */
  readonly builds: readonly Build[];
}

type Find = (build: Build, context: CompanionContext) => Promise<string | undefined>;

/** The variables by which a test.sh asks for another image of the project, and which image that is for a build. */
const COMPANIONS: Readonly<Record<string, Find>> = {
  PYTHON_IMAGE: (_, context) => imageWith(context, ({ declared }) => declared.has("PYTHON_AMD64_SHA256")),
  SPARK_IMAGE: async (build, context) => {
    const version = await sparkVersionOf(build, context);
    return imageWith(context, ({ declared, spark }) => declared.has("SPARK_SHA512") && spark === version);
  },
};

/**
 * The images of the run that a build's test uses beside its own, by the variables that name them.
 * @param asked the variables that the test.sh names
 */
export async function companionsOf(
  build: Build,
  asked: ReadonlySet<string>,
  context: CompanionContext,
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const [variable, find] of Object.entries(COMPANIONS)) {
    const image = asked.has(variable) ? await find(build, context) : undefined;
    if (image !== undefined) found[variable] = image;
  }
  return found;
}

async function imageWith(
  { root, lock, builds }: CompanionContext,
  isMeant: (needs: Needs) => boolean,
): Promise<string | undefined> {
  for (const build of builds) if (isMeant(await readNeeds(root, build, lock))) return build.image;
  return undefined;
}

/** The Spark that a layer of jars is for: its build argument, else the Dockerfile's default. */
async function sparkVersionOf(build: Build, { root }: CompanionContext): Promise<string> {
  const dockerfile = await readFile(join(root, build.folder, "Dockerfile"), "utf8");
  const version = build.arguments.SPARK_VERSION ?? argumentDefault(dockerfile, "SPARK_VERSION");
  if (version !== undefined) return version;
  throw new Error(
    `${build.folder}: its test.sh asks for SPARK_IMAGE, but its Dockerfile has no SPARK_VERSION.`,
  );
}
