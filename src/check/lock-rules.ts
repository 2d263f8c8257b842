import { satisfies } from "@renovatebot/pep440";
import { type JsonPath, formatPath } from "../model/json-path";
import { type Problem, show } from "../model/problem";
import { GROUPS, type Group } from "../model/project";
import { requirementBounds, requirementName } from "../model/requirement";
import { jarFile } from "./artifacts";
import { pythonsOf, requirementsFor } from "./pythons";
import { type Rule, type RuleInput, list } from "./rule";
import { wantedEntries } from "./wanted";

/** What the matrix asks for and the lock does not hold. */
export const everythingIsLocked: Rule = (input) => {
  const { lock, matrixFile, lockFile } = input;
  return wantedEntries(input)
    .filter(({ section, key }) => !lock[section]?.[key])
    .map(({ section, key, alike, found, path }) => {
      const held = Object.keys(lock[section] ?? {}).filter((name) => name.startsWith(alike));
      const allowed = `what ${lockFile.file} holds in $.${section}: ${list(held)}`;
      const fix = `add $.${section}[${show(key)}] to ${lockFile.file} or take a version that it holds`;
      return matrixFile.problem(path, `${found}, which has no lock entry`, allowed, fix);
    });
};

/** Requirements that the lock does not hold, at a version outside their bounds, or outside their group. */
export const requirementsAreLocked: Rule = (input) =>
  pythonsOf(input.matrix).flatMap(({ python }) =>
    input.lock.wheels?.[python]
      ? GROUPS.flatMap((group) =>
          requirementsFor(input.matrix, group, python).flatMap((requirement) =>
            unlocked(input, { python, group, requirement }),
          ),
        )
      : [],
  );

interface Asked {
  readonly python: string;
  readonly group: Group;
  /** The requirement and its place in the group. */
  readonly requirement: readonly [string, number];
}

function unlocked(
  { matrixFile, lock, lockFile }: RuleInput,
  { python, group, requirement }: Asked,
): Problem[] {
  const [text, index] = requirement;
  const name = requirementName(text);
  const path = ["python", group, index];
  const locked = lock.wheels?.[python]?.[name];
  if (!locked) {
    const fix = `add ${formatPath(["wheels", python, name])} to ${lockFile.file} or remove the requirement`;
    return [matrixFile.problem(path, `${show(text)}, which has no lock entry`, "a locked package", fix)];
  }
  const bounds = requirementBounds(text);
  if (locked.version !== undefined && bounds !== "" && !satisfies(locked.version, bounds)) {
    const found = `${show(text)}, but ${lockFile.file} holds ${name} ${locked.version} for Python ${python}`;
    const fix = `lock a version within the bounds or change them`;
    return [matrixFile.problem(path, found, "bounds that the locked version keeps", fix)];
  }
  if (!locked.groups || locked.groups.includes(group)) return [];
  const found = `${show(locked.groups)} without ${show(group)}`;
  const fix = `add ${show(group)}, or resolve the groups again`;
  return [
    lockFile.problem(["wheels", python, name, "groups"], found, `the groups that require ${name}`, fix),
  ];
}

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
