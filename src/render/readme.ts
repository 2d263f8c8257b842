import type { Finding } from "../advise/finding";
import { warnings } from "../advise/warnings";
import type { ImageFolder, Project, Variant } from "../model/project";
import { acceptedView, acceptedWarning } from "./accepted";
import type { RenderedFile } from "./file";
import { markdownText } from "./markdown";
import { surgeryView } from "./surgery-view";
import type { Templates } from "./templates";

const README = "README.md";

/**
 * The README with its generated regions renewed: what stands between `<!-- generated: NAME -->` and
 * `<!-- end of NAME -->` comes from the template `readme.NAME.md`.
 *
 * @throws Error when a region is opened and not closed.
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
  const content = ["images", "warnings", "build"].reduce((readme, name) => {
    const [start, end] = [`<!-- generated: ${name} -->\n`, `<!-- end of ${name} -->`];
    const from = readme.indexOf(start);
    if (from < 0) return readme;
    const to = readme.indexOf(end, from);
    if (to < 0) throw new Error(`${README}: no "${end}" after "${start.trim()}"`);
    const region = templates.render(`readme.${name}.md`, view);
    return `${readme.slice(0, from + start.length)}\n${region}\n${readme.slice(to)}`;
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
