import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { type Json, ROOT } from "./fixture";

const FILES = readdirSync(join(ROOT, "compatibility")).sort();
const SCHEMAS = join(ROOT, "schema", "compatibility");
const read = (...path: string[]): Json => JSON.parse(readFileSync(join(ROOT, ...path), "utf8"));

/** Every row of every table of a file, and where it stands. */
function rows(file: string): [string, Json][] {
  const tables = Object.entries<Json>(read("compatibility", file)).filter(([, table]) =>
    Array.isArray(table),
  );
  return tables.flatMap(([name, table]) =>
    table.map((row: Json, index: number): [string, Json] => [`${file} $.${name}[${index}]`, row]),
  );
}

function problemsOf(file: string, value: Json): string[] {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  for (const schema of readdirSync(SCHEMAS)) ajv.addSchema(read("schema", "compatibility", schema));
  ajv.validate(file.replace(".json", ".schema.json"), value);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Every object schema that allows keys it does not name. */
function open(schema: Json, path = "$"): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const here =
    schema.type === "object" && schema.properties && schema.additionalProperties !== false ? [path] : [];
  return [...here, ...Object.entries(schema).flatMap(([key, value]) => open(value, `${path}.${key}`))];
}

describe("the facts of compatibility/", () => {
  it.each(FILES)("%s names its schema and fits it", (file) => {
    const value = read("compatibility", file);
    expect(value.$schema).toBe(`../schema/compatibility/${file.replace(".json", ".schema.json")}`);
    expect(problemsOf(file, value)).toEqual([]);
  });

  it.each(readdirSync(SCHEMAS))(
    "the schema %s is closed: a key that it does not name is an error",
    (file) => {
      expect(open(read("schema", "compatibility", file))).toEqual([]);
    },
  );

  it.each(FILES)("each row of %s says its source, the day and how sure it is", (file) => {
    for (const [place, row] of rows(file)) {
      expect.soft(row.source, `${place}.source`).toMatch(/^https:\/\/\S+$|^\S+( \S+)+$/);
      expect.soft(new Date(row.date).toISOString().slice(0, 10), `${place}.date`).toBe(row.date);
      expect.soft(row.confidence, `${place}.confidence`).toBeDefined();
    }
    expect(rows(file).length).toBeGreaterThan(0);
  });

  it.each(FILES)("a row of %s that nobody documented says what is not verified", (file) => {
    const silent = rows(file).filter(([, { confidence, note }]) => confidence === "inferred" && !note);
    expect(silent.map(([place]) => place)).toEqual([]);
  });

  it("a row without a source does not fit", () => {
    const value = read("compatibility", "spark.json");
    delete value.java[0].source;
    expect(problemsOf("spark.json", value)).toEqual(["/java/0 must have required property 'source'"]);
  });
});
