import type { Cause, Causes, Evidence } from "./cause";
import type { Difference } from "../difference";
import { type InputPaths, type PastFiles, generateReadme, generateTree, readInputs } from "../generated";
import { type InputChanges, type InputKind, inputKind, textsBefore } from "./input-changes";
import { changedParts, holdsParts, partsOf } from "../parts";

/** Kinds of inputs that are undone together, the fewest first. */
const ATTEMPTS: readonly (readonly InputKind[])[] = [["data"], ["template"], ["data", "template"]];

/**
 * The files that changes of the matrix, the lock, the facts or the templates explain: generated without these changes,
 * such a file is what is on disk.
 */
export function explained(
  differences: readonly Difference[],
  changes: InputChanges,
  { paths, repository, projen }: Evidence,
): Causes {
  const causes = new Map<string, Cause>();
  const candidates = differences.filter(({ path }) => !projen.has(path));
  const isChanged = (kind: InputKind) => [...changes.keys()].some((path) => inputKind(paths, path) === kind);
  if (!repository || candidates.length === 0) return causes;
  for (const kinds of ATTEMPTS.filter((some) => some.every(isChanged))) {
    const undone = new Map([...changes].filter(([path]) => kinds.includes(inputKind(paths, path))));
    const files = generateAgain(paths, textsBefore(repository, undone));
    for (const difference of files ? candidates.filter(({ path }) => !causes.has(path)) : []) {
      if (files && isWhatIsThere(difference, files.get(difference.path)))
        causes.set(difference.path, { by: "inputs", paths: [...undone.keys()] });
    }
  }
  return causes;
}

/** Texts by path, as other files would give them; undefined where these cannot work with the program of today. */
function generateAgain(paths: InputPaths, past: PastFiles): ReadonlyMap<string, string> | undefined {
  try {
    const inputs = readInputs(paths, past);
    const tree = generateTree(inputs);
    const files = [...tree.files, ...generateReadme(paths.root, tree, inputs.templates)];
    return new Map(files.map(({ path, content }) => [path, content]));
  } catch {
    return undefined;
  }
}

function isWhatIsThere(difference: Difference, text: string | undefined): boolean {
  const { path, actual } = difference;
  if (actual === undefined || text === undefined) return actual === text;
  return holdsParts(changedParts(difference), partsOf(path, text));
}
