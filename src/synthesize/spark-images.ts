import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Component } from "projen/lib/component";
import type { Project } from "projen/lib/project";
import { findings } from "../advise/advise";
import type { Finding } from "../advise/finding";
import { warnings } from "../advise/warnings";
import { KNOWLEDGE } from "../model/knowledge";
import type { Accepted } from "../model/project";
import { plan } from "../pipeline";
import { readSources } from "../plan";
import { acceptedWarning } from "../render/accepted";
import type { RenderedFile } from "../render/file";
import { renderReadme } from "../render/readme";
import { render } from "../render/render";
import { readTemplates } from "../render/templates";
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

  /** @throws InputError with every problem of the matrix and the lock; nothing is written then. */
  constructor(project: Project, options: SparkImagesOptions = {}) {
    super(project);
    const { matrix, lock, templates = "templates" } = options;
    const decided = plan(readSources(project.outdir, matrix, lock));
    const loaded = readTemplates(join(project.outdir, templates));
    const readme = join(project.outdir, "README.md");
    this.accepted = decided.accepted;
    this.findings = findings(decided, KNOWLEDGE);
    this.files = render(decided, this.findings, loaded);
    this.readme = existsSync(readme)
      ? [renderReadme(readFileSync(readme, "utf8"), decided, this.findings, loaded)]
      : [];
  }

  override synthesize(): void {
    const { outdir, logger } = this.project;
    for (const entry of this.accepted) logger.warn(acceptedWarning(entry));
    const { written, removed } = writeTree(outdir, this.files);
    for (const path of [
      ...written,
      ...this.readme.filter((file) => renew(outdir, file)).map(({ path }) => path),
    ]) {
      logger.info(`wrote ${path}`);
    }
    for (const path of removed) logger.info(`removed ${path}, which is no longer generated`);
    for (const line of warnings(this.findings)) logger.warn(line);
  }
}

/** Writes a file that people edit too, where it differs. */
function renew(outdir: string, { path, content }: RenderedFile): boolean {
  const target = join(outdir, path);
  if (readFileSync(target, "utf8") === content) return false;
  writeFileSync(target, content);
  return true;
}
