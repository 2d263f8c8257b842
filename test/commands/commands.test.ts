import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/synthesize/commands";
import { ROOT } from "../generator/fixture";

const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), "utf8"));

describe("every command of npx projen", () => {
  it("is a task of the same name that gets the arguments as they were written", () => {
    const { tasks } = read(".projen/tasks.json");
    const expected = Object.entries(COMMANDS).map(([name, description]) => ({
      name,
      description,
      steps: [
        {
          execArgs: ["node", "tools/run.js", `commands/${name}/${name}.ts`],
          receiveArgs: true,
        },
      ],
    }));
    expect(Object.keys(COMMANDS).map((name) => tasks[name])).toEqual(expected);
  });

  it("has its entry in a folder of its own", () => {
    const missing = Object.keys(COMMANDS).filter(
      (name) => !existsSync(join(ROOT, "commands", name, `${name}.ts`)),
    );
    expect(missing).toEqual([]);
  });

  it("is a script of package.json too, since npm passes its exit code on", () => {
    const { scripts } = read("package.json");
    const expected = Object.keys(COMMANDS).map((name) => [
      name,
      `node tools/run.js commands/${name}/${name}.ts`,
    ]);
    expect(Object.keys(COMMANDS).map((name) => [name, scripts[name]])).toEqual(expected);
  });
});
