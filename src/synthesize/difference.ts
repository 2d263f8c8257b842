/**
 * How a file on disk is not what is generated: other text, no file, no longer generated, the same text with other line
 * ends, the run bit lost or added, a link or a folder in its place.
 */
export type DifferenceKind = "changed" | "missing" | "stale" | "line ends" | "run bit" | "link" | "folder";

/** A generated file that is not on disk as it is generated. */
export interface Difference {
  /** Path from the root of the project, with forward slashes. */
  readonly path: string;
  readonly kind: DifferenceKind;
  /** Text on disk; undefined where no file is. */
  readonly actual: string | undefined;
  /** Generated text; undefined where it is no longer generated. */
  readonly expected: string | undefined;
  /** Whether it is to be a script that can be run. */
  readonly executable: boolean;
}

/** What every generated file says near its top; a file without it is somebody's own and is left alone. */
export const MARKER = "by `npx projen`: do not edit";

/** A text without the carriage returns that a checkout or an editor puts before line feeds. */
export function withoutCarriageReturns(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
