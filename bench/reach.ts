/** A figure that has to be reached: one that is not fails the benchmark. */
export interface Reach {
  readonly claim: string;
  /** NaN: it could not be measured. */
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
}

export function isMet({ measured, limit }: Reach): boolean {
  return measured <= limit;
}

/** A reach on one line, such as `met     …: 8.10 times (at most 12)`. */
export function formatReach(reach: Reach): string {
  const { claim, measured, limit, unit } = reach;
  const figure = measured >= 100 ? measured.toFixed(0) : measured.toPrecision(3);
  const found = Number.isNaN(measured) ? "not measured" : `${figure} ${unit}`;
  return `${isMet(reach) ? "met   " : "MISSED"}  ${claim}: ${found} (at most ${limit})`;
}
