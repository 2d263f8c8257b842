import { basename, join } from "node:path";
import { findings } from "../advise/advise";
import type { Finding } from "../advise/finding";
import { KNOWLEDGE, type Knowledge } from "../model/knowledge";
import type { Project } from "../model/project";
import type { Sources } from "../parse/parse";
import { readText } from "../parse/read-text";
import { plan } from "../pipeline";
import { readSources } from "../plan";
import type { RenderedFile } from "../render/file";
import { renderReadme } from "../render/readme";
import { README } from "../render/readme-regions";
import { render } from "../render/render";
import { type Templates, readTemplates } from "../render/templates";

/** Where a tree is generated from: paths from the folder of the project. */
export interface InputPaths {
  readonly root: string;
  readonly matrix: string;
  readonly lock: string;
  readonly templates: string;
}

/** What a tree is generated from. */
export interface Inputs {
  readonly sources: Sources;
  readonly knowledge: Knowledge;
  readonly templates: Templates;
}

/** A generated tree, in memory. */
export interface Generated {
  readonly project: Project;
  /** What is no error and ought to be known of the images. */
  readonly findings: readonly Finding[];
  readonly files: readonly RenderedFile[];
}

/** Texts of files by path, as they were once; undefined for a file that was not there. */
export type PastFiles = ReadonlyMap<string, Buffer | undefined>;

/** Folder of the facts, from the folder of the project. */
export const FACTS = "compatibility/";

/** Reads what a tree is generated from, with the files that are given in place of those on disk. */
export function readInputs(paths: InputPaths, past: PastFiles = new Map()): Inputs {
  const { root, matrix, lock, templates } = paths;
  const sources = readSources(root, matrix, lock);
  const text = (path: string, now: string): string =>
    past.has(path) ? (past.get(path)?.toString("utf8") ?? "") : now;
  const facts = [...past].flatMap(([path, content]) =>
    path.startsWith(FACTS) && content
      ? [[basename(path, ".json"), JSON.parse(content.toString("utf8"))]]
      : [],
  );
  const folder = `${templates}/`;
  const others = [...past].flatMap(([path, content]) =>
    path.startsWith(folder) ? [[path.slice(folder.length), content] as const] : [],
  );
  return {
    sources: {
      matrix: { file: matrix, text: text(matrix, sources.matrix.text) },
      lock: { file: lock, text: text(lock, sources.lock.text) },
    },
    knowledge: { ...KNOWLEDGE, ...Object.fromEntries(facts) },
    templates: readTemplates(join(root, templates), new Map(others)),
  };
}

/** Generates a tree. @throws InputError with every problem of the matrix and the lock */
export function generateTree({ sources, knowledge, templates }: Inputs): Generated {
  const project = plan(sources, knowledge);
  const found = findings(project, knowledge);
  return { project, findings: found, files: render(project, found, templates) };
}

/** The README in a folder with its generated regions; none where there is no README. */
export function generateReadme(
  root: string,
  { project, findings }: Generated,
  templates: Templates,
): readonly RenderedFile[] {
  const text = readText(root, README);
  return text === "" ? [] : [renderReadme(text, project, findings, templates)];
}
