import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Handlebars from "handlebars";
import { InputError, type Problem } from "../model/problem";
import { readTexts } from "../parse/read-text";
import { nameChecks } from "./name-checks";
import { type Partials, namesOf } from "./names";
import { remembered } from "./partial";

/** The templates of this project: renders one by name with a view. */
export class Templates {
  readonly #programs: ReadonlyMap<string, hbs.AST.Program>;
  readonly #names = new Map<string, ReadonlySet<string>>();
  readonly #checks = new Map<string, (view: object) => void>();
  readonly #rendered = new Map<string, string>();
  readonly #compiled = new Map<string, HandlebarsTemplateDelegate>();
  readonly #handlebars = Handlebars.create();
  readonly #partials: Partials = (name) => this.#programs.get(`${PARTIALS}${name}`);

  /**
   * @param texts Template texts by name; a name that starts with `partials/` is a partial.
   * @param javaClasses Compiled Java classes of tests, Base64, by name.
   */
  constructor(
    texts: ReadonlyMap<string, string>,
    readonly javaClasses: Readonly<Record<string, string>> = {},
  ) {
    this.#programs = new Map([...texts].map(([name, text]) => [name, parse(name, text)]));
    for (const [name, program] of this.#programs) {
      if (name.startsWith(PARTIALS)) this.#register(name.slice(PARTIALS.length), program);
    }
  }

  /**
   * Text of a template with the values of a view.
   *
   * @throws Error naming the template and the name, when the view lacks a name that the template or one of its
   * partials has; nothing is printed for it silently.
   */
  render(name: string, view: object): string {
    const program = this.#programs.get(name);
    if (!program) throw new Error(`no template ${name}: ${[...this.#programs.keys()].join(", ")}`);
    const key = this.#keyOf(name, program, view);
    const known = key === undefined ? undefined : this.#rendered.get(key);
    if (known !== undefined) return known;
    const check = this.#checks.get(name) ?? nameChecks(name, program, this.#partials);
    this.#checks.set(name, check);
    check(view);
    const compiled = this.#compiled.get(name) ?? this.#compile(name, program);
    const output = compiled(view);
    if (key !== undefined) this.#rendered.set(key, output);
    return output;
  }

  /** What the output depends on, where that is little: many images have the same script. */
  #keyOf(name: string, program: hbs.AST.Program, view: object): string | undefined {
    const names = this.#names.get(name) ?? namesOf(program, this.#partials);
    this.#names.set(name, names);
    if (names.size > FEW) return undefined;
    return JSON.stringify([name, ...[...names].map((used) => (view as Record<string, unknown>)[used])]);
  }

  #register(name: string, program: hbs.AST.Program): void {
    const compiled = this.#compiledFrom(program);
    this.#handlebars.registerPartial(name, remembered(compiled, namesOf(program, this.#partials)));
  }

  #compile(name: string, program: hbs.AST.Program): HandlebarsTemplateDelegate {
    const compiled = this.#compiledFrom(program);
    this.#compiled.set(name, compiled);
    return compiled;
  }

  /** Takes the parsed text, which Handlebars would parse again, and a copy of it, since Handlebars changes it. */
  #compiledFrom(program: hbs.AST.Program): HandlebarsTemplateDelegate {
    return this.#handlebars.compile(structuredClone(program), OPTIONS);
  }
}

const OPTIONS = { noEscape: true, strict: true, knownHelpersOnly: true, preventIndent: true };
const FEW = 3;
const PARTIALS = "partials/";
const EXTENSION = ".hbs";

function parse(name: string, text: string): hbs.AST.Program {
  const file = `templates/${name}${EXTENSION}`;
  const marker = /^(?:<{7}|>{7})(?=\s|$)/m.exec(text);
  if (marker) {
    const line = text.slice(0, marker.index).split("\n").length;
    const found = `a merge conflict marker (${marker[0]})`;
    throw templateError(file, line, { found, fix: "resolve the conflict and remove its markers" });
  }
  try {
    return Handlebars.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const [, line] = /(?:on line | - )(\d+)/.exec(message) ?? [];
    const found = `invalid Handlebars: ${message.slice(message.lastIndexOf("\n") + 1)}`;
    throw templateError(file, Number(line ?? 1), { found, fix: "correct the text there" });
  }
}

function templateError(file: string, line: number, words: Pick<Problem, "found" | "fix">): InputError {
  return new InputError([{ file, line, column: 1, path: "", allowed: "a template", ...words }]);
}

/**
 * Reads all templates of a folder, and the compiled classes of its folder `java`.
 *
 * @param others Files by path from the folder that stand in place of those on disk; undefined for one that is not there.
 * @throws InputError with every template that cannot be read or is no UTF-8
 */
export function readTemplates(
  folder: string,
  others: ReadonlyMap<string, Buffer | undefined> = new Map(),
): Templates {
  const onDisk = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const paths = [...new Set([...onDisk.map((path) => path.replaceAll("\\", "/")), ...others.keys()])]
    .filter((path) => !others.has(path) || others.get(path) !== undefined)
    .sort();
  const templates = paths.filter((path) => path.endsWith(EXTENSION));
  const read = templates.filter((path) => !others.has(path));
  const texts = readTexts(
    dirname(folder),
    read.map((path) => join(basename(folder), path)),
  );
  const textOf = new Map(read.map((path, index) => [path, texts[index] ?? ""]));
  const classes = paths
    .filter((path) => path.endsWith(".class"))
    .map((path) => [path, others.get(path) ?? readFileSync(join(folder, path))] as const);
  return new Templates(
    new Map(
      templates.map((path) => [
        path.slice(0, -EXTENSION.length),
        textOf.get(path) ?? others.get(path)?.toString("utf8") ?? "",
      ]),
    ),
    Object.fromEntries(
      classes.map(([path, content]) => [
        path.slice(0, -".class".length).replace("java/", ""),
        content.toString("base64"),
      ]),
    ),
  );
}
