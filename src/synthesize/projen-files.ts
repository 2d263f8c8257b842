import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { resolve } from "projen/lib/_resolve";
import { FILE_MANIFEST } from "projen/lib/cleanup";
import type { Project } from "projen/lib/project";
import type { RenderedFile } from "../render/file";
import { compareFiles, staleFile } from "./compare-tree";
import type { Difference } from "./difference";

/**
 * The files that projen itself writes and keeps, such as `.projen/tasks.json` and `.gitignore`: those that it makes
 * read-only. A file that a person may edit, such as a `package.json`, is not among them.
 */
export function projenFiles(project: Project): readonly RenderedFile[] {
  const resolver = { resolve: (value: unknown, options?: object) => resolve(value, options) };
  return project.files.flatMap((file) => {
    // Protected: projen itself has no way to tell what a file will hold before it writes it.
    const content = file.readonly ? file["synthesizeContent"](resolver) : undefined;
    return content === undefined ? [] : [{ path: file.path, content, executable: file.executable }];
  });
}

/** What of projen's files is not on disk as projen would write it, and what it would remove. Reads only. */
export function compareProjenFiles(
  { outdir }: Project,
  files: readonly RenderedFile[],
): readonly Difference[] {
  const wanted = new Set(files.map(({ path }) => path));
  const stale = formerFiles(outdir).filter((path) => !wanted.has(path));
  return [
    ...compareFiles(outdir, files).differences,
    ...stale.flatMap((path) => staleFile(outdir, path) ?? []),
  ];
}

/** The list of its files that projen kept; none where it cannot be read, which projen says itself. */
function formerFiles(outdir: string): readonly string[] {
  const path = join(outdir, FILE_MANIFEST);
  try {
    const { files } = JSON.parse(existsSync(path) ? readFileSync(path, "utf8") : "{}");
    return Array.isArray(files) ? files.filter((file) => typeof file === "string") : [];
  } catch {
    return [];
  }
}
