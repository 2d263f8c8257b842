import { nearestFix } from "../advise/versions";
import type { JsonPath } from "../model/json-path";
import type { Evidence } from "./evidence";
import type { Candidate } from "./moves";

/**
 * Versions of a Maven artifact to try: those that the lock holds beside the one in use, and the nearest one that
 * `compatibility/` knows no vulnerability of.
 *
 * @param written How the matrix writes it at that place: the version alone, or whole coordinates.
 */
export function jarCandidates(
  evidence: Evidence,
  coordinates: string,
  path: JsonPath,
  written: "version" | "coordinates" = "version",
): readonly Candidate[] {
  const [group, artifact, version = ""] = coordinates.split(":");
  const name = `${group}:${artifact}`;
  const locked = Object.keys(evidence.lock.jars)
    .filter((key) => key.startsWith(`${name}:`))
    .map((key) => key.split(":")[2] ?? "");
  const versions = new Set([...locked, ...fixOf(evidence, name, version)]);
  versions.delete(version);
  return [...versions].map((other) => {
    const value = written === "version" ? other : coordinates.replace(`:${version}`, `:${other}`);
    return { version: other, edits: [{ path, value }] };
  });
}

function fixOf({ knowledge }: Evidence, name: string, version: string): readonly string[] {
  const rows = [...knowledge.jdbc.vulnerabilities, ...knowledge.vulnerabilities.jars];
  const fix = nearestFix(
    version,
    rows.filter((row) => row.package === name),
  );
  return fix === null ? [] : [fix];
}
