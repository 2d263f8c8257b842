import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Component } from "projen/lib/component";
import type { Project } from "projen/lib/project";
import { generate } from "../pipeline";
import type { RenderedFile } from "../render/file";
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
   * Path of the folder of templates; by default the ones of this package.
   */
  readonly templates?: string;
}

/**
 * The Dockerfiles of a matrix of Spark images.
 *
 * The constructor reads and checks the matrix and the lock and renders all files; only the synthesis writes them.
 */
export class SparkImages extends Component {
  /** Every file under `docker/`, as it is written. */
  readonly files: readonly RenderedFile[];

  /** @throws InputError with every problem of the matrix and the lock; nothing is written then. */
  constructor(project: Project, options: SparkImagesOptions = {}) {
    super(project);
    const {
      matrix = "matrix.json",
      lock = "lock.json",
      templates = join(__dirname, "../../templates"),
    } = options;
    const source = (file: string) => ({ file, text: readFileSync(join(project.outdir, file), "utf8") });
    this.files = generate({ matrix: source(matrix), lock: source(lock) }, readTemplates(templates));
  }

  override synthesize(): void {
    const { written, removed } = writeTree(this.project.outdir, "docker", this.files);
    for (const path of written) this.project.logger.info(`wrote ${path}`);
    for (const path of removed) this.project.logger.info(`removed ${path}, which is no longer generated`);
  }
}
