/** Scripts that a shell has to read: see `test/hostile/trees.test.ts`. */
export const SCRIPTS = new Map<string, true>();

const MANY = 5000;

/** Whether a text is a script; those that were seen are kept for bash and shellcheck, which take a process each. */
export function assertScript(text: string): void {
  const [first, second] = text.split("\n");
  if (!/^#!(\/bin\/bash|\/usr\/bin\/env bash)$/.test(first ?? "") || !second?.startsWith("# Generated from "))
    throw new Error("does not begin as a script of this project");
  if (SCRIPTS.size < MANY) SCRIPTS.set(text, true);
}
