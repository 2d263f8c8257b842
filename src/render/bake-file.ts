import type { Project } from "../model/project";
import { type BakeTarget, bakeTargets } from "../resolve/bake-targets";
import { SOURCE_VARIABLES } from "./bake-sources";
import { bakeTargetView } from "./bake-target-view";
import type { RenderedFile } from "./file";
import { hclString } from "./hcl";
import type { Templates } from "./templates";

/** Path of the bake file: the top of the project, where `docker buildx bake` looks. */
export const BAKE_FILE = "docker-bake.hcl";

/**
 * The bake file: a target for each image.
 *
 * @param files The rendered Dockerfiles, which say what build arguments there are.
 */
export function renderBakeFile(
  project: Project,
  files: readonly RenderedFile[],
  templates: Templates,
): RenderedFile {
  const { settings, inputs } = project;
  const targets = bakeTargets(project);
  const declared = declaredSources(files);
  const used = new Set([...declared.values()].flat());
  const view = {
    sources: `${inputs.join(", ")} and templates/${BAKE_FILE}.hbs`,
    registry: hclString(settings.registry),
    tag: hclString(settings.tag),
    platforms: settings.platforms.map(hclString).join(", "),
    platformNames: settings.platforms.join(", "),
    variables: SOURCE_VARIABLES.filter(({ name }) => used.has(name)).map((variable) => ({
      ...variable,
      description: hclString(`${variable.description}; unset: what the matrix says`),
    })),
    groups: groupsOf(targets),
    targets: targets.map((target) =>
      bakeTargetView(target, settings, declared.get(target.folder.path) ?? []),
    ),
  };
  return { path: BAKE_FILE, content: templates.render(BAKE_FILE, view), executable: false };
}

const DOCKERFILE = "/Dockerfile";

/** The sources that the Dockerfile of each folder has a build argument for. */
function declaredSources(files: readonly RenderedFile[]): ReadonlyMap<string, readonly string[]> {
  const dockerfiles = files.filter(({ path }) => path.endsWith(DOCKERFILE));
  return new Map(
    dockerfiles.map(({ path, content }) => {
      const names = new Set(Array.from(content.matchAll(/^ARG (\w+)/gm), ([, name = ""]) => name));
      const sources = SOURCE_VARIABLES.map(({ name }) => name).filter((name) => names.has(name));
      return [path.slice(0, -DOCKERFILE.length), sources] as const;
    }),
  );
}

function groupsOf(targets: readonly BakeTarget[]) {
  const group = (name: string, description: string, isIn: (target: BakeTarget) => boolean) => ({
    name: hclString(name),
    description: hclString(description),
    targets: targets.filter(isIn).map((target) => hclString(target.name)),
  });
  const folder = (name: string) => (target: BakeTarget) => target.folder.path.startsWith(`docker/${name}/`);
  return [
    group("bases", "What every other image is built on", folder("docker-base")),
    group("intermediate", "Spark cores, and layers that runtime images take", folder("docker-intermediate")),
    group("runtimes", "The images that jobs run", folder("runtime")),
    group("cpu", "Every image that holds nothing for GPUs", ({ isForGpu }) => !isForGpu),
    group("gpu", "Every image that holds what is for GPUs", ({ isForGpu }) => isForGpu),
  ];
}
