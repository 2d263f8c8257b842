import { withCleanUp } from "../clean-up";
import { removeImages } from "../remove-images";
import { run } from "../run";
import type { Mutant } from "./mutant";

const REPOSITORY = "spark-k8s-mutant";

let count = 0;

/** What is needed to build a mutant. */
export interface MutantOptions {
  /** Reference of the image that it is built from. */
  readonly base: string;
  readonly mutant: Mutant;
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the build when it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Calls `use` with the reference of an image that has the fault, and removes the image afterwards.
 * @throws CommandError when it cannot be built
 */
export async function withMutant<T>(
  { base, mutant, environment, signal }: MutantOptions,
  use: (reference: string) => Promise<T>,
): Promise<T> {
  const reference = `${REPOSITORY}:${process.pid}-${++count}`;
  // The engine's own builder, whatever builder the user has chosen: it alone sees the image that this one is built from.
  const env = { ...environment, BUILDX_BUILDER: "default" };
  const stdin = { string: dockerfileOf(base, mutant) };
  const args = ["build", "--quiet", "--network", "none", "--tag", reference, "-"];
  return withCleanUp(
    async () => {
      await run("docker", args, { env, stdin, signal });
      return use(reference);
    },
    () => removeImages([reference], env),
  );
}

/** A Dockerfile that adds the fault as root, and gives the image its own user back if the fault is not the user. */
export function dockerfileOf(base: string, { instructions }: Mutant): string {
  const user = instructions.some((line) => line.startsWith("USER")) ? [] : ["USER 185:0"];
  return [`FROM ${base}`, "USER 0:0", ...instructions, ...user, ""].join("\n");
}
