import { rsort } from "semver";

/** The highest version of a list; undefined for an empty one. */
export function newest(versions: readonly string[]): string | undefined {
  return rsort([...versions])[0];
}
