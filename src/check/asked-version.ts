import { satisfies } from "@renovatebot/pep440";
import type { JsonPath } from "../model/json-path";
import { GROUPS } from "../model/project";
import { requirementBounds, requirementName } from "../model/requirement";
import type { JsonDocument } from "../parse/document";
import { requirementsFor } from "./pythons";
import { type RuleInput, held, present } from "./rule";

/** The version of a package that the matrix leads to, and the place to change it. */
export interface AskedVersion {
  readonly version: string;
  /** Whether it is that version; else it is the lowest of those that a requirement allows. */
  readonly isExact: boolean;
  /** What keeps it from being higher, such as `<2`; empty where nothing does. */
  readonly ceiling: string;
  readonly file: JsonDocument;
  readonly path: JsonPath;
}

/**
 * The version of a package for a Python: the locked one or, where the requirement excludes that, the lowest that the
 * requirement names, so that what cannot work is known before anything is locked; undefined for a package of no group of the matrix.
 */
export function askedVersion(input: RuleInput, python: string, name: string): AskedVersion | undefined {
  const { matrix, matrixFile, lock, lockFile } = input;
  const entry = held(held(lock.wheels, python), name);
  const locked = entry?.version;
  for (const group of GROUPS) {
    for (const [requirement, index] of requirementsFor(matrix, group, python)) {
      if (requirementName(requirement) !== name) continue;
      const version = versionWithin(requirementBounds(requirement), locked);
      return version && { ...version, file: matrixFile, path: ["python", group, index] };
    }
  }
  const isUsed = present(entry?.groups).some(([group]) => requirementsFor(matrix, group, python).length > 0);
  return locked === undefined || !isUsed
    ? undefined
    : {
        version: locked,
        isExact: true,
        ceiling: "",
        file: lockFile,
        path: ["wheels", python, name, "version"],
      };
}

/** Whether a version is in a range; of the lowest one that is allowed, whether that or a higher one can be. */
export function canFit({ version, isExact, ceiling }: AskedVersion, range: string): boolean {
  const clauses = range.split(",").filter((clause) => isExact || clause.startsWith("<"));
  const floors = [...range.matchAll(/>=([^,]+)/g)].map(([, floor = ""]) => floor);
  const isReached = isExact || ceiling === "" || floors.every((floor) => satisfies(floor, ceiling));
  return isReached && (clauses.length === 0 || satisfies(version, clauses.join(",")));
}

/** A version for a message. */
export function describeAsked({ version, isExact }: AskedVersion): string {
  return isExact ? version : `${version} or newer`;
}

function versionWithin(
  bounds: string,
  locked: string | undefined,
): Pick<AskedVersion, "version" | "isExact" | "ceiling"> | undefined {
  if (locked !== undefined && (bounds === "" || satisfies(locked, bounds))) {
    return { version: locked, isExact: true, ceiling: "" };
  }
  const [, operator = "", version] = /(===?|~=|>=)([0-9]+(?:\.[0-9]+)*)/.exec(bounds) ?? [];
  const ceiling = bounds.split(",").filter((clause) => clause.trim().startsWith("<"));
  return version === undefined
    ? undefined
    : { version, isExact: operator.startsWith("=="), ceiling: ceiling.join(",") };
}
