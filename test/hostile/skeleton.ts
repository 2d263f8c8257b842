/**
 * What is left of a script, a Dockerfile or a list when the texts in it are taken out: its quotes, operators and line
 * ends, and in double quotes what a shell still reads there. A value that stays in its place does not change it.
 */
export function skeletonOf(text: string): string {
  return (
    text
      .replace(/'[^'\n]*'/g, "'…'")
      .replace(/"[^"\n]*"/g, (quoted) => `"${quoted.replace(/[^$`\\]+/g, "")}"`)
      .replace(/^( *#) .*$/gm, "$1 …")
      .replace(/[A-Za-z0-9._+~%@:/,=^!-]+/g, "…")
      // What stands behind values of several lengths is put below each other.
      .replace(/(?<=\S) +/g, " ")
  );
}
