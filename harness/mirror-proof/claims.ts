import { secondsSince } from "../report";

/** What came of a claim. */
export interface Finding {
  /** Why it does not hold; none: it holds. */
  readonly problems: readonly string[];
  /** What was counted or tried. */
  readonly notes: readonly string[];
}

/** Claims in the Test Anything Protocol, each as soon as it was looked at. */
export class Claims {
  #count = 0;
  #failures = 0;

  constructor(private readonly print: (text: string) => void) {}

  /** Whether every claim has held. */
  get hold(): boolean {
    return this.#failures === 0;
  }

  /** Looks at a claim, a true sentence. @throws what looking at it throws */
  async look(claim: string, work: () => Promise<Finding>): Promise<void> {
    const start = Date.now();
    const { problems, notes } = await work();
    const isHeld = problems.length === 0;
    if (!isHeld) this.#failures++;
    const lines = [...problems, ...notes].map((line) => `#   ${line}\n`).join("");
    const verdict = `${isHeld ? "ok" : "not ok"} ${++this.#count} - ${claim} (${secondsSince(start)} s)`;
    this.print(`${verdict}\n${lines}`);
  }

  /** Prints how many claims there were. */
  end(): void {
    this.print(`1..${this.#count}\n`);
  }
}
