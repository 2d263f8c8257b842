import type { Layer, Platform } from "../model/matrix";
import { type Problem, show } from "../model/problem";
import { cite } from "./facts";
import { pythonsOf } from "./pythons";
import { type Rule, type RuleInput, held, lineOf, list, present } from "./rule";

interface AskedPlatform {
  readonly platform: Platform;
  readonly path: readonly (string | number)[];
}

function platformsOf({ matrix }: RuleInput): readonly AskedPlatform[] {
  return present(matrix.images?.platforms).map(([platform, index]) => ({
    platform,
    path: ["images", "platforms", index],
  }));
}

/** A platform that the RAPIDS jar of a runtime is not for: the lock has the jar without a classifier. */
export const rapidsHasPlatform: Rule = (input) => {
  const { matrix, matrixFile, knowledge } = input;
  const version = matrix.rapids?.version;
  const layer: Layer = "jars-rapids";
  if (version === undefined || !present(matrix.runtimes).some(([{ layers }]) => layers?.includes(layer)))
    return [];
  const builds = knowledge.rapids.builds.filter(({ release }) => release === lineOf(version));
  const jar = builds.find(({ classifier }) => classifier === "");
  if (!jar) return [];
  return platformsOf(input)
    .filter(({ platform }) => platform !== jar.platform)
    .map(({ platform, path }) => {
      const others = builds
        .filter((build) => build.platform === platform)
        .map(({ classifier }) => classifier);
      const upstream =
        others.length > 0
          ? `; for ${platform} NVIDIA has ${list(others)}, which the matrix cannot ask for`
          : "";
      return matrixFile.problem(
        path,
        `${show(platform)} with the RAPIDS jar of ${version}, which is for ${jar.platform}`,
        `${jar.platform} ${cite("rapids", `build of ${jar.release} without classifier`, jar)}${upstream}`,
        `remove ${show(platform)}, or "jars-rapids" from every runtime`,
      );
    });
};

/** A platform that a locked wheel does not exist for. */
export const wheelsHavePlatforms: Rule = (input) => {
  const { lock, matrixFile, lockFile } = input;
  return platformsOf(input).flatMap(({ platform, path }) =>
    pythonsOf(input.matrix).flatMap(({ python }): Problem[] => {
      const machine = platform.replace("linux/", "");
      const absent = Object.entries(held(lock.wheels, python) ?? {}).filter(([, wheel]) => {
        const files = present(wheel?.files).map(([file]) => file.platform);
        return files.length > 0 && !files.includes("any") && !files.includes(machine as "amd64" | "arm64");
      });
      if (absent.length === 0) return [];
      const found = `${show(platform)}, for which there is no wheel of ${list(absent.map(([name, wheel]) => `${name} ${wheel?.version}`))}`;
      const allowed = `platforms that every wheel of $.wheels[${show(python)}] of ${lockFile.file} is for`;
      const fix = `remove ${show(platform)}, or take those packages out of the matrix`;
      return [matrixFile.problem(path, found, allowed, fix)];
    }),
  );
};
