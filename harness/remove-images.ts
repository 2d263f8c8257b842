import { run } from "./run";

/**
 * Takes images away from an engine by their references; an image stays while it has another one. One that is not there
 * is none to take away.
 * @throws CommandError with the engine's last lines when it cannot, such as while a container runs from one
 */
export async function removeImages(
  references: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  if (references.length === 0) return;
  await run("docker", ["image", "rm", "--force", ...references], { env: environment });
}
