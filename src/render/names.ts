import Handlebars from "handlebars";

/** Finds the parsed text of a partial. */
export type Partials = (name: string) => hbs.AST.Program | undefined;

/** The names that a template and its partials have, each by its first part, whatever their place. */
export function namesOf(program: hbs.AST.Program, partials: Partials): ReadonlySet<string> {
  const found = new Set<string>();
  const visitor = new Handlebars.Visitor();
  visitor.PathExpression = ({ parts: [first] }) => void (first !== undefined && found.add(first));
  visitor.PartialStatement = ({ name }) => {
    const partial = partials((name as hbs.AST.PathExpression).original);
    if (partial) visitor.accept(partial);
  };
  visitor.accept(program);
  return found;
}
