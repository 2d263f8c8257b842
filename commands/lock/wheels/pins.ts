import { join } from "node:path";
import type { PythonTools } from "../tools/python-tools";
import type { Platform } from "./platforms";
import { type Pins, resolvePins } from "./resolution";
import type { WheelsInput } from "./wheels-input";

/** The pins of each platform, resolved one after the other: what one has decided binds those that follow. */
export async function pinsByPlatform(
  tools: PythonTools,
  folder: string,
  input: WheelsInput,
): Promise<ReadonlyMap<Platform, Pins>> {
  const { wanted, platforms, py4j, old, upgraded, index } = input;
  const preferred = new Map(
    upgraded === "all" ? [] : Object.entries(old).map(([name, { version }]) => [name, version]),
  );
  const results = new Map<Platform, Pins>();
  for (const platform of platforms) {
    const others = [...results.values()].flatMap((pins) =>
      [...pins].map(([name, { version }]) => [name, version] as const),
    );
    const names = upgraded === "all" || results.size > 0 ? [] : upgraded;
    const asked = { wanted, platform, py4j, preferred, bound: new Map(others), upgraded: names, index };
    results.set(platform, await resolvePins(tools, join(folder, platform), asked));
  }
  return results;
}

/** The pins of all platforms as one: a package is required by what requires it on any of them. */
export function merged(byPlatform: ReadonlyMap<Platform, Pins>): Pins {
  const all = [...byPlatform.values()].flatMap((pins) => [...pins]);
  return new Map(
    all.map(([name, pin]) => {
      const requiredBy = all.flatMap(([other, { requiredBy }]) => (other === name ? requiredBy : []));
      return [name, { ...pin, requiredBy: [...new Set(requiredBy)].sort() }];
    }),
  );
}
