import picomatch from "picomatch";
import type { Trim } from "../../src/model/compatibility/trims";

/** Whether a file of a wheel is left out, by its path in the folder of packages or in the folder above, the prefix. */
export type IsLeftOut = (where: Exclude<Trim["where"], "interpreter">, path: string) => boolean;

/** Tells what images are built without. A folder that is left out goes with all that is in it. */
export function leftOutBy(trims: readonly Trim[]): IsLeftOut {
  const matching = (wanted: Trim["where"]): ((path: string) => boolean) =>
    picomatch(
      trims.flatMap(({ where, paths }) =>
        where === wanted ? paths.flatMap((path) => [path, `${path}/**`]) : [],
      ),
      { dot: true },
    );
  const matchers = { packages: matching("packages"), prefix: matching("prefix") };
  return (where, path) => matchers[where](path);
}
