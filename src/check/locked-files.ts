import type { JsonPath } from "../model/json-path";
import type { Lock } from "../model/lock";
import type { Draft } from "../parse/draft";

/** What every file of the lock has, whatever it is. */
export interface LockedFile {
  /** Where it stands in the lock. */
  readonly path: JsonPath;
  /** What the entry says of the file; parts that could not be read are missing. */
  readonly entry: {
    readonly file?: string | undefined;
    readonly sources?: readonly (string | undefined)[] | undefined;
  };
}

/** Every file of the lock, in the order of the lock. */
export function lockedFiles(lock: Draft<Lock>): readonly LockedFile[] {
  const plain = (["jars", "pyspark", "spark"] as const).flatMap((section) =>
    Object.entries(lock[section] ?? {}).map(([key, entry]) => ({ path: [section, key], entry })),
  );
  const pythons = Object.entries(lock.python ?? {}).flatMap(([minor, build]) =>
    Object.entries(build?.platforms ?? {}).map(([platform, entry]) => {
      return { path: ["python", minor, "platforms", platform], entry };
    }),
  );
  const wheels = Object.entries(lock.wheels ?? {}).flatMap(([minor, packages]) =>
    Object.entries(packages ?? {}).flatMap(([name, locked]) =>
      (locked?.files ?? []).map((entry, index) => ({ path: ["wheels", minor, name, "files", index], entry })),
    ),
  );
  return [...plain, ...pythons, ...wheels].flatMap(({ path, entry }) => (entry ? [{ path, entry }] : []));
}
