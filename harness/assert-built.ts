import type { Engine } from "./engine";
import { succeeds } from "./run";

/**
 * Holds that the engine has these images.
 *
 * @param argumentsFor what `npm run images` is called with to build those that are missing
 * @throws Error naming the images that are not there, and the command that builds them
 */
export async function assertBuilt(
  references: Iterable<string>,
  { environment: env }: Pick<Engine, "environment">,
  argumentsFor = (missing: readonly string[]): string => missing.join(" "),
): Promise<void> {
  const missing: string[] = [];
  for (const image of references)
    if (!(await succeeds("docker", ["image", "inspect", image], { env }))) missing.push(image);
  if (missing.length > 0)
    throw new Error(
      `Not built: ${missing.join(", ")}. Build them first: npm run images -- ${argumentsFor(missing)}`,
    );
}
