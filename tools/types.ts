import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type JSONSchema, compile } from "json-schema-to-typescript";

const ROOT = join(__dirname, "..");

/** The schemas: each is the one source of the TypeScript types of the same name. */
export const SCHEMAS = [
  "matrix",
  "lock",
  "audit",
  "compatibility/distributions",
  "compatibility/iceberg",
  "compatibility/jar-families",
  "compatibility/jar-kinds",
  "compatibility/jar-proofs",
  "compatibility/jdbc",
  "compatibility/licenses",
  "compatibility/os",
  "compatibility/python",
  "compatibility/rapids",
  "compatibility/spark",
  "compatibility/trims",
  "compatibility/vulnerabilities",
] as const;

/** TypeScript types of a schema, every property read-only. */
export async function typesOf(name: (typeof SCHEMAS)[number]): Promise<string> {
  const file = join(ROOT, "schema", `${name}.schema.json`);
  const schema = JSON.parse(readFileSync(file, "utf8")) as JSONSchema;
  const types = await compile(schema, basename(name), {
    bannerComment: `// Generated from schema/${name}.schema.json by \`npm run types\`: edit the schema.`,
    cwd: dirname(file),
    ignoreMinAndMaxItems: true,
    style: { printWidth: 110 },
  });
  return types
    .replace(/^( +)(\$?\w+\??: |\[k: string\]: )/gm, "$1readonly $2")
    .replace(/(\w+)\[\]/g, "readonly $1[]");
}

/** Where the types of a schema are checked in. */
export function typesPath(name: string): string {
  return join(ROOT, "src", "model", `${name}.ts`);
}

async function main(): Promise<void> {
  for (const name of SCHEMAS) {
    mkdirSync(dirname(typesPath(name)), { recursive: true });
    writeFileSync(typesPath(name), await typesOf(name));
  }
}

if (require.main === module) void main();
