import type { PysparkSource, Verification } from "../../../src/model/lock";
import type { Draft } from "../../../src/parse/draft";
import type { Options } from "../command-line";
import type { Comparison } from "../comparison";
import type { Inputs } from "../inputs";
import type { LockEntry } from "../lock-entry";
import type { Net } from "../net";
import type { AskedWheels } from "../selection";
import type { Packages } from "./faults";
import { formerPython } from "./former-python";
import { askedIndex } from "./index-url";
import { platformsOf } from "./platforms";
import type { WheelsInput } from "./wheels-input";

/** What the wheels of one Python are resolved from, but for Py4J. */
export function wheelsInput(
  net: Net,
  inputs: Inputs,
  { wheels }: Comparison,
  { wanted, upgraded }: AskedWheels,
  { acceptChanged, allowDowngrade }: Options,
): Omit<WheelsInput, "py4j"> {
  const held = inputs.rules.lock.wheels ?? {};
  const old = wholePackages(held[wanted.python]);
  const pythons = wheels.map(({ wanted: { python } }) => python);
  const former = held[wanted.python] ? undefined : formerPython(wanted.python, pythons, Object.keys(held));
  const pins = Object.entries(former === undefined ? old : wholePackages(held[former]));
  return {
    wanted,
    upgraded,
    platforms: platformsOf(inputs.matrix),
    old,
    pinned: new Map(pins.flatMap(([name, { version }]) => (name === "py4j" ? [] : [[name, version]]))),
    known: knownFiles(Object.values(held)),
    accepted: acceptChanged,
    mayGoDown: allowDowngrade,
    index: askedIndex(inputs.mirrors, net.environment),
  };
}

/** Py4J of a PySpark that the lock keeps or that was fetched. */
export function py4jOf(
  version: string,
  { kept }: Comparison,
  entries: ReadonlyMap<string, LockEntry>,
): string | undefined {
  const name = `pyspark:${version}`;
  const entry = entries.get(name) ?? kept.find(({ wanted }) => wanted.name === name)?.entry;
  return (entry as PysparkSource | undefined)?.py4j;
}

function knownFiles(held: readonly (Draft<Packages> | undefined)[]): ReadonlyMap<string, Verification> {
  const packages = held.flatMap((ofPython) => Object.values(wholePackages(ofPython)));
  return new Map(packages.flatMap(({ files }) => files.map(({ sha256, verified }) => [sha256, verified])));
}

function wholePackages(held: Draft<Packages> | undefined): Packages {
  const whole = Object.entries(held ?? {}).filter(
    ([, locked]) => locked?.version && locked.files && locked.license,
  );
  return Object.fromEntries(whole) as Packages;
}
