import type { JsonPath } from "../model/json-path";
import { type Problem, show } from "../model/problem";
import { jarFile } from "./artifacts";
import { type Rule, isHeld, list } from "./rule";
import { unpinned } from "./unpinned";
import { wantedEntries } from "./wanted";

/** What the matrix asks for and the lock does not hold. */
export const everythingIsLocked: Rule = (input) => {
  const { lock, matrixFile, lockFile } = input;
  return wantedEntries(input)
    .filter(({ section, key }) => !isHeld(lock[section], key))
    .map(({ section, key, alike, found, path }) => {
      const others = Object.keys(lock[section] ?? {}).filter((name) => name.startsWith(alike));
      const allowed = `what ${lockFile.file} holds in $.${section}: ${list(others)}`;
      const fix = `run npx projen lock, or take a version that ${lockFile.file} holds`;
      const reason = section === "jars" ? unpinned(input, key) : undefined;
      const why = reason ? `, ${reason.why}` : "";
      return matrixFile.problem(path, `${found}, which has no lock entry${why}`, allowed, reason?.fix ?? fix);
    });
};

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
