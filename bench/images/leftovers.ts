import type { Engine } from "../../harness/engine";
import { removeImages } from "../../harness/remove-images";
import { run } from "../../harness/run";
import { BENCH_PREFIX } from "./bench-project";

/** Empties the engine's build cache. */
export async function emptyBuildCache({ environment: env }: Pick<Engine, "environment">): Promise<void> {
  await run("docker", ["builder", "prune", "--all", "--force"], { env });
}

/** Removes all images of the benchmark: those that its last step did not come to, and what was kept for it. */
export async function removeLeftovers(engine: Pick<Engine, "environment">): Promise<void> {
  const filter = ["--filter", `reference=${BENCH_PREFIX}*`];
  const images = await run("docker", ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", ...filter], {
    env: engine.environment,
  });
  await removeImages(
    images.split("\n").filter((line) => line !== ""),
    engine.environment,
  );
}
