/** What a jar's file name can stand for. */
export interface JarName {
  readonly artifact: string;
  readonly version: string;
}

/**
 * Artifact and version of a jar's file name, `avro` and `1.11.2` of `avro-1.11.2.jar`: in each way that it can be split,
 * but for those that leave a name between two versions, such as `1.2-api-2.20.0` for `log4j`.
 */
export function jarNames(file: string): readonly JarName[] {
  const base = file.slice(file.lastIndexOf("/") + 1);
  if (!base.endsWith(".jar")) return [];
  return [...base.matchAll(/-(?=\d)/g)]
    .map(({ index }) => ({
      artifact: base.slice(0, index),
      version: base.slice(index + 1, -".jar".length),
    }))
    .filter(({ version }) => !/-[a-z]+-\d+\.\d/i.test(version));
}
