import { join } from "node:path";
import { inStaging } from "../../../harness/staging";
import type { WheelPackage } from "../../../src/model/lock";
import type { Net } from "../net";
import type { Packages } from "./faults";
import { chooseOnPlatforms, describeWheels } from "./files";
import { groupsOf } from "./groups";
import { isHeldWhole } from "./held";
import { indexUrl } from "./index-url";
import { merged, pinsByPlatform } from "./pins";
import type { WheelsInput } from "./wheels-input";

/** Resolves the wheels of one Python. A package whose version stays keeps its entry but for groups and requirers. */
export async function fetchWheels(net: Net, input: WheelsInput): Promise<Packages> {
  const tools = await net.tools();
  return inStaging(join(net.cache.folder, "staging"), async (folder) => {
    net.report(`wheels of Python ${input.wanted.python}: resolving with uv`);
    const byPlatform = await pinsByPlatform(tools, folder, input);
    const pins = [...merged(byPlatform)].sort(([a], [b]) => (a < b ? -1 : 1));
    const requiredBy = new Map(pins.map(([name, pin]) => [name, pin.requiredBy]));
    const groups = groupsOf(input.wanted, requiredBy);
    const moved = pins.flatMap(([name, pin]) => (isHeldWhole(input, name, pin) ? [] : [name]));
    const chosen = await chooseOnPlatforms(tools.pip, folder, input, moved, byPlatform);
    const index = moved.length > 0 ? await indexUrl(net, input.index) : "";
    const entries = pins.map(async ([name, pin]): Promise<[string, WheelPackage]> => {
      const { version, hashes } = pin;
      const common = { version, groups: [...(groups.get(name) ?? [])], requiredBy: pin.requiredBy };
      const old = input.old[name];
      if (old && !moved.includes(name)) return [name, { ...old, ...common }];
      const wheels = chosen.filter((wheel) => wheel.name === name);
      const described = await net.inTurn(() => describeWheels(net, index, wheels, hashes));
      return [name, { ...common, ...described }];
    });
    return Object.fromEntries(await Promise.all(entries));
  });
}
