import type { Hold } from "./answers";

/** A hold that another part of the program waits for and opens. */
export class Gate implements Hold {
  #arrive = (): void => undefined;
  #open = (): void => undefined;
  readonly #opened = new Promise<void>((resolve) => (this.#open = resolve));

  /** Resolved once a download is held. */
  readonly reached = new Promise<void>((resolve) => (this.#arrive = resolve));

  pass(): Promise<void> {
    this.#arrive();
    return this.#opened;
  }

  /** Lets the held download go on, and those to come. */
  open(): void {
    this.#open();
  }
}
