/** A file to write: everything about it but the folder it goes to. */
export interface RenderedFile {
  /** Path from the root of the project, with forward slashes. */
  readonly path: string;
  /** Text with LF line ends and one newline at its end. */
  readonly content: string;
  /** True for a script that is run. */
  readonly executable: boolean;
}
