import { cite } from "../check/facts";
import { linesWithPython } from "../check/lines-with-python";
import { requirementsFor } from "../check/pythons";
import type { LockedGroup, LockedPackage } from "../model/project";
import { requirementBounds, requirementName } from "../model/requirement";
import { type Evidence, inLock, inMatrix, matrixBound } from "./evidence";
import type { Bound, Move, PartExplanation } from "./explanation";
import { type Candidate, tryMoves } from "./moves";

/** A requirement of the matrix and its place. */
interface Required {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

/** The Python packages of some groups, each once. */
export function packageParts(
  evidence: Evidence,
  python: string,
  groups: readonly LockedGroup[],
): readonly PartExplanation[] {
  const names = groups.map(({ name }) => name);
  const required = new Map<string, Required[]>();
  for (const group of names) {
    for (const [text, index] of requirementsFor(evidence.matrix, group, python)) {
      const name = requirementName(text);
      required.set(name, [...(required.get(name) ?? []), { text, path: ["python", group, index] }]);
    }
  }
  const packages = new Map(groups.flatMap((group) => group.packages).map((found) => [found.name, found]));
  return [...packages.values()].map((found) =>
    packagePart(evidence, python, found, required.get(found.name) ?? []),
  );
}

function packagePart(
  evidence: Evidence,
  python: string,
  { name, version, requiredBy, groups }: LockedPackage,
  required: readonly Required[],
): PartExplanation {
  const why = requiredBy.length > 0 ? `; required by ${requiredBy.join(", ")}` : "";
  return {
    name,
    version,
    from: [
      ...required.map(({ text, path }) => inMatrix(evidence, path, `"${text}"`)),
      inLock(evidence, ["wheels", python, name], `in the groups ${groups.join(", ")}${why}`),
    ],
    boundBy: [
      ...required.flatMap(({ text, path }) => {
        const bounds = requirementBounds(text);
        return bounds === "" ? [] : [matrixBound(evidence, path, `${name}${bounds}`)];
      }),
      ...factBounds(evidence, python, name),
    ],
    moves: [...withinBounds(name, required), ...tryMoves(evidence, beyond(required))],
    isBrief: required.length === 0,
  };
}

/** What PySpark, the Python and the RAPIDS wheels say of a package. */
function factBounds({ knowledge, input }: Evidence, python: string, name: string): readonly Bound[] {
  const lines = new Set(linesWithPython(input, python).map(({ line }) => line));
  return [
    ...knowledge.python.pyspark
      .filter(({ line, packages }) => lines.has(line) && packages[name] !== undefined)
      .map((row) => ({
        says: `PySpark ${row.line} works with ${name}${row.packages[name]}`,
        source: cite("python", `pyspark ${row.line}`, row),
      })),
    ...knowledge.python.ceilings
      .filter((row) => row.python === python && row.package === name)
      .map((row) => ({
        says: `${name}${row.range} has wheels for Python ${python}`,
        source: cite("python", `ceiling of ${name} on ${python}`, row),
      })),
  ];
}

function withinBounds(name: string, required: readonly Required[]): readonly Move[] {
  const bounds = required.map(({ text }) => requirementBounds(text)).filter((text) => text !== "");
  const to = bounds.length > 0 ? `${name}${bounds.join(",")}` : `another ${name}`;
  return [{ to: [to], outcome: "lock", says: `npx projen lock --upgrade ${name}`, problems: [] }];
}

/** The first version above the upper bound of each requirement. */
function beyond(required: readonly Required[]): readonly Candidate[] {
  return required.flatMap(({ text, path }) => {
    const limit = /<([0-9][0-9.]*)/.exec(requirementBounds(text))?.[1];
    if (limit === undefined) return [];
    const value = `${requirementName(text)}>=${limit}`;
    return [{ version: value, edits: [{ path, value }] }];
  });
}
