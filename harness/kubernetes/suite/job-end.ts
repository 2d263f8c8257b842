/** How one of many jobs ended that all compute pi. */
export interface JobEnd {
  readonly name: string;
  /** Undefined: it was not found out. */
  readonly exitCode: number | undefined;
  /** What its driver has printed, or why that was not found out. */
  readonly log: string;
}

/** The end of a job of which something was not found out: the others are played nevertheless. */
export function endedBy(error: unknown, name: string): JobEnd {
  return { name, exitCode: undefined, log: error instanceof Error ? error.message : String(error) };
}

/** What is wrong with those that did not end with 0. */
export function failuresOf(ends: readonly JobEnd[]): readonly string[] {
  return ends.flatMap(({ name, exitCode, log }) => {
    if (exitCode === 0) return [];
    return exitCode === undefined
      ? `${name}: ${log}`.split("\n")
      : [`${name} ended with ${exitCode}: its logs are in ${name}/`];
  });
}

/** What is wrong with those that ended with 0. */
export function wrongResultsOf(ends: readonly JobEnd[]): readonly string[] {
  const wrong = ends.filter(({ exitCode, log }) => exitCode === 0 && !/^Pi is roughly 3\.1[345]/m.test(log));
  return wrong.map(({ name }) => `found no pi in ${name}/driver.log`);
}
