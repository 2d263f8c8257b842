import type { Lock } from "../../src/model/lock";
import { differenceOf } from "./summary/difference";
import { type Item, itemsOf, sameThing } from "./summary/items";

/** What a run did to the lock: a line for each thing that moved, came, went or is otherwise said now. */
export function summaryOf(file: string, before: string, after: string): readonly string[] {
  const [old, now] = [parse(before), parse(after)];
  const pythons = Object.keys({ ...old.wheels, ...now.wheels }).length > 1;
  const pairs = pair(itemsOf(old, Object.keys(now.wheels ?? {})), itemsOf(now));
  const differences = pairs.flatMap(([was, is]) => differenceOf(was, is, pythons) ?? []);
  if (differences.length === 0) return [`${file}: nothing to change`];
  const counts = (["moved", "added", "removed", "with the same version"] as const).flatMap((kind) => {
    const count = differences.filter((difference) => difference.kind === kind).length;
    return count > 0 ? [`${count} ${kind}`] : [];
  });
  const lines = differences.map(({ line }) => line).sort((a, b) => (a < b ? -1 : 1));
  return [`${file}: ${counts.join(", ")}`, ...lines.map((line) => `  ${line}`)];
}

function parse(text: string): Partial<Lock> {
  return (text.trim() ? JSON.parse(text) : {}) as Partial<Lock>;
}

type Pair = readonly [Item | undefined, Item | undefined];

/** Items of the same version, then one that went and one that came in the place of it, then all others. */
function pair(before: readonly Item[], after: readonly Item[]): readonly Pair[] {
  const things = [...new Set([...before, ...after].map(sameThing))];
  return things.flatMap((thing): readonly Pair[] => {
    const was = before.filter((item) => sameThing(item) === thing);
    const is = after.filter((item) => sameThing(item) === thing);
    const counterpart = (item: Item, others: readonly Item[]): Item | undefined =>
      others.find((other) => other.version === item.version);
    const same = was.flatMap((item): Pair[] => {
      const other = counterpart(item, is);
      return other ? [[item, other]] : [];
    });
    const gone = was.filter((item) => !counterpart(item, is));
    const come = is.filter((item) => !counterpart(item, was));
    if (gone.length === 1 && come.length === 1) return [...same, [gone[0], come[0]]];
    return [
      ...same,
      ...gone.map((item): Pair => [item, undefined]),
      ...come.map((item): Pair => [undefined, item]),
    ];
  });
}
