import { type Resolution, merged, whatOf } from "./pins";
import type { WheelsInput } from "./wheels-input";

/** @throws Error naming what would become older without anybody's consent, what moves with it, and why */
export function assertNoDowngrade(input: WheelsInput, resolution: Resolution): void {
  const { pinned, mayGoDown } = input;
  const refused = resolution.lowered.filter((name) => !mayGoDown.includes(name));
  if (refused.length === 0) return;
  const now = merged(resolution.byPlatform);
  const moved = [...pinned].flatMap(([name, before]) => {
    const after = now.get(name)?.version;
    return after === undefined || after === before ? [] : [{ name, line: `  ${name} ${before} → ${after}` }];
  });
  const isRefused = ({ name }: { readonly name: string }): boolean => refused.includes(name);
  const others = moved.filter((one) => !isRefused(one)).map(({ line }) => line);
  const kept = (conflict: readonly string[]): string =>
    conflict.map((name) => `${name} ${pinned.get(name)}`).join(" together with ");
  const consent = resolution.lowered.map((name) => `--allow-downgrade ${name}`).join(" ");
  throw new Error(
    [
      `${whatOf(input)}: ${refused.length === 1 ? "a package" : `${refused.length} packages`} would go down`,
      ...moved.filter(isRefused).map(({ line }) => line),
      ...(others.length > 0 ? [`with ${refused.length === 1 ? "it" : "them"} would move`, ...others] : []),
      ...resolution.conflicts.map((conflict) => `since no resolution keeps ${kept(conflict)}`),
      `to take it: npx projen lock ${consent}; to keep it: ask for other versions in the matrix`,
    ].join("\n"),
  );
}
