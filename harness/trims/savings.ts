import type { Trim, TrimSaves } from "../../src/model/compatibility/trims";
import { type Group, GROUPS } from "../../src/model/project";
import { placeOf } from "../sbom-check/installed-wheel";
import { leftOutBy } from "../sbom-check/left-out";

/** A wheel whose files are measured. */
export interface MeasuredWheel {
  /** The group whose folder it is installed into. */
  readonly group: Group;
  /** Bytes of each of its files by path. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** What each part saves by group, in the order of the parts; a file counts for the first part that it is of. */
export function savingsOf(trims: readonly Trim[], wheels: readonly MeasuredWheel[]): readonly TrimSaves[] {
  const matchers = trims.map((trim) => leftOutBy([trim]));
  const saved = trims.map(() => new Map<Group, number>());
  for (const { group, sizes } of wheels) {
    const distInfo = [...sizes.keys()].map(distInfoOf).find((name) => name !== undefined) ?? "";
    for (const [name, size] of sizes) {
      const { where, path } = placeOf(name, distInfo);
      const sums = saved[matchers.findIndex((isLeftOut) => isLeftOut(where, path))];
      if (size > 0) sums?.set(group, (sums.get(group) ?? 0) + size);
    }
  }
  return saved.map((sums) => Object.fromEntries(GROUPS.flatMap((group) => entryOf(group, sums.get(group)))));
}

function entryOf(group: Group, bytes: number | undefined): readonly (readonly [Group, number])[] {
  return bytes === undefined ? [] : [[group, bytes]];
}

function distInfoOf(path: string): string | undefined {
  return /^([^/]+\.dist-info)\/RECORD$/.exec(path)?.[1];
}
