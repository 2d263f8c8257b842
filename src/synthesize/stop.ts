/** Ends a synthesis before anything is written; the message is for the person who called it. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** Ends a synthesis that was only to be compared with the disk, with what was found. */
export class Checked extends Error {
  override readonly name = "Checked";

  constructor(
    report: string,
    readonly exitCode: 0 | 1,
  ) {
    super(report);
  }
}

/** What the operating system says of a failure, without the call and the path: `EROFS: read-only file system`. */
export function reasonOf(error: unknown): string {
  return (error as Error).message.split(",", 1)[0] ?? "";
}
