import type { Build } from "../../src/plan";
import type { ImageFolder, Project } from "../../src/model/project";

/** An image with one fault, and the claims of its test that must fail for it, and no others. */
export interface Mutant {
  /** The fault, in a few words, the same for every image of a kind that can have it. */
  readonly fault: string;
  /** Dockerfile instructions that make the fault, as root, in one layer at most. */
  readonly instructions: readonly string[];
  /** The claims that must fail, without the user they are checked for. */
  readonly claims: readonly string[];
  /** Another image that the instructions take files from. */
  readonly takesFrom?: string;
}

/** An image of the plan, what is decided about it, and the project that it belongs to. */
export interface PlannedImage<F extends ImageFolder = ImageFolder> {
  readonly build: Build;
  readonly folder: F;
  readonly project: Project;
}

/** A mutant whose fault is made by shell commands. */
export function ran(fault: string, script: string, claims: readonly string[]): Mutant {
  return { fault, instructions: [`RUN ${script}`], claims };
}

/** A mutant whose fault is in the image's configuration: its environment, labels, entrypoint or user. */
export function configured(fault: string, instruction: string, claims: readonly string[]): Mutant {
  return { fault, instructions: [instruction], claims };
}

/** The folders of a project that are of one kind. */
export function foldersOf<K extends ImageFolder["kind"]>(
  { folders }: Project,
  kind: K,
): readonly Extract<ImageFolder, { kind: K }>[] {
  return folders.filter((folder): folder is Extract<ImageFolder, { kind: K }> => folder.kind === kind);
}

/** Shell commands that leave the first 1000 bytes of files. Written anew: a change in place copies all of them first. */
export function truncated(pattern: string): string {
  return `for file in ${pattern}; do head -c 1000 "$file" >/tmp/start && mv /tmp/start "$file"; done`;
}

/** Shell commands that replace files by what a server without them might send. */
export function replacedByPage(pattern: string): string {
  return `for file in ${pattern}; do rm "$file" && echo '<html>Not found</html>' >"$file"; done`;
}

/** A shell command that prints an archive without files: the end of a ZIP file, which lists none. */
export const EMPTY_ARCHIVE = "printf 'PK\\005\\006%18s' | tr ' ' '\\000'";
