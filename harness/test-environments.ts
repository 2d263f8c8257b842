import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { companionsOf, type CompanionContext } from "./companions";
import type { Build } from "./plan";
import type { TestServers } from "./servers/test-servers";

/** Whether an image of the run was built, once that is known. */
export type IsBuilt = (image: string) => Promise<boolean>;

/** Environment variables that a test.sh is given beside the engine's. */
export type TestEnvironment = Readonly<Record<string, string>>;

/** Brings what the tests of images need beside the image. */
export interface TestSupply {
  /**
   * What a build's test.sh is given, once all of it can be used.
   * @throws Error in one sentence when it cannot be had
   */
  environmentFor(build: Build, isBuilt: IsBuilt): Promise<TestEnvironment>;
}

/** Gives each test.sh the servers, and the images of the run, whose variables it names. */
export class TestEnvironments implements TestSupply {
  constructor(
    private readonly context: CompanionContext,
    private readonly servers: Pick<TestServers, "variablesFor">,
  ) {}

  async environmentFor(build: Build, isBuilt: IsBuilt): Promise<TestEnvironment> {
    const asked = variablesIn(await readFile(join(this.context.root, build.folder, "test.sh"), "utf8"));
    const [images, servers] = await Promise.all([
      this.#builtCompanions(build, asked, isBuilt),
      this.servers.variablesFor(asked),
    ]);
    return { ...images, ...servers };
  }

  async #builtCompanions(
    build: Build,
    asked: ReadonlySet<string>,
    isBuilt: IsBuilt,
  ): Promise<TestEnvironment> {
    const companions = Object.entries(await companionsOf(build, asked, this.context));
    const built = await Promise.all(companions.map(([, image]) => isBuilt(image)));
    return Object.fromEntries(companions.filter((_, index) => built[index]));
  }
}

/** The names in a script that are written as environment variables are: in capitals. */
function variablesIn(script: string): ReadonlySet<string> {
  return new Set(script.match(/\b[A-Z][A-Z0-9_]+\b/g));
}
