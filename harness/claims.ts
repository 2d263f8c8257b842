import { secondsSince } from "./report";

/** What came of a claim. */
export interface Finding {
  /** Why it does not hold; none: it holds. */
  readonly problems: readonly string[];
  /** What was counted or tried. */
  readonly notes: readonly string[];
}

/** A claim, a true sentence, and what came of looking at it. */
export interface Claim extends Finding {
  readonly says: string;
}

/** A claim, and what speaks against it. */
export function claim(says: string, problems: readonly string[], notes: readonly string[] = []): Claim {
  return { says, problems, notes };
}

/** Tells claims that were looked at, and how many there were. @returns whether all of them hold */
export function tellAll(claims: readonly Claim[], print: (text: string) => void): boolean {
  const told = new Claims(print);
  for (const { says, ...finding } of claims) told.tell(says, finding);
  told.end();
  return told.hold;
}

/** Claims in the Test Anything Protocol, each as soon as it was looked at. */
export class Claims {
  #count = 0;
  #failures = 0;
  #skips = 0;

  constructor(private readonly print: (text: string) => void) {}

  /** Whether every claim has held. */
  get hold(): boolean {
    return this.#failures === 0;
  }

  /** Looks at a claim, a true sentence. @throws what looking at it throws */
  async look(claim: string, work: () => Promise<Finding>): Promise<void> {
    const start = Date.now();
    const finding = await work();
    this.tell(`${claim} (${secondsSince(start)} s)`, finding);
  }

  /** Tells what came of a claim. */
  tell(claim: string, { problems, notes }: Finding): void {
    const isHeld = problems.length === 0;
    if (!isHeld) this.#failures++;
    const lines = [...problems, ...notes].map((line) => `#   ${line}\n`).join("");
    this.print(`${isHeld ? "ok" : "not ok"} ${++this.#count} - ${claim}\n${lines}`);
  }

  /** Tells that a claim was not looked at, and why. */
  skip(claim: string, reason: string): void {
    this.#skips++;
    this.print(`ok ${++this.#count} - ${claim} # SKIP ${reason}\n`);
  }

  /** Prints how many claims there were, and what came of them. */
  end(): void {
    const skipped = this.#skips > 0 ? `, ${this.#skips} skipped` : "";
    const passed = this.#count - this.#failures - this.#skips;
    this.print(`1..${this.#count}\n\n${passed} passed, ${this.#failures} failed${skipped}\n`);
  }
}
