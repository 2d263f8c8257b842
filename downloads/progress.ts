import { type Report, formatBytes } from "../harness/report";

/** A step that takes longer than this, in milliseconds, is spoken of. */
const FIRST = 1_000;
const INTERVAL = 5_000;

/** Calls `say` after a second and then every five, until it is stopped. */
class Clock {
  readonly #start = Date.now();
  #timer: NodeJS.Timeout;

  constructor(private readonly say: (seconds: number) => void) {
    this.#timer = setTimeout(() => this.#tick(), FIRST);
  }

  get seconds(): number {
    return Math.round((Date.now() - this.#start) / 1_000);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tick(): void {
    this.say(this.seconds);
    this.#timer = setTimeout(() => this.#tick(), INTERVAL);
  }
}

/** Does a step and, where it takes longer than a second, says so: then, every five seconds, and at its end. */
export async function withProgress<T>(report: Report, step: string, work: () => Promise<T>): Promise<T> {
  let isSpokenOf = false;
  const clock = new Clock((seconds) => {
    isSpokenOf = true;
    report(`${step}: ${seconds} s`);
  });
  try {
    return await work();
  } finally {
    clock.stop();
    if (isSpokenOf) report(`${step}: ended after ${clock.seconds} s`);
  }
}

/** Says how many bytes of a file are there: after a second, every five seconds, and at the end. */
export class Progress {
  readonly #of: string;
  readonly #clock: Clock;

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
    this.#clock = new Clock(() => this.report(`${this.name}: ${formatBytes(this.bytes)}${this.#of}`));
  }

  /** Counts bytes that were written. */
  add(bytes: number): void {
    this.bytes += bytes;
  }

  /** Stops speaking, whether the file is whole or not. */
  stop(): void {
    this.#clock.stop();
  }

  /** Says that the file is whole. */
  end(): void {
    this.stop();
    this.report(`${this.name}: ${formatBytes(this.bytes)}${this.#of}, downloaded`);
  }
}
