import type { Project } from "../../src/model/project";
import { bakeTargets } from "../../src/resolve/bake-targets";
import type { BakedBuild } from "../bake/bake-call";
import type { Build } from "../plan";
import type { BuildInputs, Supply } from "../supply";

/** Prepares what builds need, for builders whose steps are in this machine's network already. */
export async function givenBuilds(
  project: Project,
  builds: readonly Build[],
  supply: Supply,
): Promise<readonly BakedBuild[]> {
  const targets = new Map(bakeTargets(project).map(({ variant, name }) => [variant.reference, name]));
  const given: BakedBuild[] = [];
  for (const build of builds) {
    const inputs = withoutNetwork(await supply.prepare(build));
    given.push({ build, target: targets.get(build.image) ?? "", inputs });
  }
  return given;
}

function withoutNetwork(inputs: BuildInputs): BuildInputs {
  const at = inputs.options.indexOf("--network");
  return at < 0 ? inputs : { ...inputs, options: inputs.options.toSpliced(at, 2) };
}
