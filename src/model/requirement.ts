import { satisfies } from "@renovatebot/pep440";

/** The package's name in a requirement: `pandas` of `pandas>=2.2,<3`. */
export function requirementName(requirement: string): string {
  return /^[a-z0-9-]+/.exec(requirement)?.[0] ?? requirement;
}

/** The bounds of the version in a requirement: `>=2.2,<3` of `pandas>=2.2,<3 ; python_version < '3.13'`; often none. */
export function requirementBounds(requirement: string): string {
  const [wanted = ""] = requirement.split(";");
  return wanted.slice(requirementName(requirement).length).trim();
}

/**
 * Whether a requirement is one for a Python: its marker, if it has one, holds there. The schema leaves markers that
 * compare `python_version`, joined by `and`, which binds tighter, and `or` (PEP 508).
 *
 * @param python Major and minor, such as `3.11`.
 */
export function appliesTo(requirement: string, python: string): boolean {
  const [, marker] = requirement.split(";");
  if (marker === undefined) return true;
  return marker.split(" or ").some((terms) => terms.split(" and ").every((term) => holds(term, python)));
}

function holds(term: string, python: string): boolean {
  const [, operator = "", version = ""] = /python_version *([=!<>]+) *['"]([0-9.]+)['"]/.exec(term) ?? [];
  return satisfies(python, `${operator}${version}`);
}
