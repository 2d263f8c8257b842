import type { Matrix } from "../../../src/model/matrix";
import type { InputError } from "../../../src/model/problem";
import { GROUPS } from "../../../src/model/project";
import { requirementName } from "../../../src/model/requirement";
import { type Sources, parse } from "../../../src/parse/parse";
import { resolveMirrors } from "../../../src/resolve/settings";
import type { Net } from "../net";
import { type Requirement, whyImpossible } from "./requirements";

/**
 * The refusal of a matrix, with what else is to be said of requirements that it names: a version that a rule does not
 * allow may not even exist.
 */
export async function withImpossible(net: Net, refusal: InputError, sources: Sources): Promise<Error> {
  const matrix = parse(sources).matrix.draft as Matrix;
  const named = new Set(refusal.problems.map(({ path }) => path));
  const requirements = GROUPS.flatMap((group) =>
    (matrix.python?.[group] ?? []).flatMap((text: string | undefined, index): Requirement[] => {
      const path = `$.python.${group}[${index}]`;
      return named.has(path) && text && requirementName(text) !== "" ? [{ text, path }] : [];
    }),
  );
  // What the index cannot be asked is no reason to hide what is wrong with the matrix.
  const found = requirements.map((requirement) =>
    whyImpossible(net, resolveMirrors(matrix), requirement).catch(() => undefined),
  );
  const lines = (await Promise.all(found)).flatMap((error) => (error ? [error.message] : []));
  return lines.length === 0 ? refusal : new Error([refusal.message, ...lines].join("\n"));
}
