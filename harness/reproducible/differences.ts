import type { Engine } from "../engine";
import type { LayeredImage } from "../layers/layer";
import { readImages } from "../layers/read-images";
import { run } from "../run";
import { compareImages, type LayerDifference } from "./compare-layers";

/** The layers in which two images of an engine differ; they are read only where their digests do. */
export async function differencesOf(
  one: string,
  other: string,
  engine: Pick<Engine, "environment">,
  signal: AbortSignal,
): Promise<readonly LayerDifference[]> {
  const digests = await Promise.all([one, other].map((image) => digestsOf(image, engine)));
  if (digests[0] === digests[1]) return [];
  const [a, b] = (await readImages([one, other], engine, signal)) as [LayeredImage, LayeredImage];
  return compareImages(a, b);
}

function digestsOf(image: string, { environment }: Pick<Engine, "environment">): Promise<string> {
  const format = "{{json .RootFS.Layers}}";
  return run("docker", ["image", "inspect", "--format", format, image], { env: environment });
}
