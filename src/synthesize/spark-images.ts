import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Component } from "projen/lib/component";
import type { Project } from "projen/lib/project";
import { isTruthy } from "projen/lib/util";
import type { Finding } from "../advise/finding";
import { warnings } from "../advise/warnings";
import type { Accepted } from "../model/project";
import { acceptedWarning } from "../render/accepted";
import type { RenderedFile } from "../render/file";
import { compareTree } from "./compare-tree";
import type { Difference } from "./difference";
import { type InputPaths, generateReadme, generateTree, readInputs } from "./generated";
import { compareProjenFiles, projenFiles } from "./projen-files";
import { Tree } from "./tree";
import { CHECK } from "./typescript-projenrc";
import { writeTree } from "./write-tree";

/** Options of {@link SparkImages}. */
export interface SparkImagesOptions {
  /**
   * Path of the matrix from the project's folder.
   *
   * @default "matrix.json"
   */
  readonly matrix?: string;
  /**
   * Path of the lock from the project's folder.
   *
   * @default "lock.json"
   */
  readonly lock?: string;
  /**
   * Path of the folder of templates from the project's folder.
   *
   * @default "templates"
   */
  readonly templates?: string;
}

/**
 * The Dockerfiles of a matrix of Spark images.
 *
 * The constructor reads and checks the matrix and the lock and renders all files; only the synthesis writes them.
 */
export class SparkImages extends Component {
  /** Every generated file, as it is written. */
  readonly files: readonly RenderedFile[];
  /** What is no error and ought to be known of the images. */
  readonly findings: readonly Finding[];
  /** The README with its generated regions; none where the project has no README. */
  readonly readme: readonly RenderedFile[];
  /** What the matrix takes for granted. */
  readonly accepted: readonly Accepted[];
  readonly #paths: InputPaths;
  #tree: Tree | undefined;

  /** @throws InputError with every problem of the matrix and the lock; nothing is written then. */
  constructor(project: Project, options: SparkImagesOptions = {}) {
    super(project);
    const { matrix = "matrix.json", lock = "lock.json", templates = "templates" } = options;
    this.#paths = { root: project.outdir, matrix, lock, templates };
    const inputs = readInputs(this.#paths);
    const generated = generateTree(inputs);
    this.accepted = generated.project.accepted;
    this.findings = generated.findings;
    this.files = generated.files;
    this.readme = generateReadme(project.outdir, generated, inputs.templates);
  }

  /**
   * Compares the whole project with the disk, before projen writes the first of its own files.
   *
   * @throws Refused where a person's edit would be lost, or something cannot be written
   * @throws Checked with what differs, where that is all that was asked for
   */
  override preSynthesize(): void {
    if (isTruthy(process.env[CHECK])) this.#compare().check(this.#allFiles());
    this.#compare().assertReady(this.project.outdir);
  }

  override synthesize(): void {
    const { outdir, logger } = this.project;
    const tree = this.#compare();
    for (const entry of this.accepted) logger.warn(acceptedWarning(entry));
    for (const line of tree.replacedEdits()) logger.warn(line);
    const { written, removed } = writeTree(outdir, this.files, tree.drift.images);
    for (const { path, expected = "" } of tree.drift.readme) writeFileSync(join(outdir, path), expected);
    for (const path of [...written, ...tree.drift.readme.map((file) => file.path)])
      logger.info(`wrote ${path}`);
    for (const path of removed) logger.info(`removed ${path}, which is no longer generated`);
    for (const { path, kind } of tree.drift.images.differences)
      if (kind === "run bit") logger.info(`set the run bit of ${path} right`);
    tree.remember(this.#allFiles());
    for (const line of warnings(this.findings)) logger.warn(line);
  }

  #compare(): Tree {
    const { outdir } = this.project;
    this.#tree ??= new Tree(this.#paths, outdir, {
      images: compareTree(outdir, this.files),
      projen: compareProjenFiles(this.project, projenFiles(this.project)),
      readme: this.readme.flatMap((file) => changedText(outdir, file)),
    });
    return this.#tree;
  }

  #allFiles(): readonly RenderedFile[] {
    return [...this.files, ...projenFiles(this.project), ...this.readme];
  }
}

/** How a file that people write too differs; its permissions, or a link in its place, are theirs. */
function changedText(root: string, { path, content }: RenderedFile): readonly Difference[] {
  const actual = readFileSync(join(root, path), "utf8");
  return actual === content ? [] : [{ path, kind: "changed", actual, expected: content, executable: false }];
}
