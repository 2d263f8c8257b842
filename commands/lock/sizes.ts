import { SourceError } from "../../downloads/source-error";
import type { Comparison, HeldEntry } from "./comparison";
import type { Fetched } from "./fetched";
import type { Inputs } from "./inputs";
import type { LockEntry } from "./lock-entry";
import type { Net } from "./net";
import { type Place, askedSources, jarPlaces, pythonPlaces, sparkPlaces } from "./sources";
import type { Packages } from "./wheels/faults";
import { withWheelSizes } from "./wheels/sizes";

/** What the network gave, and sizes for the wheels that have none, kept or not. */
export async function withSizesOfWheels(
  net: Net,
  { rules, mirrors }: Inputs,
  { wheels }: Comparison,
  fetched: Fetched,
): Promise<Fetched> {
  const all = wheels.map(async ({ wanted: { python } }) => {
    const packages = fetched.wheels.get(python) ?? (rules.lock.wheels?.[python] as Packages);
    return [python, await withWheelSizes(net, mirrors, packages)] as const;
  });
  return { ...fetched, wheels: new Map(await Promise.all(all)) };
}

/** Kept entries without a size, with the size that a source states now; the others and what no source states stay. */
export async function withSizes(net: Net, inputs: Inputs, comparison: Comparison): Promise<Comparison> {
  const kept = comparison.kept.map(async ({ wanted, entry }): Promise<HeldEntry> => {
    return { wanted, entry: await sized(net, inputs, wanted, entry) };
  });
  return { ...comparison, kept: await Promise.all(kept) };
}

async function sized(
  net: Net,
  inputs: Inputs,
  { section, key }: HeldEntry["wanted"],
  entry: LockEntry,
): Promise<LockEntry> {
  const ask = (places: readonly Place[]) => sizeAt(net, inputs, places);
  if ("digest" in entry) return entry;
  if ("platforms" in entry) {
    const { amd64, arm64 } = entry.platforms;
    const of = async (file: typeof amd64) =>
      file.size === null ? { ...file, size: await ask(pythonPlaces(entry.release, file.file)) } : file;
    return { ...entry, platforms: { amd64: await of(amd64), arm64: await of(arm64) } };
  }
  if (entry.size !== null) return entry;
  return { ...entry, size: await ask(section === "jars" ? jarPlaces(key) : sparkPlaces(key, entry.file)) };
}

async function sizeAt(net: Net, { mirrors }: Inputs, places: readonly Place[]): Promise<number | null> {
  for (const { url } of askedSources(mirrors, places, net.environment)) {
    const size = await net
      .inTurn(() => net.http.size(url, { attempts: 1, pause: 0 }))
      .catch((error: unknown) => {
        if (!(error instanceof SourceError)) throw error;
        return null;
      });
    if (size !== null) return size;
  }
  return null;
}
