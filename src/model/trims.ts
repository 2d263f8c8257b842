import type { Trim } from "./compatibility/trims";

/** Folder that pip installs packages into, from the folder of a group of wheels. @param minor such as `3.10` */
export function packagesFolder(minor: string): string {
  return `lib/python${minor}/site-packages`;
}

/** Patterns of what is left out of the folder of a group of wheels, from that folder, each with its part's name. */
export function wheelPatterns(trims: readonly Trim[], minor: string): readonly TrimPattern[] {
  const below = { packages: `${packagesFolder(minor)}/`, prefix: "" } as const;
  return trims.flatMap(({ name, where, paths }) =>
    where === "interpreter" ? [] : paths.map((path) => ({ name, pattern: below[where] + path })),
  );
}

/** Patterns of what is left out of the folder of CPython, from that folder, each with its part's name. */
export function interpreterPatterns(trims: readonly Trim[]): readonly TrimPattern[] {
  return trims.flatMap(({ name, where, paths }) =>
    where === "interpreter" ? paths.map((pattern) => ({ name, pattern })) : [],
  );
}

/** A pattern of paths that are left out. */
export interface TrimPattern {
  /** Name of the part in `compatibility/trims.json`. */
  readonly name: string;
  /** `*` is anything in one name, `**` any folders; a folder goes with all that is in it. */
  readonly pattern: string;
}
