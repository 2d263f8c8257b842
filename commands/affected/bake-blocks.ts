/** A bake file in parts. */
export interface BakeBlocks {
  /** The text of each target, by name. */
  readonly targets: ReadonlyMap<string, string>;
  /** What is in it for all targets: variables, functions, what they inherit. */
  readonly common: string;
}

const GROUP = /^group "[^"]*" \{\n[\s\S]*?^\}\n/gm;
const TARGET = /^target "([^"_][^"]*)" \{\n[\s\S]*?^\}\n/gm;

/** Takes a generated bake file apart; groups, which say nothing of a target, are left out. */
export function readBakeBlocks(text: string): BakeBlocks {
  const targets = new Map(Array.from(text.matchAll(TARGET), ([block, name = ""]) => [name, block] as const));
  const common = text
    .replaceAll(TARGET, "")
    .replaceAll(GROUP, "")
    .replaceAll(/\n{2,}/g, "\n\n")
    .trim();
  return { targets, common };
}
