import type { Finding } from "../advise/finding";
import { warnings } from "../advise/warnings";
import type { ImageFolder, Project, Variant } from "../model/project";
import { acceptedView, acceptedWarning } from "./accepted";
import type { RenderedFile } from "./file";
import { markdownText } from "./markdown";
import { surgeryView } from "./surgery-view";
import type { Templates } from "./templates";

/** Path of the README, which people write and which has generated regions. */
export const README = "README.md";

const REGIONS = ["images", "warnings", "build"];

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
  const content = REGIONS.reduce((readme, name) => {
    const place = placeOf(readme, name);
    if (!place) return readme;
    if (!place.isClosed)
      throw new Error(`${README}: no "${endOf(name)}" after "<!-- generated: ${name} -->"`);
    const region = templates.render(`readme.${name}.md`, view);
    return `${readme.slice(0, place.from)}\n${region}\n${readme.slice(place.to)}`;
  }, text);
  return { path: README, content, executable: false };
}

/** The generated regions of a README by name, as they stand in it; none that is not closed. */
export function readmeRegions(text: string): ReadonlyMap<string, string> {
  return new Map(
    REGIONS.flatMap((name) => {
      const place = placeOf(text, name);
      return place?.isClosed ? [[name, text.slice(place.from, place.to)]] : [];
    }),
  );
}

/** Where a region's text begins and ends; undefined where the README does not have it. */
function placeOf(text: string, name: string) {
  const start = `<!-- generated: ${name} -->\n`;
  const at = text.indexOf(start);
  const to = text.indexOf(endOf(name), at);
  return at < 0 ? undefined : { from: at + start.length, to, isClosed: to >= 0 };
}

function endOf(name: string): string {
  return `<!-- end of ${name} -->`;
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
