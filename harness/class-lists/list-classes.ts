import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { withCleanUp } from "../clean-up";
import type { Engine } from "../engine";
import { orAborted } from "../interruption";
import { run, succeeds } from "../run";

const SCRIPT = join(__dirname, "list-classes.sh");
const CONFINEMENT = ["--network", "none", "--read-only", "--tmpfs", "/tmp:exec"];

/**
 * The classes that drivers and executors load in the image of a Spark core, such as `org/apache/spark/SparkContext`.
 * What goes wrong in the container is told on standard error.
 *
 * @throws Error when the script in the container fails
 */
export async function listClasses(
  image: string,
  { environment: env }: Pick<Engine, "environment">,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const name = `spark-k8s-class-lists-${randomBytes(3).toString("hex")}`;
  const args = ["run", "--rm", "-i", "--name", name, ...CONFINEMENT, "--entrypoint", "bash", image];
  const script = await readFile(SCRIPT, "utf8");
  return withCleanUp(
    async () => {
      const listed = run("docker", args, { env, stdin: { string: script }, stderr: "inherit" });
      return (await orAborted(signal, listed)).split("\n");
    },
    // After an interruption the container goes on.
    () => succeeds("docker", ["rm", "--force", name], { env }),
  );
}
