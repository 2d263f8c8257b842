import type { JsonPath } from "../model/json-path";
import type { Lock } from "../model/lock";
import { show } from "../model/problem";
import { icebergAwsBundle, jdbcJar } from "./artifacts";
import { layerJars } from "./layer-jars";
import { type NamedPython, pythonsOf } from "./pythons";
import { type RuleInput, present } from "./rule";
import { runtimeSparks } from "./runtime-sparks";

/** An entry of the lock that the matrix asks for. */
export interface Wanted {
  readonly section: keyof Omit<Lock, "$schema">;
  readonly key: string;
  /** What the keys begin with that could take its place. */
  readonly alike: string;
  /** The words for it in a message. */
  readonly found: string;
  /** Where the matrix asks for it. */
  readonly path: JsonPath;
}

/** Every entry of the lock that the matrix asks for, in the order of the matrix; what could not be read asks for none. */
export function wantedEntries(input: RuleInput): readonly Wanted[] {
  const { matrix } = input;
  const pyspark = matrix.python?.pyspark;
  return [
    ...present(matrix.spark).map(([spark, index]) => wantedVersion("spark", spark, ["spark", index])),
    ...(pyspark === undefined ? [] : [wantedVersion("pyspark", pyspark, ["python", "pyspark"])]),
    ...pythonsOf(matrix).map(({ python, path }) => wantedVersion("python", python, path)),
    ...pythonsOf(matrix).map(wantedWheels),
    ...wantedJars(input),
  ];
}

function wantedVersion(section: Wanted["section"], key: string, path: JsonPath): Wanted {
  return { section, key, alike: "", found: show(key), path };
}

function wantedWheels({ python, path }: NamedPython): Wanted {
  const found = `the set of wheels for Python ${python}`;
  return { section: "wheels", key: python, alike: "", found, path };
}

function wantedJar(coordinates: string, path: JsonPath): Wanted {
  const alike = `${coordinates.split(":").slice(0, 2).join(":")}:`;
  return { section: "jars", key: coordinates, alike, found: coordinates, path };
}

function wantedJars(input: RuleInput): readonly Wanted[] {
  const { matrix, knowledge } = input;
  const drivers = Object.entries(matrix.jdbc ?? {}).flatMap(([database, version]) => {
    const coordinates = version === undefined ? undefined : jdbcJar(knowledge, database, version);
    return coordinates === undefined ? [] : [wantedJar(coordinates, ["jdbc", database])];
  });
  const iceberg = matrix.iceberg?.version;
  const bundle = iceberg ? [wantedJar(icebergAwsBundle(iceberg), ["iceberg", "version"])] : [];
  const ofRuntimes = present(matrix.runtimes).flatMap(([runtime, index]) =>
    present(runtime.layers).flatMap(([layer, place]) =>
      [...runtimeSparks(matrix, runtime)]
        .flatMap((spark) => layerJars(input, layer, spark))
        .map((coordinates) => wantedJar(coordinates, ["runtimes", index, "layers", place])),
    ),
  );
  return onceEach([...drivers, ...bundle, ...ofSurgery(matrix), ...ofRuntimes]);
}

/** Each jar where it is asked for first. */
function onceEach(wanted: readonly Wanted[]): readonly Wanted[] {
  const seen = new Set<string>();
  return wanted.filter(({ key }) => !seen.has(key) && seen.add(key));
}

/** The jars that take the place of a distribution's, or are added to them. */
function ofSurgery(matrix: RuleInput["matrix"]): readonly Wanted[] {
  return present(matrix.jarSurgery).flatMap(([surgery, index]) =>
    (["with", "add"] as const).flatMap((key) => {
      const coordinates = surgery[key];
      return coordinates === undefined ? [] : [wantedJar(coordinates, ["jarSurgery", index, key])];
    }),
  );
}
