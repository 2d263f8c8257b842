import Handlebars from "handlebars";

/** Finds the parsed text of a partial. */
export type Partials = (name: string) => hbs.AST.Program | undefined;

/** The view and the contexts around it, innermost first. */
type Scope = readonly unknown[];

/**
 * Walks a parsed template with its view. Handlebars' own strict mode does not look into `#if`, `#each` and partial
 * arguments, where a misspelt name is silently false or empty, and prints nothing for null.
 *
 * @throws Error naming the template and the name that the view lacks.
 */
export function assertNamesExist(
  template: string,
  program: hbs.AST.Program,
  view: unknown,
  partials: Partials,
): void {
  const walk = new Walk(template, partials);
  walk.body(program, [view]);
}

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

class Walk {
  constructor(
    readonly template: string,
    readonly partials: Partials,
  ) {}

  body(program: hbs.AST.Program | undefined, scope: Scope): void {
    for (const statement of program?.body ?? []) this.#statement(statement, scope);
  }

  #statement(statement: hbs.AST.Statement, scope: Scope): void {
    if (statement.type === "MustacheStatement") {
      this.#printed((statement as hbs.AST.MustacheStatement).path, scope);
    } else if (statement.type === "BlockStatement") {
      this.#block(statement as hbs.AST.BlockStatement, scope);
    } else if (statement.type === "PartialStatement") {
      this.#partial(statement as hbs.AST.PartialStatement, scope);
    } else if (statement.type !== "ContentStatement" && statement.type !== "CommentStatement") {
      throw new Error(`templates/${this.template}.hbs: ${statement.type} is not used in this project`);
    }
  }

  #printed(path: hbs.AST.Expression, scope: Scope): void {
    const value = this.#value(path, scope);
    if (typeof value !== "string" && typeof value !== "number") {
      throw new Error(`${this.#where(path)} is ${JSON.stringify(value)}, not a text or a number`);
    }
  }

  #block(block: hbs.AST.BlockStatement, scope: Scope): void {
    const helper = (block.path as hbs.AST.PathExpression).original;
    const [subject] = block.params;
    if (!subject || (helper !== "if" && helper !== "unless" && helper !== "each")) {
      throw new Error(`${this.#where(block.path)} is not a block of this project: if, unless, each`);
    }
    const value = this.#value(subject, scope);
    if (helper !== "each") return this.#branches(block, value, scope);
    if (!Array.isArray(value))
      throw new Error(`${this.#where(subject)} is ${JSON.stringify(value)}, not a list`);
    for (const item of value) this.body(block.program, [item, ...scope]);
    this.body(block.inverse, scope);
  }

  /** Both branches name things of the same view, whichever is taken. */
  #branches(block: hbs.AST.BlockStatement, value: unknown, scope: Scope): void {
    if (value === null) throw new Error(`${this.#where(block.params[0])} is null`);
    this.body(block.program, scope);
    this.body(block.inverse, scope);
  }

  #partial(statement: hbs.AST.PartialStatement, scope: Scope): void {
    const name = (statement.name as hbs.AST.PathExpression).original;
    const program = this.partials(name);
    if (!program) throw new Error(`templates/${this.template}.hbs: no partial ${name}`);
    if (statement.params.length > 0 || statement.hash) {
      throw new Error(`templates/${this.template}.hbs: the partial ${name} has arguments; it reads the view`);
    }
    this.body(program, scope);
  }

  #value(expression: hbs.AST.Expression, scope: Scope): unknown {
    const path = expression as hbs.AST.PathExpression;
    if (path.type !== "PathExpression" || path.data)
      throw new Error(`${this.#where(expression)} is not a plain name`);
    return path.parts.reduce((value: unknown, part) => {
      const has = typeof value === "object" && value !== null && Object.hasOwn(value, part);
      if (!has) throw new Error(`${this.#where(expression)} is not in the view`);
      return (value as Record<string, unknown>)[part];
    }, scope[path.depth]);
  }

  #where(expression: hbs.AST.Expression | undefined): string {
    const original = (expression as hbs.AST.PathExpression | undefined)?.original ?? "?";
    return `templates/${this.template}.hbs: ${original} (line ${expression?.loc.start.line ?? "?"})`;
  }
}
