import type { Engine } from "../engine";
import type { Report } from "../report";
import { run } from "../run";
import { STAND_IN_LABEL } from "./stand-in";

const RECIPE_LABEL = "io.github.spark-k8s.stand-in-recipe";

/** An image made from a tarball of its whole tree. */
export interface ImportedImage {
  readonly reference: string;
  /** What it stands in for, for the label. */
  readonly description: string;
  /** Identifies the tree: an image with the same recipe is not imported again. */
  readonly recipe: string;
}

/**
 * Imports an image unless the engine has it already.
 * @param make brings the tarball and hands it to the function it is given
 */
export async function importImage(
  { environment }: Engine,
  { reference, description, recipe }: ImportedImage,
  report: Report,
  make: (load: (tarball: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const format = `{{index .Config.Labels "${RECIPE_LABEL}"}}`;
  const inspect = ["image", "inspect", "--format", format, reference];
  const found = await run("docker", inspect, { env: environment }).catch(() => "");
  if (found === recipe) return;
  await make(async (tarball) => {
    report(`importing ${reference}, a stand-in for ${description}`);
    const labels = { [STAND_IN_LABEL]: description, [RECIPE_LABEL]: recipe };
    const changes = Object.entries(labels).flatMap(([key, value]) => [
      "--change",
      `LABEL ${key}=${JSON.stringify(value)}`,
    ]);
    await run("docker", ["import", ...changes, tarball, reference], { env: environment });
  });
}
