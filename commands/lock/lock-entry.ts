import type {
  Jar,
  Lock,
  PysparkSource,
  PythonBuild,
  SparkDistribution,
  UpstreamImage,
} from "../../src/model/lock";
import type { ResolvedMirrors } from "../../src/model/project";
import type { Draft } from "../../src/parse/draft";
import { validate } from "../../src/parse/validate";
import { jarPlaces, pythonPlaces, sparkPlaces, urlsOf } from "./sources";
import type { WantedEntry } from "./wanted";

/** An entry of a section whose entries stand for themselves. */
export type LockEntry = Jar | PysparkSource | PythonBuild | SparkDistribution | UpstreamImage;

/** A lock without entries. */
export const EMPTY_LOCK: Lock = { jars: {}, pyspark: {}, python: {}, spark: {}, wheels: {} };

/** What an entry needs and does not have, by path within it; empty for a whole entry. */
export function lacks({ section, key }: WantedEntry, entry: Draft<LockEntry>): readonly string[] {
  const errors = validate("lock", { ...EMPTY_LOCK, [section]: { [key]: entry } });
  const missing = errors
    .filter(({ keyword }) => keyword === "required")
    .map(({ instancePath, params }) =>
      [...instancePath.split("/").slice(3), String(params["missingProperty"])].join("."),
    );
  // The schema lets people leave the list of jars out; this command brings it.
  const isWithoutJars = section === "spark" && !("jars" in entry && entry.jars);
  return isWithoutJars ? [...missing, "jars"] : missing;
}

/** An entry with its sources as the matrix's mirrors give them; everything else stays. */
export function withSources(
  mirrors: ResolvedMirrors,
  { section, key }: WantedEntry,
  entry: LockEntry,
): LockEntry {
  if ("digest" in entry) return entry;
  if (!("platforms" in entry)) {
    const places = section === "jars" ? jarPlaces(key) : sparkPlaces(key, entry.file);
    return { ...entry, sources: urlsOf(mirrors, places) };
  }
  const renewed = Object.entries(entry.platforms).map(([platform, file]) => [
    platform,
    { ...file, sources: urlsOf(mirrors, pythonPlaces(entry.release, file.file)) },
  ]);
  return { ...entry, platforms: Object.fromEntries(renewed) as PythonBuild["platforms"] };
}
