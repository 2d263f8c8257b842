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
      return version === undefined
        ? undefined
        : { version, file: matrixFile, path: ["python", group, index] };
    }
  }
  const isUsed = present(entry?.groups).some(([group]) => requirementsFor(matrix, group, python).length > 0);
  return locked === undefined || !isUsed
    ? undefined
    : { version: locked, file: lockFile, path: ["wheels", python, name, "version"] };
}

function versionWithin(bounds: string, locked: string | undefined): string | undefined {
  if (locked !== undefined && (bounds === "" || satisfies(locked, bounds))) return locked;
  return /(?:===?|~=|>=)([0-9]+(?:\.[0-9]+)*)/.exec(bounds)?.[1];
}
