import { satisfies } from "@renovatebot/pep440";
import { type JsonPath, formatPath } from "../model/json-path";
import type { Lock } from "../model/lock";
import { type Problem, show } from "../model/problem";
import { icebergAwsBundle, icebergRuntimeJar, jarFile, jdbcJar, rapidsJar } from "./artifacts";
import { requirementName } from "./matrix-rules";
import { type Rule, type RuleInput, lineOf, list, present } from "./rule";
import { runtimeSparks, scalaOf } from "./runtime-sparks";

/** What the matrix asks for and the lock does not hold. */
export const everythingIsLocked: Rule = (input) => {
  const { matrix, lock, matrixFile, lockFile } = input;
  const { version, pyspark } = matrix.python ?? {};
  const wanted = [
    ...present(matrix.spark).map(([spark, index]) => wantedVersion("spark", spark, ["spark", index])),
    ...(pyspark === undefined ? [] : [wantedVersion("pyspark", pyspark, ["python", "pyspark"])]),
    ...(version === undefined ? [] : [wantedVersion("python", version, ["python", "version"])]),
    ...(version === undefined ? [] : [wantedWheels(version)]),
    ...wantedJars(input),
  ];
  return wanted
    .filter(({ section, key }) => !lock[section]?.[key])
    .map(({ section, key, alike, found, path }) => {
      const held = Object.keys(lock[section] ?? {}).filter((name) => name.startsWith(alike));
      const allowed = `what ${lockFile.file} holds in $.${section}: ${list(held)}`;
      const fix = `add $.${section}[${show(key)}] to ${lockFile.file} or take a version that it holds`;
      return matrixFile.problem(path, `${found}, which has no lock entry`, allowed, fix);
    });
};

/** An entry of the lock that the matrix asks for. */
interface Wanted {
  readonly section: keyof Omit<Lock, "$schema">;
  readonly key: string;
  /** What the keys begin with that could take its place. */
  readonly alike: string;
  /** The words for it in a message. */
  readonly found: string;
  /** Where the matrix asks for it. */
  readonly path: JsonPath;
}

function wantedVersion(section: Wanted["section"], key: string, path: JsonPath): Wanted {
  return { section, key, alike: "", found: show(key), path };
}

function wantedWheels(python: string): Wanted {
  const found = `the set of wheels for Python ${python}`;
  return { section: "wheels", key: python, alike: "", found, path: ["python", "version"] };
}

function wantedJar(coordinates: string, path: JsonPath): Wanted {
  const alike = coordinates.slice(0, coordinates.lastIndexOf(":") + 1);
  return { section: "jars", key: coordinates, alike, found: coordinates, path };
}

function wantedJars(input: RuleInput): readonly Wanted[] {
  const { matrix, knowledge } = input;
  const drivers = Object.entries(matrix.jdbc ?? {}).flatMap(([database, version]) => {
    const coordinates = version === undefined ? undefined : jdbcJar(knowledge, database, version);
    return coordinates === undefined ? [] : [wantedJar(coordinates, ["jdbc", database])];
  });
  const iceberg = matrix.iceberg?.version;
  const rapids = matrix.rapids?.version;
  const bundle = iceberg ? [wantedJar(icebergAwsBundle(iceberg), ["iceberg", "version"])] : [];
  const seen = new Set<string>();
  const ofRuntimes = present(matrix.runtimes).flatMap(([runtime, index]) =>
    present(runtime.layers).flatMap(([layer, place]) =>
      [...runtimeSparks(matrix, runtime)].flatMap((spark) => {
        const scala = scalaOf(input, spark);
        if (scala === undefined) return [];
        const coordinates =
          layer === "jars-iceberg" && iceberg
            ? icebergRuntimeJar(iceberg, lineOf(spark), scala)
            : layer === "jars-rapids" && rapids
              ? rapidsJar(rapids, scala)
              : undefined;
        if (coordinates === undefined || seen.has(coordinates)) return [];
        seen.add(coordinates);
        return [wantedJar(coordinates, ["runtimes", index, "layers", place])];
      }),
    ),
  );
  return [...drivers, ...bundle, ...ofRuntimes];
}

/** Requirements that the lock does not hold, at a version outside their bounds, or outside their group. */
export const requirementsAreLocked: Rule = ({ matrix, matrixFile, lock, lockFile }) =>
  (["base", "gpu", "iceberg"] as const).flatMap((group) =>
    present(matrix.python?.[group]).flatMap(([requirement, index]) => {
      const python = matrix.python?.version;
      if (python === undefined || !lock.wheels?.[python]) return [];
      const name = requirementName(requirement);
      const path = ["python", group, index];
      const locked = lock.wheels[python]?.[name];
      if (!locked) {
        const fix = `add ${formatPath(["wheels", python, name])} to ${lockFile.file} or remove the requirement`;
        return matrixFile.problem(
          path,
          `${show(requirement)}, which has no lock entry`,
          "a locked package",
          fix,
        );
      }
      const bounds = requirement.slice(name.length);
      if (locked.version !== undefined && bounds !== "" && !satisfies(locked.version, bounds)) {
        const fix = `lock a version within the bounds or change them`;
        const found = `${show(requirement)}, but ${lockFile.file} holds ${name} ${locked.version}`;
        return matrixFile.problem(path, found, "bounds that the locked version keeps", fix);
      }
      if (!locked.groups || locked.groups.includes(group)) return [];
      const found = `${show(locked.groups)} without ${show(group)}`;
      const fix = `add ${show(group)}, or resolve the groups again`;
      return lockFile.problem(
        ["wheels", python, name, "groups"],
        found,
        `the groups that require ${name}`,
        fix,
      );
    }),
  );

/** Lock entries whose file is not the one that their coordinates lead to. */
export const filesMatchCoordinates: Rule = ({ lock, lockFile }) => {
  const differs = (path: JsonPath, file: string | undefined, expected: string): Problem[] =>
    file === undefined || file === expected
      ? []
      : [lockFile.problem([...path, "file"], show(file), show(expected), `write ${show(expected)}`)];
  return [
    ...Object.entries(lock.spark ?? {}).flatMap(([version, entry]) =>
      differs(["spark", version], entry?.file, `spark-${version}-bin-hadoop3.tgz`),
    ),
    ...Object.entries(lock.pyspark ?? {}).flatMap(([version, entry]) =>
      differs(["pyspark", version], entry?.file, `pyspark-${version}.tar.gz`),
    ),
    ...Object.entries(lock.jars ?? {}).flatMap(([coordinates, entry]) =>
      differs(["jars", coordinates], entry?.file, jarFile(coordinates)),
    ),
    ...Object.entries(lock.python ?? {}).flatMap(([version, build]) =>
      (["amd64", "arm64"] as const).flatMap((platform) => {
        const machine = platform === "amd64" ? "x86_64" : "aarch64";
        const file = `cpython-${build?.version}+${build?.release}-${machine}-unknown-linux-gnu-install_only_stripped.tar.gz`;
        const known = build?.version !== undefined && build.release !== undefined;
        return known
          ? differs(["python", version, "platforms", platform], build.platforms?.[platform]?.file, file)
          : [];
      }),
    ),
  ];
};
