import type { BakedBuild } from "../bake/bake-call";
import { withCleanUp } from "../clean-up";
import type { Engine } from "../engine";
import { removeImages } from "../remove-images";
import { run } from "../run";

const ARGUMENT = "DEBIAN_IMAGE";

/** Builds that builders can do which do not see this machine's images. */
export interface Reachable {
  readonly builds: readonly BakedBuild[];
  /** Reference of Debian's image in the registry. */
  readonly debian: string;
}

/** Pushes the image of Debian that only this machine's engine has. @throws Error when the builds are given none */
export async function withPushedBase(
  builds: readonly BakedBuild[],
  registry: string,
  { environment: env }: Engine,
): Promise<Reachable> {
  const local = builds.map(({ inputs }) => inputs.arguments[ARGUMENT]).find((image) => image !== undefined);
  if (local === undefined) throw new Error(`No build is given ${ARGUMENT}.`);
  const debian = `${registry}/${local}`;
  await run("docker", ["tag", local, debian], { env });
  await withCleanUp(
    () => run("docker", ["push", "--quiet", debian], { env }),
    () => removeImages([debian], env),
  );
  const given = builds.map((build) => {
    const { inputs } = build;
    if (inputs.arguments[ARGUMENT] === undefined) return build;
    return { ...build, inputs: { ...inputs, arguments: { ...inputs.arguments, [ARGUMENT]: debian } } };
  });
  return { builds: given, debian };
}
