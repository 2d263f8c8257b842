import { LAYOUT } from "../src/model/mirror-layout";
import type { IndexedFile } from "./simple-index";
import { normalizeProject } from "./simple-index";

/** A path of the mirror and the file it answers with. */
export interface Route {
  /** Decoded, beginning with "/". */
  readonly path: string;
  /** The file, whose base name is the hash of its bytes. */
  readonly file: string;
}

/** What the mirror answers: files by path and, for Python packages, files by project. Filled while it runs. */
export class RouteTable {
  readonly #files = new Map<string, string>();
  readonly #projects = new Map<string, Map<string, IndexedFile>>();

  /** Serves a file at a path. */
  add(...routes: readonly Route[]): void {
    for (const { path, file } of routes) this.#files.set(path, file);
  }

  /** Serves a wheel or source package under /wheels/ and names it in its project's index page. */
  addPythonFile(project: string, indexed: IndexedFile, file: string): void {
    const name = normalizeProject(project);
    const files = this.#projects.get(name) ?? new Map<string, IndexedFile>();
    this.#projects.set(name, files.set(indexed.filename, indexed));
    this.add({ path: `/${LAYOUT.wheels}/${indexed.filename}`, file });
  }

  /** The file at a path; undefined where there is none. */
  fileAt(path: string): string | undefined {
    return this.#files.get(path);
  }

  /** The files of a Python project by its normalized name; undefined for an unknown project. */
  filesOf(project: string): readonly IndexedFile[] | undefined {
    const files = this.#projects.get(project);
    return files && [...files.values()];
  }
}
