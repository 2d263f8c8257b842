import type { Partials } from "./names";

/** The view and the contexts around it, innermost first. */
type Scope = readonly unknown[];

/** Throws where a name of a template is not in a view. */
type Check = (scope: Scope) => void;

/**
 * What holds a view against the names of a parsed template and its partials. Handlebars' own strict mode does not look
 * into `#if`, `#each` and partial arguments, where a misspelt name is silently false or empty, and prints nothing for
 * null. The template is walked once, whatever the number of views; a name that stands there often is one check.
 *
 * @returns A function that throws an Error naming the template and the name that the view lacks.
 */
export function nameChecks(
  template: string,
  program: hbs.AST.Program,
  partials: Partials,
): (view: object) => void {
  const checks = new Checks(template, partials).add(program);
  return (view) => checks.run([view]);
}

/** The checks of one body: of a template and its branches, or of the items of a list. */
class Checks {
  readonly #checks = new Map<string, Check>();

  constructor(
    readonly template: string,
    readonly partials: Partials,
  ) {}

  run(scope: Scope): void {
    for (const check of this.#checks.values()) check(scope);
  }

  add(program: hbs.AST.Program | undefined): this {
    for (const statement of program?.body ?? []) this.#statement(statement);
    return this;
  }

  #statement(statement: hbs.AST.Statement): void {
    if (statement.type === "MustacheStatement") {
      this.#printed((statement as hbs.AST.MustacheStatement).path);
    } else if (statement.type === "BlockStatement") {
      this.#block(statement as hbs.AST.BlockStatement);
    } else if (statement.type === "PartialStatement") {
      this.#partial(statement as hbs.AST.PartialStatement);
    } else if (statement.type !== "ContentStatement" && statement.type !== "CommentStatement") {
      throw new Error(`templates/${this.template}.hbs: ${statement.type} is not used in this project`);
    }
  }

  #printed(path: hbs.AST.Expression): void {
    this.#value("printed", path, (value) => {
      if (typeof value !== "string" && typeof value !== "number") {
        throw new Error(`${this.#where(path)} is ${JSON.stringify(value)}, not a text or a number`);
      }
    });
  }

  #block(block: hbs.AST.BlockStatement): void {
    const helper = (block.path as hbs.AST.PathExpression).original;
    const [subject] = block.params;
    if (!subject || (helper !== "if" && helper !== "unless" && helper !== "each")) {
      throw new Error(`${this.#where(block.path)} is not a block of this project: if, unless, each`);
    }
    if (helper === "each") {
      this.#list(subject, new Checks(this.template, this.partials).add(block.program));
    } else {
      this.#value("asked", subject, (value) => {
        if (value === null) throw new Error(`${this.#where(subject)} is null`);
      });
      this.add(block.program); // Both branches name things of the same view, whichever is taken.
    }
    this.add(block.inverse);
  }

  #list(subject: hbs.AST.Expression, items: Checks): void {
    // A list that is written twice has two bodies.
    this.#value(`list ${this.#checks.size}`, subject, (value, scope) => {
      if (!Array.isArray(value))
        throw new Error(`${this.#where(subject)} is ${JSON.stringify(value)}, not a list`);
      for (const item of distinct(value)) items.run([item, ...scope]);
    });
  }

  #partial(statement: hbs.AST.PartialStatement): void {
    const name = (statement.name as hbs.AST.PathExpression).original;
    const program = this.partials(name);
    if (!program) throw new Error(`templates/${this.template}.hbs: no partial ${name}`);
    if (statement.params.length > 0 || statement.hash) {
      throw new Error(`templates/${this.template}.hbs: the partial ${name} has arguments; it reads the view`);
    }
    this.add(program);
  }

  /** Adds a check of the value of a name, where the body has none of that kind yet. */
  #value(kind: string, expression: hbs.AST.Expression, check: (value: unknown, scope: Scope) => void): void {
    const path = expression as hbs.AST.PathExpression;
    if (path.type !== "PathExpression" || path.data)
      throw new Error(`${this.#where(expression)} is not a plain name`);
    const { depth, parts } = path;
    const key = [kind, depth, ...parts].join(" ");
    if (this.#checks.has(key)) return;
    this.#checks.set(key, (scope) => {
      let value = scope[depth];
      for (const part of parts) {
        const has = typeof value === "object" && value !== null && Object.hasOwn(value, part);
        if (!has) throw new Error(`${this.#where(expression)} is not in the view`);
        value = (value as Record<string, unknown>)[part];
      }
      check(value, scope);
    });
  }

  #where(expression: hbs.AST.Expression): string {
    const { original } = expression as hbs.AST.PathExpression;
    return `templates/${this.template}.hbs: ${original ?? "?"} (line ${expression.loc.start.line})`;
  }
}

/** Items that a body can find different names in: of texts, one is as good as all. */
function distinct(items: readonly unknown[]): readonly unknown[] {
  return items.every((item) => typeof item === "string") ? items.slice(0, 1) : items;
}
