import { join } from "node:path";
import { withProgress } from "../../../downloads/progress";
import { inStaging } from "../../../harness/staging";
import type { WheelPackage } from "../../../src/model/lock";
import type { Net } from "../net";
import { assertNoDowngrade } from "./downgrade";
import type { Packages } from "./faults";
import { chooseOnPlatforms, describeWheels } from "./files";
import { groupsOf } from "./groups";
import { isHeldWhole } from "./held";
import { indexUrl } from "./index-url";
import { type Resolution, merged, resolve, whatOf } from "./pins";
import type { WheelsInput } from "./wheels-input";

/** Resolves the wheels of one Python. A package whose version stays keeps its entry but for groups and requirers. */
export async function fetchWheels(net: Net, input: WheelsInput): Promise<Packages> {
  const tools = await net.tools();
  return inStaging(join(net.cache.folder, "staging"), async (folder) => {
    const { byPlatform } = await resolution(net, folder, input);
    const pins = [...merged(byPlatform)].sort(([a], [b]) => (a < b ? -1 : 1));
    const requiredBy = new Map(pins.map(([name, pin]) => [name, pin.requiredBy]));
    const groups = groupsOf(input.wanted, requiredBy);
    const moved = pins.flatMap(([name, pin]) => (isHeldWhole(input, name, pin) ? [] : [name]));
    const chosen = await withProgress(net.report, `${whatOf(input)}: choosing files with pip`, () =>
      chooseOnPlatforms(tools.pip, folder, input, moved, byPlatform),
    );
    const index = moved.length > 0 ? await indexUrl(net, input.index) : "";
    const entries = pins.map(async ([name, pin]): Promise<[string, WheelPackage]> => {
      const { version, hashes } = pin;
      const common = { version, groups: [...(groups.get(name) ?? [])], requiredBy: pin.requiredBy };
      const old = input.old[name];
      if (old && !moved.includes(name)) return [name, { ...old, ...common }];
      const wheels = chosen.filter((wheel) => wheel.name === name);
      const described = await net.inTurn(() => describeWheels(net, input, { index, wheels, hashes }));
      return [name, { ...common, ...described }];
    });
    return Object.fromEntries(
      await withProgress(net.report, `${whatOf(input)}: reading the index`, () => Promise.all(entries)),
    );
  });
}

/** Finds out whether the wheels of one Python can be resolved, before anything is downloaded for them. */
export async function tryWheels(net: Net, input: WheelsInput): Promise<void> {
  await inStaging(join(net.cache.folder, "staging"), (folder) => resolution(net, folder, input));
}

/** @throws Error where nothing fits, or where it would make a package older that may not be */
async function resolution(net: Net, folder: string, input: WheelsInput): Promise<Resolution> {
  const tools = await net.tools();
  const resolved = await withProgress(net.report, `${whatOf(input)}: resolving with uv`, () =>
    resolve(tools, folder, input),
  );
  assertNoDowngrade(input, resolved);
  if (!resolved.isFewest)
    net.report(`${whatOf(input)}: many pins conflict: that no fewer could move was not shown`);
  return resolved;
}
