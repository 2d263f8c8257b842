import { pythonsOf, requirementsFor } from "../../src/check/pythons";
import { wantedEntries } from "../../src/check/wanted";
import type { JsonPath } from "../../src/model/json-path";
import type { Matrix } from "../../src/model/matrix";
import { GROUPS, type Group } from "../../src/model/project";
import { requirementName } from "../../src/model/requirement";
import type { Inputs } from "./inputs";

/** Sections of the lock whose entries stand for themselves. */
export type Section = "images" | "jars" | "pyspark" | "python" | "spark";

/** An entry that the lock has to hold. */
export interface WantedEntry {
  readonly section: Section;
  readonly key: string;
  /** What messages and options call it. */
  readonly name: string;
  /** Where the matrix asks for it. */
  readonly path: JsonPath;
}

/** The wheels of one Python: all groups are resolved together. */
export interface WantedWheels {
  /** Major and minor, such as `3.10`. */
  readonly python: string;
  /** Direct requirements by group. */
  readonly requirements: Readonly<Partial<Record<Group, readonly string[]>>>;
  /** The PySpark that stands beside the base group. */
  readonly pyspark: string;
}

/** Everything that the matrix asks the lock for. */
export interface Wanted {
  readonly entries: readonly WantedEntry[];
  readonly wheels: readonly WantedWheels[];
}

/** What the lock has to hold for a matrix. */
export function wantedOf({ matrix, rules }: Inputs): Wanted {
  const entries = wantedEntries(rules).flatMap(({ section, key, path }) =>
    section === "wheels" || section === "images" ? [] : [{ section, key, path, name: nameOf(section, key) }],
  );
  return {
    entries: distinct([...entries, ...pysparkOfSparks(matrix), ...upstreamImages(matrix)]),
    wheels: pythonsOf(matrix).map(({ python }) => wheelsOf(matrix, python)),
  };
}

/** What messages and options call an entry. */
export function nameOf(section: Section, key: string): string {
  return section === "jars" || section === "images" ? key : `${section}:${key}`;
}

/** PySpark's source package carries the jars of the distribution: the second place where they can be read. */
function pysparkOfSparks({ spark }: Matrix): readonly WantedEntry[] {
  return spark.map((key, index) => {
    return { section: "pyspark", key, name: nameOf("pyspark", key), path: ["spark", index] };
  });
}

/** Images of other publishers, unless the matrix names them by digest itself. */
function upstreamImages({ debian, cuda }: Matrix): readonly WantedEntry[] {
  const references: (readonly [string | undefined, JsonPath])[] = [
    [debian.image, ["debian", "image"]],
    [cuda?.image, ["cuda", "image"]],
  ];
  return references.flatMap(([key, path]) =>
    key === undefined || key.includes("@") ? [] : [{ section: "images", key, name: key, path }],
  );
}

function wheelsOf(matrix: Matrix, python: string): WantedWheels {
  const groups = GROUPS.filter((group) => matrix.python[group] !== undefined);
  const sorted = (group: Group): readonly string[] =>
    requirementsFor(matrix, group, python)
      .map(([requirement]) => requirement)
      .sort((a, b) => (requirementName(a) < requirementName(b) ? -1 : 1));
  const requirements = Object.fromEntries(groups.map((group) => [group, sorted(group)]));
  return { python, requirements, pyspark: matrix.python.pyspark };
}

function distinct(entries: readonly WantedEntry[]): readonly WantedEntry[] {
  return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
}
