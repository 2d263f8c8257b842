import { type Report, formatBytes } from "../harness/report";

const INTERVAL = 5_000;

/** Says how many bytes of a file are there: every five seconds, and at the end. */
export class Progress {
  readonly #of: string;
  #last = Date.now();

  /**
   * @param bytes bytes that are there already
   * @param total bytes of the whole file; null where the source does not say
   */
  constructor(
    private readonly name: string,
    private bytes: number,
    total: number | null,
    private readonly report: Report,
  ) {
    this.#of = total === null ? "" : ` of ${formatBytes(total)}`;
    if (bytes > 0) report(`${name}: going on after ${formatBytes(bytes)}${this.#of}`);
  }

  /** Counts bytes that were written. */
  add(bytes: number): void {
    this.bytes += bytes;
    if (Date.now() - this.#last < INTERVAL) return;
    this.#last = Date.now();
    this.report(`${this.name}: ${formatBytes(this.bytes)}${this.#of}`);
  }

  /** Says that the file is whole. */
  end(): void {
    this.report(`${this.name}: ${formatBytes(this.bytes)}${this.#of}, downloaded`);
  }
}
