import { join } from "node:path";
import type { Engine } from "../engine";
import { Claims, type Finding } from "../claims";
import type { Build } from "../plan";
import type { Supply } from "../supply";
import { leavingNoCache } from "./build-cache";
import { describeDifferences } from "./describe";
import { differencesOf } from "./differences";
import { type Again, builtAgain } from "./rebuild";

/** What two builds of images are compared with. */
export interface Verification extends Again {
  readonly engine: Pick<Engine, "environment" | "isShared">;
  /** Takes the claims, in the Test Anything Protocol. */
  readonly print: (text: string) => void;
}

const BUILD_TIME = join(__dirname, "build-time");

/**
 * Builds images a second time, one after the other, and compares their layers with those of the first builds. Before that
 * it tries an image that has its build's time in it, which has to differ: that these claims can fail.
 * @param builds images that the engine has
 * @returns whether all have the same layers
 */
export async function verifyReproducible(
  builds: readonly Build[],
  verification: Verification,
): Promise<boolean> {
  const claims = new Claims(verification.print);
  const [first] = builds;
  if (first)
    await claims.look("two builds of an image with its build's time in it differ", () =>
      fail(first, verification),
    );
  for (const build of builds)
    await claims.look(`${build.image}: a second build has the same layers`, () => again(build, verification));
  claims.end();
  return claims.hold;
}

async function again(build: Build, verification: Verification): Promise<Finding> {
  try {
    return await leavingNoCache(verification.engine, () =>
      builtAgain(build, verification, async (reference) => {
        const differences = await differencesOf(
          build.image,
          reference,
          verification.engine,
          verification.context.signal,
        );
        return { problems: describeDifferences(differences), notes: [] };
      }),
    );
  } catch (error) {
    verification.context.signal.throwIfAborted();
    return { problems: (error as Error).message.split("\n"), notes: [] };
  }
}

/** An image that writes when it was built, on top of another one. */
async function fail({ image }: Build, verification: Verification): Promise<Finding> {
  const supply: Supply = {
    prepare: async () => ({ arguments: { BASE_IMAGE: image }, labels: {}, options: ["--network", "none"] }),
  };
  const build = { image: "build-time", folder: BUILD_TIME, variant: "", arguments: {}, parents: [] };
  const settings = { ...verification, supply };
  return builtAgain(build, settings, (one) =>
    builtAgain(build, settings, async (other) => {
      const files = (
        await differencesOf(one, other, verification.engine, verification.context.signal)
      ).flatMap((difference) => difference.files);
      const built = files.find(({ path }) => path === "/built");
      return built
        ? { problems: [], notes: [`${built.path}: ${built.what}`] }
        : { problems: ["/built was not found to differ"], notes: [] };
    }),
  );
}
