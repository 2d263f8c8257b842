import { withCleanUp } from "../clean-up";
import type { Engine } from "../engine";
import { removeImages } from "../remove-images";
import { type Report, secondsSince } from "../report";
import { run } from "../run";
import type { ImageSource } from "./suite/image-source";

/** What images are pushed with. */
export interface PushContext {
  readonly engine: Pick<Engine, "environment">;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/**
 * Pushes the engine's images to where pods pull them from. The engine has no more names of images afterwards than before.
 * @throws CommandError with the engine's last lines when the registry does not take one
 */
export async function pushImages(
  references: readonly string[],
  images: ImageSource,
  { engine, report, signal }: PushContext,
): Promise<void> {
  const docker = (...args: readonly string[]) => run("docker", args, { env: engine.environment, signal });
  for (const reference of references) {
    const start = Date.now();
    const name = images.nameOf(reference);
    await docker("tag", reference, name);
    await withCleanUp(
      () => docker("push", "--quiet", name),
      () => removeImages([name], engine.environment),
    );
    report(`kubernetes: ${name} pushed in ${secondsSince(start)} s`);
  }
}
