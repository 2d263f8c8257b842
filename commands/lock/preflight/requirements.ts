import { satisfies } from "@renovatebot/pep440";
import { GROUPS, type ResolvedMirrors } from "../../../src/model/project";
import { formatPath } from "../../../src/model/json-path";
import { requirementBounds, requirementName } from "../../../src/model/requirement";
import type { Inputs } from "../inputs";
import type { Net } from "../net";
import type { AskedWheels } from "../selection";
import { NoSuchVersion } from "../no-such-version";
import { publishedPackages } from "./published";

/** A requirement of the matrix and where it stands there. */
export interface Requirement {
  readonly text: string;
  readonly path: string;
}

/**
 * Requirements that no version fits, whatever else is asked for; the index is asked only for those that the lock does
 * not have a version for.
 */
export async function impossibleRequirements(
  net: Net,
  inputs: Inputs,
  asked: readonly AskedWheels[],
): Promise<readonly Error[]> {
  const open = distinct(asked.flatMap((wheels) => openRequirements(inputs, wheels)));
  const failures = open.map((requirement) =>
    net.inTurn(() => whyImpossible(net, inputs.mirrors, requirement)),
  );
  return (await Promise.all(failures)).filter((failure) => failure !== undefined);
}

/** Why no version fits a requirement; undefined where one may. */
export async function whyImpossible(
  net: Net,
  mirrors: ResolvedMirrors,
  { text, path }: Requirement,
): Promise<Error | undefined> {
  const [name, bounds] = [requirementName(text), requirementBounds(text)];
  const published = await publishedPackages(net, mirrors, name);
  if (published === undefined) return new Error(`${name}: the package index has no such package (${path})`);
  const isPossible =
    bounds === "" || published.some((version) => satisfies(version, bounds, { prereleases: true }));
  if (published.length === 0 || isPossible) return undefined;
  const version = /\d+(?:\.\d+)*[^,\s*]*/.exec(bounds)?.[0] ?? "0";
  return new NoSuchVersion(`${name}${bounds} (${path})`, version.replace(/\.$/, ""), published);
}

function openRequirements(
  { matrix, rules }: Inputs,
  { wanted: { python, requirements } }: AskedWheels,
): readonly Requirement[] {
  const held = rules.lock.wheels?.[python] ?? {};
  return GROUPS.flatMap((group) =>
    (requirements[group] ?? []).flatMap((text) => {
      const locked = held[requirementName(text)]?.version;
      const bounds = requirementBounds(text);
      if (locked !== undefined && (bounds === "" || satisfies(locked, bounds))) return [];
      const place = matrix.python[group]?.indexOf(text) ?? 0;
      return [{ text, path: formatPath(["python", group, place]) }];
    }),
  );
}

function distinct(requirements: readonly Requirement[]): readonly Requirement[] {
  return [...new Map(requirements.map((requirement) => [requirement.path, requirement])).values()];
}
