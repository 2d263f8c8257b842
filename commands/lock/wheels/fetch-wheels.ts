import type { WheelPackage } from "../../../src/model/lock";
import { inStaging } from "../../../harness/staging";
import { join } from "node:path";
import { type Claim, assertAgreement } from "../fetch/claims";
import { changedChecksum } from "../fetch/unchanged";
import type { Net } from "../net";
import type { PythonTools } from "../tools/python-tools";
import type { WantedWheels } from "../wanted";
import type { Packages } from "./faults";
import { type ChosenWheel, chooseWheels } from "./choice";
import { groupsOf } from "./groups";
import { indexUrl } from "./index-url";
import type { Platform } from "./platforms";
import { type Pin, type Pins, resolvePins } from "./resolution";
import { filesOfProject } from "./simple-index";
import { wheelLicense } from "./wheel-license";

/** What a resolution of wheels reads. */
export interface WheelsInput {
  readonly wanted: WantedWheels;
  readonly platforms: readonly Platform[];
  /** Py4J of the PySpark that stands beside the wheels. */
  readonly py4j: string;
  /** What the lock has. */
  readonly old: Packages;
  /** Packages to move; `all`: every one. */
  readonly upgraded: readonly string[] | "all";
  /** Packages whose files may have another checksum for the same version. */
  readonly accepted: readonly string[];
  /** Index to ask; empty: the clients' own default. */
  readonly index: string;
}

/** Resolves the wheels of one Python. A package whose version stays keeps its entry but for groups and requirers. */
export async function fetchWheels(net: Net, input: WheelsInput): Promise<Packages> {
  const tools = await net.tools();
  return inStaging(join(net.cache.folder, "staging"), async (folder) => {
    net.report(`wheels of Python ${input.wanted.python}: resolving with uv`);
    const byPlatform = await pinsByPlatform(tools, folder, input);
    const pins = merged(byPlatform);
    const names = [...pins.keys()];
    const requiredBy = new Map(names.map((name) => [name, pins.get(name)?.requiredBy ?? []]));
    const groups = groupsOf(input.wanted, requiredBy);
    const moved = names.filter((name) => !staysWhole(input, name, pins.get(name)));
    const chosen = await choose(tools.pip, folder, input, moved, byPlatform);
    const index = moved.length > 0 ? await indexUrl(net, input.index) : "";
    const entries = names.sort().map(async (name) => {
      const pin = pins.get(name);
      if (!pin) throw new Error(`no pin for ${name}`);
      const common = {
        version: pin.version,
        groups: [...(groups.get(name) ?? [])],
        requiredBy: pin.requiredBy,
      };
      const old = input.old[name];
      if (old && !moved.includes(name)) return [name, { ...old, ...common }] as const;
      const wheels = chosen.filter((wheel) => wheel.name === name);
      return [
        name,
        { ...common, ...(await net.inTurn(() => describe(net, index, wheels, pin.hashes))) },
      ] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  });
}

async function pinsByPlatform(
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

function merged(byPlatform: ReadonlyMap<Platform, Pins>): Pins {
  const all = [...byPlatform.values()].flatMap((pins) => [...pins]);
  return new Map(
    all.map(([name, pin]) => {
      const requiredBy = all.flatMap(([other, { requiredBy }]) => (other === name ? requiredBy : []));
      return [name, { ...pin, requiredBy: [...new Set(requiredBy)].sort() }];
    }),
  );
}

/** Whether the lock has every wheel of a version already, as the index has it. @throws Contradiction where it differs */
function staysWhole({ old, platforms, accepted }: WheelsInput, name: string, pin: Pin | undefined): boolean {
  const held = old[name];
  if (!held || !pin || held.version !== pin.version) return false;
  const changed = held.files.filter(({ sha256 }) => !pin.hashes.includes(sha256));
  if (changed.length > 0 && !accepted.includes(name)) {
    const lines = changed.map(
      ({ file, sha256 }) => `sha256 ${sha256} of ${file} by the lock, which the index does not have`,
    );
    throw changedChecksum(name, lines);
  }
  const has = (platform: Platform) =>
    held.files.some((file) => file.platform === platform || file.platform === "any");
  return changed.length === 0 && platforms.every(has);
}

type PlacedWheel = ChosenWheel & { readonly platform: Platform };

async function choose(
  pip: string,
  folder: string,
  { wanted, platforms, index }: WheelsInput,
  names: readonly string[],
  byPlatform: ReadonlyMap<Platform, Pins>,
): Promise<readonly PlacedWheel[]> {
  const chosen: PlacedWheel[] = [];
  for (const platform of platforms) {
    const pins = names.flatMap((name) => {
      const version = byPlatform.get(platform)?.get(name)?.version;
      return version === undefined ? [] : [`${name}==${version}`];
    });
    const wheels = await chooseWheels(pip, folder, { python: wanted.python, platform, pins, index });
    chosen.push(...wheels.map((wheel) => ({ ...wheel, platform })));
  }
  return chosen;
}

async function describe(
  net: Net,
  index: string,
  wheels: readonly PlacedWheel[],
  hashes: readonly string[],
): Promise<Pick<WheelPackage, "license" | "files">> {
  const [first] = wheels;
  if (!first) throw new Error("a package without a wheel");
  const listed = await filesOfProject(net.http, index, first.name);
  const files = wheels.map(({ file, platform, sha256, url }) => {
    const entry = listed.find((other) => other.file === file);
    const claims: Claim[] = [{ of: "sha256", value: sha256, by: `pip, for ${url}` }];
    if (entry?.sha256) claims.push({ of: "sha256", value: entry.sha256, by: `the index, for ${entry.url}` });
    if (!hashes.includes(sha256)) claims.push({ of: "sha256", value: hashes.join(" or "), by: "uv" });
    assertAgreement(file, claims);
    const isPlain = file.endsWith("-any.whl");
    return {
      file,
      platform: isPlain ? ("any" as const) : platform,
      sha256,
      size: entry?.size ?? null,
      verified: { by: "index" as const },
    };
  });
  const distinct = files.filter(
    ({ file }, place) => files.findIndex((other) => other.file === file) === place,
  );
  return { ...wheelLicense(first.metadata), files: distinct };
}
