import parse, { type Info } from "spdx-expression-parse";

/** A licence that nobody stated. SPDX's own word for it, NOASSERTION, is no expression and cannot stand beside others. */
export const UNKNOWN_LICENSE = "LicenseRef-unknown";

/**
 * One SPDX expression for parts that are under different licences: each term once, in alphabetical order, alternatives
 * in parentheses. A licence's own name that SPDX does not have becomes a LicenseRef, one that is not known
 * {@link UNKNOWN_LICENSE}.
 */
export function licenseExpression(licenses: readonly string[]): string {
  return join("and", licenses.flatMap(termsOf));
}

/** Whether a licence has terms that SPDX has no name for. */
export function hasUnnamedTerms(expression: string): boolean {
  return expression.includes("LicenseRef-");
}

/** An expression as the parser of SPDX reads it; undefined for another text. */
export function parseLicense(text: string): Info | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** A licence's own name as SPDX takes it. */
export function licenseReference(name: string): string {
  const id = name
    .replace(/^LicenseRef-/, "")
    .replace(/[^A-Za-z0-9.]+/g, "-")
    .replace(/^-|-$/g, "");
  return id === "" ? UNKNOWN_LICENSE : `LicenseRef-${id}`;
}

const known = new Map<string, readonly string[]>();

/** The terms that all bind, of one licence. Many parts have the same. */
function termsOf(license: string): readonly string[] {
  const terms = known.get(license) ?? readTerms(license);
  known.set(license, terms);
  return terms;
}

function readTerms(license: string): readonly string[] {
  if (license === "" || license === "NOASSERTION") return [UNKNOWN_LICENSE];
  const expression = parseLicense(license);
  return expression ? operands("and", expression) : [licenseReference(license)];
}

function operands(operator: "and" | "or", node: Info): readonly string[] {
  if (!("conjunction" in node)) return [format(node)];
  if (node.conjunction === operator)
    return [...operands(operator, node.left), ...operands(operator, node.right)];
  const others = operands(node.conjunction, node);
  return new Set(others).size === 1 ? operands(operator, node.left) : [join(node.conjunction, others)];
}

function format({ license, plus, exception }: Extract<Info, { license: string }>): string {
  return `${license}${plus ? "+" : ""}${exception ? ` WITH ${exception}` : ""}`;
}

function join(operator: "and" | "or", terms: readonly string[]): string {
  const distinct = [...new Set(terms)].sort();
  if (distinct.length === 1) return distinct.join("");
  return distinct
    .map((term) => (/ (AND|OR) /.test(term) ? `(${term})` : term))
    .join(` ${operator.toUpperCase()} `);
}
