/**
 * The text of a list of classes: a line for each package, and below it one for each of its classes, indented. Packages
 * and classes are in the order of their code units, each once.
 *
 * @param names such as `org/apache/spark/SparkContext`
 * @throws Error naming a class without a package
 */
export function groupClasses(names: readonly string[]): string {
  const packages = new Map<string, string[]>();
  for (const name of [...new Set(names)].sort()) {
    const [, path, short] = /^(\S+)\/([^\s/]+)$/.exec(name) ?? [];
    if (path === undefined || short === undefined)
      throw new Error(`A class in a list: found "${name}", expected package/Name.`);
    const classes = packages.get(path);
    if (classes) classes.push(short);
    else packages.set(path, [short]);
  }
  const lines = [...packages.keys()]
    .sort()
    .flatMap((path) => [path, ...(packages.get(path) ?? []).map((short) => ` ${short}`)]);
  return lines.map((line) => `${line}\n`).join("");
}
