import { basename } from "node:path/posix";
import { distance } from "fastest-levenshtein";
import { type Problem, show } from "../model/problem";
import {
  type JarChange,
  type NamedJar,
  changesOf,
  fileNamed,
  isOtherVersion,
  keysOf,
  pathFor,
  pathsNamed,
  saysOne,
} from "./jar-surgery";
import { type Rule, type RuleInput, list, present } from "./rule";

/** Changes that say nothing, half of something or two things. */
export const surgerySaysOne: Rule = ({ matrix, matrixFile }) =>
  present(matrix.jarSurgery)
    .filter(([surgery]) => !saysOne(surgery))
    .map(([surgery, index]) => {
      const keys = keysOf(surgery);
      const fixes: Readonly<Record<string, string>> = {
        "": "add the keys of one change",
        replace: 'add "with", the coordinates of the jar that comes, or write "remove"',
        with: 'add "replace", the jar that goes, or write "add"',
      };
      return matrixFile.problem(
        ["jarSurgery", index],
        keys.length === 0 ? "a change that names no jar" : keys.map(show).join(" and "),
        '"replace" and "with", or "add", or "remove"',
        fixes[keys.join(" ")] ?? "make each of them a change of its own",
      );
    });

/** Changes for a Spark that is not in the matrix. */
export const surgeryNamesSparks: Rule = ({ matrix, matrixFile }) => {
  const known = new Set(present(matrix.spark).map(([version]) => version));
  return present(matrix.jarSurgery).flatMap(([{ spark }, index]) =>
    present(typeof spark === "string" ? [] : spark).flatMap(([version, place]) => {
      if (known.has(version)) return [];
      const path = ["jarSurgery", index, "spark", place];
      const fix = `add ${show(version)} to $.spark or remove it here`;
      return matrixFile.problem(path, show(version), `the Spark versions of $.spark: ${list(known)}`, fix);
    }),
  );
};

/** Changes to a distribution whose jars the lock does not list, so that nothing can be said of what they do. */
export const surgeryHasJarLists: Rule = (input) =>
  present(input.matrix.spark).flatMap(([spark]) => {
    const { matrix, matrixFile, lock, lockFile } = input;
    const locked = lock.spark?.[spark];
    const changes = changesOf(matrix, spark);
    if (!locked || locked.jars || changes.length === 0) return [];
    const listed = Object.keys(lock.spark ?? {}).filter((version) => lock.spark?.[version]?.jars);
    return changes.map(({ path }) =>
      matrixFile.problem(
        path,
        `a change to the jars of Spark ${spark}, which ${lockFile.file} does not list`,
        `Spark versions whose jars ${lockFile.file} lists: ${list(listed)}`,
        `add $.spark[${show(spark)}].jars to ${lockFile.file} or leave Spark ${spark} out here`,
      ),
    );
  });

/** Jars to replace or remove that the distribution does not have, or has in two folders. */
export const surgeryFindsJars: Rule = (input) =>
  surgeries(input).flatMap(({ spark, paths, changes }) =>
    changes.flatMap(({ removed }) => {
      if (removed === undefined) return [];
      const found = pathsNamed(paths, removed.name);
      if (found.length === 1) return [];
      return found.length > 1
        ? ambiguous(input, removed, spark, found)
        : absent(input, removed, { spark, paths });
    }),
  );

function ambiguous(
  { matrixFile }: RuleInput,
  { name, path }: NamedJar,
  spark: string,
  found: readonly string[],
): Problem {
  const allowed = `a path, since Spark ${spark} has ${found.join(" and ")}`;
  return matrixFile.problem(path, show(name), allowed, "write one of the paths");
}

function absent(
  { matrixFile }: RuleInput,
  { name, path }: NamedJar,
  { spark, paths }: Pick<Surgery, "spark" | "paths">,
): Problem {
  const near = nearest(fileNamed(name), paths);
  const found = `${show(name)}, which is not in the distribution of Spark ${spark}`;
  const fix = `write ${show(near[0])} or leave Spark ${spark} out here`;
  return matrixFile.problem(path, found, `its jars; the nearest: ${near.join(", ")}`, fix);
}

const NEAREST = 3;

/** Jars with the most similar names; those of the same artifact, whatever the version, before all others. */
function nearest(file: string, paths: readonly string[]): readonly string[] {
  const artifact = (name: string): string => basename(name).replace(/-\d.*$/, "");
  const isOther = (path: string): number => Number(artifact(path) !== artifact(file));
  const far = (path: string): number => distance(basename(path), file);
  return [...paths].sort((a, b) => isOther(a) - isOther(b) || far(a) - far(b)).slice(0, NEAREST);
}

// PySpark's archive of Py4J has to be of the version of the jar; the other two are what the image is named for.
const SPARKS_OWN = /^(py4j-\d|spark-core_|spark-kubernetes_)/;

/** Changes to jars that the rest of the image goes with. */
export const surgeryLeavesSpark: Rule = (input) =>
  surgeries(input).flatMap(({ spark, paths, changes }) =>
    changes.flatMap(({ removed }) => {
      const own = removed && pathsNamed(paths, removed.name).find((path) => SPARKS_OWN.test(basename(path)));
      if (!removed || own === undefined) return [];
      const found = `${own} of Spark ${spark}, which PySpark or the image itself needs as it is`;
      const allowed = "any jar but py4j, spark-core and spark-kubernetes";
      return input.matrixFile.problem(removed.path, found, allowed, "remove this change");
    }),
  );

/** Two changes to one jar of a distribution. */
export const surgeryTouchesOnce: Rule = (input) =>
  surgeries(input).flatMap(({ spark, paths, changes }) => {
    const owners = new Map<string, JarChange>();
    return changes.flatMap((change) =>
      touched(change, paths).flatMap(({ file, path }) => {
        const owner = owners.get(file);
        owners.set(file, owner ?? change);
        if (owner === undefined || owner === change) return [];
        const found = `a second change to ${file} of Spark ${spark}, beside $.jarSurgery[${owner.path[1]}]`;
        return input.matrixFile.problem(path, found, "one change to each jar", "make one change of the two");
      }),
    );
  });

/** Jars that come although the distribution has them, or keeps another version of them. */
export const surgeryAddsNewJars: Rule = (input) =>
  surgeries(input).flatMap(({ spark, paths, changes }) => {
    const gone = new Set(changes.flatMap(({ removed }) => (removed ? pathsNamed(paths, removed.name) : [])));
    const comes = changes.flatMap((change) => (change.added ? [pathAdded(change, paths)] : []));
    const left = [...paths.filter((path) => !gone.has(path)), ...comes];
    return changes.flatMap((change) => {
      const { added, removed } = change;
      if (!added || (removed && pathsNamed(paths, removed.name).length !== 1)) return [];
      const path = pathAdded(change, paths);
      const other = left.find((name) => isOtherVersion(name, added.name));
      if (!paths.includes(path) && other === undefined) return [];
      const found = other
        ? `${added.name} beside ${other} of Spark ${spark}`
        : `${added.name}, but Spark ${spark} has ${path}`;
      const fix = other
        ? `replace or remove ${show(other)} as well`
        : "take another version or remove this change";
      return input.matrixFile.problem(added.path, found, "a jar that is not there, in one version", fix);
    });
  });

interface Surgery {
  readonly spark: string;
  /** Paths of the distribution's jars. */
  readonly paths: readonly string[];
  readonly changes: readonly JarChange[];
}

/** The changes to each distribution whose jars are known. */
function surgeries({ matrix, lock }: RuleInput): readonly Surgery[] {
  return present(matrix.spark).flatMap(([spark]) => {
    const files = lock.spark?.[spark]?.jars?.files;
    return files ? [{ spark, paths: Object.keys(files), changes: changesOf(matrix, spark) }] : [];
  });
}

/** The files that a change takes away or brings, and where it names each. */
function touched(
  change: JarChange,
  paths: readonly string[],
): readonly { file: string; path: NamedJar["path"] }[] {
  const { removed, added } = change;
  return [
    ...(removed ? pathsNamed(paths, removed.name).map((file) => ({ file, path: removed.path })) : []),
    ...(added ? [{ file: pathAdded(change, paths), path: added.path }] : []),
  ];
}

function pathAdded({ removed, added }: JarChange, paths: readonly string[]): string {
  return pathFor(added?.name ?? "", removed && pathsNamed(paths, removed.name)[0]);
}
