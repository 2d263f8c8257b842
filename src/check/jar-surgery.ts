import { basename, dirname, join } from "node:path/posix";
import type { JsonPath } from "../model/json-path";
import type { JarSurgery, Matrix } from "../model/matrix";
import { oncePer } from "../model/once-per";
import type { Draft } from "../parse/draft";
import { jarFile } from "./artifacts";
import { present } from "./rule";
import { runtimeSparks } from "./runtime-sparks";

/** The keys of a change that name jars. */
export const JAR_KEYS = ["replace", "with", "add", "remove"] as const;
type JarKey = (typeof JAR_KEYS)[number];

/** A jar as a change names it, and where in the matrix. */
export interface NamedJar {
  readonly name: string;
  readonly path: JsonPath;
}

/** A change to the jars of Spark distributions: what goes and what comes. */
export interface JarChange {
  readonly path: JsonPath;
  readonly removed: NamedJar | undefined;
  /** Named by its Maven coordinates. */
  readonly added: NamedJar | undefined;
  readonly surgery: Draft<JarSurgery>;
}

/** The keys that a change has, whether they could be read or not. */
export function keysOf(surgery: Draft<JarSurgery>): readonly JarKey[] {
  return JAR_KEYS.filter((key) => Object.hasOwn(surgery, key));
}

/** Whether a change says one thing: to replace a jar by another one, to add one or to remove one. */
export function saysOne(surgery: Draft<JarSurgery>): boolean {
  return ["replace with", "add", "remove"].includes(keysOf(surgery).join(" "));
}

/** The changes to the distribution of a Spark version, in the order of the matrix. */
export function changesOf(matrix: Draft<Matrix>, spark: string): readonly JarChange[] {
  return changesBySpark(matrix).get(spark) ?? [];
}

const changesBySpark = oncePer<Draft<Matrix>, ReadonlyMap<string, readonly JarChange[]>>((matrix) => {
  const changes = new Map<string, JarChange[]>();
  for (const [surgery, index] of present(matrix.jarSurgery)) {
    if (!saysOne(surgery)) continue;
    const change = changeOf(surgery, ["jarSurgery", index]);
    for (const spark of runtimeSparks(matrix, surgery)) {
      const others = changes.get(spark);
      if (others) others.push(change);
      else changes.set(spark, [change]);
    }
  }
  return changes;
});

function changeOf(surgery: Draft<JarSurgery>, path: JsonPath): JarChange {
  const named = (...keys: readonly JarKey[]): NamedJar | undefined => {
    const key = keys.find((candidate) => surgery[candidate] !== undefined);
    return key && { name: surgery[key] ?? "", path: [...path, key] };
  };
  return { path, removed: named("replace", "remove"), added: named("with", "add"), surgery };
}

/**
 * Paths of the distribution's jars that a name can mean: a path, a file name, or coordinates, of which the artifact and
 * version make the file name. A distribution does not record the groups of its jars.
 */
export function pathsNamed(paths: readonly string[], name: string): readonly string[] {
  const file = fileNamed(name);
  return paths.includes(file) ? [file] : paths.filter((path) => basename(path) === file);
}

/** The path or file name that a name of a distribution's jar stands for. */
export function fileNamed(name: string): string {
  return name.includes(":") ? jarFile(name) : name;
}

/** Where a jar is put: beside the one that it replaces, else in the folder itself. */
export function pathFor(coordinates: string, replaced: string | undefined): string {
  return join(replaced === undefined ? "." : dirname(replaced), jarFile(coordinates));
}

/** Whether a jar is another version of an artifact, going by its file name. */
export function isOtherVersion(path: string, coordinates: string): boolean {
  const [, artifact = "", , , classifier] = coordinates.split(":");
  const file = basename(path);
  if (!file.startsWith(`${artifact}-`) || file === jarFile(coordinates)) return false;
  const end = classifier === undefined ? ".jar" : `-${classifier}.jar`;
  return file.endsWith(end) && /^\d[\w.]*(-\d[\w.]*)?$/.test(file.slice(artifact.length + 1, -end.length));
}
