import { satisfies } from "@renovatebot/pep440";
import type { JsonPath } from "../model/json-path";
import { type Problem, show } from "../model/problem";
import { icebergAwsBundle, icebergRuntimeJar, jarFile, jdbcJar, rapidsJar } from "./artifacts";
import { requirementName } from "./matrix-rules";
import { type Rule, type RuleInput, lineOf, list, present } from "./rule";
import { runtimeSparks, scalaOf } from "./runtime-sparks";

/** What the matrix asks for and the lock does not hold. */
export const everythingIsLocked: Rule = (input) => {
  const { matrix, lock } = input;
  const missing = (
    path: JsonPath,
    wanted: string,
    section: string,
    key: string,
    held: object | undefined,
  ): Problem => {
    const allowed = `what ${input.lockFile.file} holds in $.${section}: ${list(Object.keys(held ?? {}))}`;
    const fix = `add $.${section}[${show(key)}] to ${input.lockFile.file} or take a version that it holds`;
    return input.matrixFile.problem(path, `${wanted}, which has no lock entry`, allowed, fix);
  };
  const { python } = matrix;
  return [
    ...present(matrix.spark)
      .filter(([version]) => !lock.spark?.[version])
      .map(([version, index]) => missing(["spark", index], show(version), "spark", version, lock.spark)),
    ...(python?.pyspark === undefined || lock.pyspark?.[python.pyspark]
      ? []
      : [missing(["python", "pyspark"], show(python.pyspark), "pyspark", python.pyspark, lock.pyspark)]),
    ...(python?.version === undefined || lock.python?.[python.version]
      ? []
      : [missing(["python", "version"], show(python.version), "python", python.version, lock.python)]),
    ...wantedJars(input)
      .filter(({ coordinates }) => !lock.jars?.[coordinates])
      .map(({ path, coordinates }) => {
        const artifact = coordinates.slice(0, coordinates.lastIndexOf(":") + 1);
        const held = Object.keys(lock.jars ?? {}).filter((key) => key.startsWith(artifact));
        return missing(
          path,
          coordinates,
          "jars",
          coordinates,
          Object.fromEntries(held.map((key) => [key, 0])),
        );
      }),
  ];
};

function wantedJars(input: RuleInput): readonly { path: JsonPath; coordinates: string }[] {
  const { matrix, knowledge } = input;
  const drivers = Object.entries(matrix.jdbc ?? {}).flatMap(([database, version]) => {
    const coordinates = version === undefined ? undefined : jdbcJar(knowledge, database, version);
    return coordinates === undefined ? [] : [{ path: ["jdbc", database], coordinates }];
  });
  const iceberg = matrix.iceberg?.version;
  const rapids = matrix.rapids?.version;
  const bundle = iceberg ? [{ path: ["iceberg", "version"], coordinates: icebergAwsBundle(iceberg) }] : [];
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
        return [{ path: ["runtimes", index, "layers", place], coordinates }];
      }),
    ),
  );
  return [...drivers, ...bundle, ...ofRuntimes];
}

/** Requirements that the lock does not hold, at a version outside their bounds, or outside their group. */
export const requirementsAreLocked: Rule = ({ matrix, matrixFile, lock, lockFile }) =>
  (["base", "gpu", "iceberg"] as const).flatMap((group) =>
    present(matrix.python?.[group]).flatMap(([requirement, index]) => {
      const name = requirementName(requirement);
      const path = ["python", group, index];
      const locked = lock.wheels?.[name];
      if (!locked) {
        const fix = `add $.wheels[${show(name)}] to ${lockFile.file} or remove the requirement`;
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
      return lockFile.problem(["wheels", name, "groups"], found, `the groups that require ${name}`, fix);
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
