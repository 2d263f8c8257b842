import { contextName } from "../../src/render/context-name";
import type { Build } from "../plan";

/**
 * The images of the project that a builder looked for, from the log of a build: there was no context in their place, and
 * a machine that has them builds on them, whatever they are.
 */
export function lookedUp(log: string, builds: readonly Build[]): readonly string[] {
  const own = new Map(builds.map(({ image }) => [contextName(image), image]));
  const found = Array.from(log.matchAll(/ load metadata for (\S+)/g), ([, image = ""]) =>
    own.get(contextName(image)),
  );
  return [...new Set(found.filter((image) => image !== undefined))];
}
