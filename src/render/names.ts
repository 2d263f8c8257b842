import Handlebars from "handlebars";

/** Finds the parsed text of a partial. */
export type Partials = (name: string) => hbs.AST.Program | undefined;

/** The names of the view that a template and its partials have, each by its first part; not those of a list's items. */
export function namesOf(program: hbs.AST.Program, partials: Partials): ReadonlySet<string> {
  const found = new Set<string>();
  const visitor = new Handlebars.Visitor();
  let lists = 0;
  visitor.PathExpression = ({ depth, parts: [first] }) => {
    if (first !== undefined && depth >= lists) found.add(first);
  };
  visitor.BlockStatement = ({ path, params, program: body, inverse }) => {
    const isList = (path as hbs.AST.PathExpression).original === "each";
    for (const param of params) visitor.accept(param);
    if (isList) lists += 1;
    visitor.accept(body);
    if (isList) lists -= 1;
    if (inverse) visitor.accept(inverse);
  };
  visitor.PartialStatement = ({ name }) => {
    const partial = partials((name as hbs.AST.PathExpression).original);
    if (partial) visitor.accept(partial);
  };
  visitor.accept(program);
  return found;
}
