import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { SCHEMAS, typesOf, typesPath } from "../../tools/types";
import { ROOT } from "./fixture";

describe("what is made by a command other than npx projen", () => {
  it.each(SCHEMAS)("the types of the %s are those of its schema (npm run types)", async (name) => {
    const { format, resolveConfig } = await import("prettier");
    const expected = await format(await typesOf(name), {
      parser: "typescript",
      ...(await resolveConfig(typesPath(name))),
    });
    expect(readFileSync(typesPath(name), "utf8")).toBe(expected);
  });

  const java = join(ROOT, "templates/java");
  const compiler = spawnSync("javac", ["-version"], { encoding: "utf8" }).stdout ?? "";
  const hasCompiler = compiler.startsWith("javac 17.");
  const sources = readdirSync(java).filter((name) => name.endsWith(".java"));
  it.skipIf(!hasCompiler)(
    `the Java classes of tests are compiled from their sources (npm run java)${hasCompiler ? "" : ": skipped, there is no javac 17 here"}`,
    () => {
      const folder = mkdtempSync(join(tmpdir(), "java-"));
      try {
        cpSync(java, folder, { recursive: true, filter: (path) => !path.endsWith(".class") });
        const options = [
          "-nowarn",
          "-source",
          "17",
          "-target",
          "17",
          "--add-modules",
          "jdk.incubator.foreign",
          "-g:none",
          "-implicit:none",
          "--source-path",
          "stubs",
        ];
        execFileSync("javac", [...options, ...sources], { cwd: folder, stdio: "pipe" });
        const classes = (where: string) =>
          readdirSync(where)
            .filter((name) => name.endsWith(".class"))
            .map((name) => [name, readFileSync(join(where, name), "base64")]);
        expect(classes(java)).toEqual(classes(folder));
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

describe("the one-way flow of imports", () => {
  const stages = ["model", "parse", "check", "resolve", "advise", "render", "synthesize"];
  const backwards = stages.flatMap((from, index) =>
    stages.slice(index + 1).map((to) => [from, to, `src/${from}/from-${to}.ts`] as const),
  );
  let refused: readonly string[] = [];

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), "flow-"));
    try {
      cpSync(join(ROOT, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
      for (const [, to, path] of backwards) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(
          join(folder, path),
          `import { something } from "../${to}/something";\n\nexport const other = something;\n`,
        );
      }
      const { stdout } = spawnSync(join(ROOT, "node_modules/.bin/oxlint"), ["--format", "json", "src"], {
        cwd: folder,
        encoding: "utf8",
      });
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; help: string }[] };
      refused = diagnostics
        .filter(({ help }) => help.includes("Data flows one way"))
        .map(({ filename }) => filename);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(backwards)("an import in src/%s from src/%s fails the linter", (_from, _to, path) => {
    expect(refused).toContain(path);
  });
});
