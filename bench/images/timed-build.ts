import { join } from "node:path";
import { build, type Site, whyNotBuilt } from "../../harness/mirror-proof/images";
import type { Report } from "../../harness/report";

/** An image to build. */
export interface TimedImage {
  readonly reference: string;
  /** The words behind `docker` that build it. */
  readonly words: readonly string[];
}

/** Seconds of the clock that each build took, by the image's reference. */
export type Seconds = Readonly<Record<string, number>>;

/** How builds are timed. */
export interface Timing {
  readonly site: Site;
  readonly logFolder: string;
  readonly report: Report;
}

/**
 * Builds images one after the other.
 *
 * @param what says in the progress what is measured
 * @throws Error with the failing step's last lines
 */
export async function buildInTurn(
  images: readonly TimedImage[],
  { site, logFolder, report }: Timing,
  what: string,
): Promise<Seconds> {
  const seconds: Record<string, number> = {};
  for (const { reference, words } of images) {
    const log = join(logFolder, `${reference.replaceAll(/[^\w.-]+/g, "_")}.${what.replaceAll(" ", "-")}.log`);
    const start = performance.now();
    const ended = await build(words, log, site);
    if (!ended.isBuilt)
      throw new Error([`${reference} was not built (${log}):`, ...whyNotBuilt(ended)].join("\n  "));
    const took = (performance.now() - start) / 1000;
    seconds[reference] = took;
    report(`${what}: ${reference} in ${took.toFixed(1)} s`);
  }
  return seconds;
}

/** Seconds of all of them. */
export function total(seconds: Seconds): number {
  return Object.values(seconds).reduce((sum, one) => sum + one, 0);
}

/** Seconds of the one that took longest; 0 where there is none. */
export function longest(seconds: Seconds): number {
  return Math.max(0, ...Object.values(seconds));
}
