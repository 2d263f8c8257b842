import { satisfies } from "@renovatebot/pep440";
import { requirementBounds, requirementName } from "../../../src/model/requirement";
import type { WheelPackage } from "../../../src/model/lock";
import { validate } from "../../../src/parse/validate";
import type { Inputs } from "../inputs";
import { EMPTY_LOCK } from "../lock-entry";
import type { WantedWheels } from "../wanted";
import { groupsOf } from "./groups";
import { platformsOf } from "./platforms";

/** Packages of one Python by name. */
export type Packages = Readonly<Record<string, WheelPackage>>;

/** Why the wheels of a Python have to be resolved again, each reason a phrase; none where what the lock has holds. */
export function faultsOfWheels(wanted: WantedWheels, { matrix, rules, mixed }: Inputs): readonly string[] {
  const { python } = wanted;
  const held = rules.lock.wheels?.[python];
  if (held === undefined) return [`no wheels for Python ${python}`];
  const errors = validate("lock", { ...EMPTY_LOCK, wheels: { [python]: held } });
  if (errors.length > 0)
    return [...new Set(errors.map((error) => `${error.instancePath.split("/")[3]}: is not whole`))];
  const packages = held as Packages;
  return [
    ...(mixed.includes(python) ? ["both sides of a merge changed them"] : []),
    ...requirementFaults(wanted, packages),
    ...groupFaults(wanted, packages),
    ...py4jFaults(rules.lock.pyspark?.[wanted.pyspark]?.py4j, packages),
    ...Object.entries(packages).flatMap(([name, { files }]) =>
      platformsOf(matrix)
        .filter((platform) => !files.some((file) => file.platform === platform || file.platform === "any"))
        .map((platform) => `${name}: no wheel for ${platform}`),
    ),
  ];
}

function requirementFaults({ requirements }: WantedWheels, packages: Packages): readonly string[] {
  return Object.values(requirements)
    .flat()
    .flatMap((requirement) => {
      const name = requirementName(requirement);
      const bounds = requirementBounds(requirement);
      const locked = packages[name]?.version;
      if (locked === undefined) return [`${requirement}: is not in the lock`];
      return bounds === "" || satisfies(locked, bounds) ? [] : [`${requirement}: the lock has ${locked}`];
    });
}

function groupFaults(wanted: WantedWheels, packages: Packages): readonly string[] {
  const requiredBy = new Map(Object.entries(packages).map(([name, locked]) => [name, locked.requiredBy]));
  const direct = Object.values(wanted.requirements).flat().map(requirementName);
  for (const name of direct) requiredBy.set(name, requiredBy.get(name) ?? []);
  const expected = groupsOf(wanted, requiredBy);
  return Object.entries(packages).flatMap(([name, { groups }]) => {
    const needed = expected.get(name) ?? [];
    if (needed.length === 0) return [`${name}: nothing requires it any more`];
    return needed.join() === groups.join()
      ? []
      : [`${name}: is for ${needed.join(", ")}, not ${groups.join(", ")}`];
  });
}

function py4jFaults(needed: string | undefined, packages: Packages): readonly string[] {
  const held = packages["py4j"]?.version;
  return needed === undefined || held === needed
    ? []
    : [`py4j: PySpark needs ${needed}, the lock has ${held ?? "none"}`];
}
