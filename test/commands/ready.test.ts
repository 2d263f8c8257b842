import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { ROOT } from "../generator/fixture";

const PACKAGE = {
  engines: { node: ">=20.19" },
  dependencies: { esbuild: "1.0.0", projen: "1.0.0" },
  devDependencies: { tsx: "1.0.0" },
};
const [RC, RUN] = [["tools/synth.js"], ["tools/run.js", "main.ts"]];

/** A checkout with these files and packages; a file's text starts where the lines of the test do not matter. */
function checkout(files: Readonly<Record<string, string>>, packages = ["esbuild", "projen", "tsx"]): string {
  const root = mkdtempSync(join(tmpdir(), "ready-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  cpSync(join(ROOT, "tools"), join(root, "tools"), { recursive: true });
  mkdirSync(join(root, "node_modules"));
  for (const name of packages)
    symlinkSync(join(ROOT, "node_modules", name), join(root, "node_modules", name));
  for (const [path, text] of Object.entries({ "package.json": JSON.stringify(PACKAGE), ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function run(root: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  // NODE_OPTIONS loads the guard of unit tests first, which Node cannot where package.json is not JSON.
  const env = { ...process.env, NODE_OPTIONS: "", DEBUG: "", ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", env });
  return { status, stdout, stderr };
}

const failure = (line: string) => ({ status: 1, stdout: "", stderr: `${line}\n` });

describe("before npm ci", () => {
  test.each([RC, RUN, ["tools/ready.js"]])("%s %s says so in one line", (...args) => {
    const rest = args[0] === "tools/synth.js" ? "1 more" : "2 more";
    expect(run(checkout({}, []), args)).toEqual(
      failure(
        `node_modules: found no esbuild and ${rest}; allowed: all packages of package.json; fix: npm ci.`,
      ),
    );
  });

  test("a package that a change has added since is named", () => {
    const root = checkout({}, ["esbuild", "projen"]);
    expect(run(root, RUN)).toEqual(
      failure("node_modules: found no tsx; allowed: all packages of package.json; fix: npm ci."),
    );
  });

  test("npm ci itself asks about Node alone", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(scripts.preinstall).toBe("node tools/ready.js node");
    expect(run(checkout({}, []), ["tools/ready.js", "node"])).toEqual({ status: 0, stdout: "", stderr: "" });
  });
});

describe("a Node below the floor", () => {
  const found = process.versions.node;
  const [major = "", minor = ""] = found.split(".");
  const newer = `${major}.${Number(minor) + 1}`;

  test.each([RC, RUN, ["tools/ready.js"], ["tools/ready.js", "node"]])(
    "%s %s is refused in one line",
    (...args) => {
      const root = checkout({
        "package.json": JSON.stringify({ ...PACKAGE, engines: { node: `>=${newer}` } }),
      });
      const line = `Node: found ${found}; allowed: ${newer} or newer; fix: install 24, which is recommended.`;
      expect(run(root, args)).toEqual(failure(line));
    },
  );

  test.each([`>=${major}.${minor}`, `>=${Number(major) - 1}.${Number(minor) + 1}`])(
    "is not one at %s",
    (node) => {
      const root = checkout({ "package.json": JSON.stringify({ ...PACKAGE, engines: { node } }) });
      expect(run(root, ["tools/ready.js"]).status).toBe(0);
    },
  );
});

describe("package.json", () => {
  test.each([RC, RUN])("with a merge conflict ends %s %s in one line", (...args) => {
    const root = checkout({
      "package.json": '{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> other\n}\n',
    });
    const fix = "resolve the conflict and remove its markers.";
    expect(run(root, args)).toEqual(
      failure(`package.json:2:1: found a merge conflict marker (<<<<<<<); fix: ${fix}`),
    );
  });

  test("that is not JSON is named with the line", () => {
    const { status, stderr } = run(checkout({ "package.json": '{\n  "a": 1\n  "b": 2\n}\n' }), RC);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^package\.json:3: found no JSON: .+; fix: correct the text there\.\n$/);
  });

  test("may start with an encoding mark", () => {
    const root = checkout({ "package.json": `\ufeff${JSON.stringify(PACKAGE)}`, ".projenrc.ts": "" });
    expect(run(root, RC)).toEqual({ status: 0, stdout: "", stderr: "" });
  });
});

describe(".projenrc.ts", () => {
  test.each([
    [
      "a syntax error",
      "const a = 1;\nf(a;\n",
      '.projenrc.ts:2:4: Expected ")" but found ";"; fix: correct the text there.',
    ],
    [
      "a merge conflict",
      "const a = 1;\n<<<<<<< HEAD\n",
      ".projenrc.ts:2:1: found a merge conflict marker (<<<<<<<); fix: resolve the conflict and remove its markers.",
    ],
    [
      "no such file",
      'import "./sorce";\n',
      '.projenrc.ts:1:8: Could not resolve "./sorce"; fix: correct the text there.',
    ],
    [
      "no such name",
      "\n\n  sparkImages();\n",
      ".projenrc.ts:3:3: ReferenceError: sparkImages is not defined",
    ],
    [
      "an error thrown",
      'const f = (text: string) => {\n  throw new Error(text);\n};\nf("why\\nnot");\n',
      ".projenrc.ts:2:9: Error: why",
    ],
    ["a thrown text", 'throw "why";\n', "why"],
  ])("with %s is one line: where and what", (_, text, line) => {
    expect(run(checkout({ ".projenrc.ts": text }), RC)).toEqual(failure(line));
  });

  it("with two errors is a line for each", () => {
    const root = checkout({ ".projenrc.ts": 'import "./a";\nimport "./b";\n' });
    expect(run(root, RC).stderr.match(/^\.projenrc\.ts:\d:8: /gm)).toHaveLength(2);
  });

  it("may start with an encoding mark", () => {
    const root = checkout({ ".projenrc.ts": '\ufeffconsole.log("run");\n' });
    expect(run(root, RC)).toEqual({ status: 0, stdout: "run\n", stderr: "" });
  });

  it("shows the way to an error with DEBUG=1", () => {
    const { status, stderr } = run(checkout({ ".projenrc.ts": "sparkImages();\n" }), RC, { DEBUG: "1" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^ReferenceError: sparkImages is not defined\n {4}at .*\.projenrc\.bundle\.js:/);
  });

  it("is not run where tsconfig.json has a merge conflict", () => {
    const root = checkout({ ".projenrc.ts": "", "tsconfig.json": "{\n<<<<<<< HEAD\n}\n" });
    expect(run(root, RC)).toEqual(
      failure(
        "tsconfig.json:2:1: found a merge conflict marker (<<<<<<<); fix: resolve the conflict and remove its markers.",
      ),
    );
  });
});

describe("a command", () => {
  test.each([
    [
      "in its own file",
      { "main.ts": "const a = ;\n" },
      'main.ts:1:11: Unexpected ";"; fix: correct the text there.',
    ],
    [
      "in a file that it imports",
      { "main.ts": 'import "./src/other";\n', "src/other.ts": "\n>>>>>>> other\n" },
      "src/other.ts:2:1: found a merge conflict marker (>>>>>>>); fix: resolve the conflict and remove its markers.",
    ],
    [
      "that comes when it runs",
      { "main.ts": "\nsparkImages();\n" },
      "main.ts:2:1: ReferenceError: sparkImages is not defined",
    ],
  ])("with an error %s is one line", (_, files, line) => {
    expect(run(checkout(files), RUN)).toEqual(failure(line));
  });

  it("is run through tools/run.js by every script of package.json", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const others = Object.values<string>(scripts).filter(
      (script) => /\.ts\b/.test(script) && !/^node (?:--expose-gc )?tools\/run\.js \S+\.ts\b/.test(script),
    );
    expect(others).toEqual([]);
  });
});
