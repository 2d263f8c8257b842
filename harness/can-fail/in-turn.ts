/** The item of a list whose turn it is after `index` others, round and round; none of an empty list. */
export function inTurn<T>(items: readonly T[], index: number): readonly T[] {
  const start = index % items.length;
  return items.slice(start, start + 1);
}
