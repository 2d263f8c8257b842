import type { Finding } from "../advise/finding";
import { warnings } from "../advise/warnings";
import type { ImageFolder, Project, Variant } from "../model/project";
import { acceptedView, acceptedWarning } from "./accepted";
import type { RenderedFile } from "./file";
import { markdownText } from "./markdown";
import { surgeryView } from "./surgery-view";
import { README, readmeRegions } from "./readme-regions";
import type { Templates } from "./templates";

/**
 * The README with its generated regions renewed: what stands between `<!-- generated: NAME -->` and
 * `<!-- end of NAME -->` comes from the template `readme.NAME.md`.
 *
 * @throws InputError where only one mark of a region is there, or one twice.
 */
export function renderReadme(
  text: string,
  project: Project,
  findings: readonly Finding[],
  templates: Templates,
): RenderedFile {
  const view = {
    ...graphView(project),
    ...buildView(project),
    ...surgeryView(project),
    ...acceptedView(project),
    platforms: project.settings.platforms.join(" and "),
    warnings: [...project.accepted.map(acceptedWarning), ...warnings(findings)],
  };
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  // From the last region on, so that those before it stay where they are.
  const content = readmeRegions(text).reduceRight((readme, { name, from, to }) => {
    const region = `\n\n${templates.render(`readme.${name}.md`, view)}\n`.replaceAll("\n", lineEnd);
    return `${readme.slice(0, from)}${region}${readme.slice(to)}`;
  }, text);
  return { path: README, content, executable: false };
}

function graphView({ folders }: Project) {
  const owners = new Map(
    folders.flatMap(({ name, variants }) => variants.map(({ reference }) => [reference, name])),
  );
  const id = (name: string): string => name.replaceAll(/[^a-z0-9]/g, "_");
  return {
    folders: folders.map(({ name }) => ({ id: id(name), name })),
    edges: folders.flatMap((folder) =>
      folder.parents.flatMap(({ reference, stage }) => {
        const owner = owners.get(reference);
        return owner === undefined
          ? []
          : [{ from: id(owner), to: id(folder.name), arrow: stage ? "-.->" : "-->" }];
      }),
    ),
    images: neededBuilds(folders).map(({ folder, variant }) => ({
      reference: variant.reference,
      path: folder.path,
      arguments: argumentsOf(variant)
        .map((argument) => ` with \`${argument}\``)
        .join(""),
      description: markdownText(folder.description),
    })),
  };
}

function buildView({ folders }: Project) {
  return {
    commands: neededBuilds(folders).map(({ folder, variant }) => {
      const options = argumentsOf(variant).map((argument) => `--build-arg ${argument} `);
      return { command: `docker build ${options.join("")}-t ${variant.reference} ${folder.path}` };
    }),
  };
}

function argumentsOf(variant: Variant): readonly string[] {
  return Object.entries(variant.arguments).map(([name, value]) => `${name}=${value}`);
}

/** The build without arguments of each folder, and the variants that another image needs. */
function neededBuilds(folders: readonly ImageFolder[]): readonly { folder: ImageFolder; variant: Variant }[] {
  const needed = new Set(folders.flatMap(({ parents }) => parents.map(({ reference }) => reference)));
  return folders.flatMap((folder) =>
    folder.variants
      .filter((variant) => variant.name === "" || needed.has(variant.reference))
      .map((variant) => ({ folder, variant })),
  );
}
