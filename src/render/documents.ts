import type { Verification } from "../model/lock";
import type { ImageFolder, LockedJar, Project } from "../model/project";
import { verifiedWords } from "../model/verification";
import type { RenderedFile } from "./file";
import { inMarkdown } from "./markdown";
import type { Templates } from "./templates";

const NOTICE = "THIRD-PARTY-LICENSES.md";

/** The notice of third-party licences: every artifact that an image holds. */
export function renderNotice({ inputs, folders }: Project, templates: Templates): RenderedFile {
  const artifacts = unique(folders.flatMap(artifactsOf));
  const packages = folders
    .flatMap((folder) => (folder.kind === "python-deps" ? folder.groups : []))
    .flatMap((group) => group.packages);
  const wheels = [...unique(packages)].sort(byName);
  const attention = uniqueByName([...artifacts, ...wheels]).flatMap(({ name, license, attention: words }) =>
    words ? [inMarkdown({ name, license, attention: words })] : [],
  );
  const view = {
    sources: `${inputs.join(", ")} and templates/third-party-licenses.md.hbs`,
    attention,
    artifacts: artifacts.map(({ name, version, license, verified }) =>
      inMarkdown({ name, version, license, verified }),
    ),
    packages: wheels.map(({ name, version, groups, license }) =>
      inMarkdown({ name, version, groups: groups.join(", "), license }),
    ),
  };
  return { path: NOTICE, content: templates.render("third-party-licenses.md", view), executable: false };
}

/** What several images hold is named once. */
function unique<T extends { readonly name: string; readonly version: string }>(
  items: readonly T[],
): readonly T[] {
  return [...new Map(items.map((item) => [`${item.name} ${item.version}`, item])).values()];
}

function uniqueByName<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [item.name, item])).values()];
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

interface Artifact {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly attention: string;
  readonly verified: string;
}

function artifactsOf(folder: ImageFolder): readonly Artifact[] {
  switch (folder.kind) {
    case "spark-core":
      return [
        artifact("Apache Spark", folder.spark, folder.distribution),
        ...folder.surgery.flatMap(({ added }) => (added ? [jarArtifact(added)] : [])),
      ];
    case "python":
      return [
        artifact("CPython", folder.build.version, {
          ...folder.build,
          verified: folder.build.platforms.amd64.verified,
        }),
      ];
    case "python-deps":
      return [artifact("PySpark (without jars)", folder.pyspark.version, folder.pyspark)];
    case "jdbc-drivers":
      return folder.drivers.map(({ jar }) => jarArtifact(jar));
    case "jars-hadoop-aws":
      return folder.builds.flatMap(({ jars }) => jars.map(jarArtifact));
    case "jars-iceberg":
      return [...folder.lines.map(({ jar }) => jar), folder.bundle].map(jarArtifact);
    case "jars-rapids":
      return folder.builds.map(({ jar }) => jarArtifact(jar));
    default:
      return [];
  }
}

interface Licensed {
  readonly license: string;
  readonly attention?: string;
  readonly verified: Verification;
}

function artifact(name: string, version: string, { license, attention = "", verified }: Licensed): Artifact {
  return { name, version, license, attention, verified: verifiedWords(verified) };
}

function jarArtifact(jar: LockedJar): Artifact {
  const [group = "", name = "", version = ""] = jar.coordinates.split(":");
  return artifact(`${group}:${name}`, version, jar);
}
