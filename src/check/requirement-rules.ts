import { satisfies } from "@renovatebot/pep440";
import type { JsonPath } from "../model/json-path";
import { type Problem, show } from "../model/problem";
import { GROUPS, type Group } from "../model/project";
import { requirementBounds, requirementName } from "../model/requirement";
import { pythonsOf, requirementsFor } from "./pythons";
import { type Rule, type RuleInput, held, isHeld } from "./rule";

/** Requirements that the lock does not hold, at a version outside their bounds, or outside their group. */
export const requirementsAreLocked: Rule = (input) =>
  pythonsOf(input.matrix).flatMap(({ python }) => {
    const wheels = held(input.lock.wheels, python);
    if (wheels === undefined) return [];
    return GROUPS.flatMap((group) =>
      requirementsFor(input.matrix, group, python).flatMap(([text, index]) => {
        const name = requirementName(text);
        const asked = { python, group, text, name, path: ["python", group, index] };
        if (!isHeld(wheels, name)) return [notLocked(input, asked)];
        const { version, groups } = held(wheels, name) ?? {};
        return [...outOfBounds(input, asked, version), ...outOfGroup(input, asked, groups)];
      }),
    );
  });

/** A requirement of the matrix. */
interface Asked {
  /** Python, major and minor, whose wheels hold it. */
  readonly python: string;
  readonly group: Group;
  /** As it is written: `pandas>=2.2,<3`. */
  readonly text: string;
  readonly name: string;
  /** Where it is written. */
  readonly path: JsonPath;
}

function notLocked({ matrixFile }: RuleInput, { text, path }: Asked): Problem {
  const fix = "run npx projen lock, or remove the requirement";
  return matrixFile.problem(path, `${show(text)}, which has no lock entry`, "a locked package", fix);
}

function outOfBounds(
  { matrixFile, lockFile }: RuleInput,
  { text, name, path, python }: Asked,
  version: string | undefined,
): readonly Problem[] {
  const bounds = requirementBounds(text);
  if (version === undefined || bounds === "" || satisfies(version, bounds)) return [];
  const found = `${show(text)}, but ${lockFile.file} holds ${name} ${version} for Python ${python}`;
  const fix = "run npx projen lock, or change the bounds";
  return [matrixFile.problem(path, found, "bounds that the locked version keeps", fix)];
}

function outOfGroup(
  { lockFile }: RuleInput,
  { group, name, python }: Asked,
  groups: readonly (Group | undefined)[] | undefined,
): readonly Problem[] {
  if (!groups || groups.includes(group)) return [];
  const found = `${show(groups)} without ${show(group)}`;
  const fix = "run npx projen lock";
  const path = ["wheels", python, name, "groups"];
  return [lockFile.problem(path, found, `the groups that require ${name}`, fix)];
}
