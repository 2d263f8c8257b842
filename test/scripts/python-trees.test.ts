import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Folder, run, scriptText } from "./run-script";

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

/** Writes files into a folder below the test's own. */
function tree(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(folder.path, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const pathsOf = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();

describe("leave-out.py", () => {
  const leaveOut = (root: string, ...lines: string[]) => {
    const list = join(folder.path, "list");
    writeFileSync(list, ["# a comment", ...lines, ""].join("\n"));
    return run("python3", [folder.script("leave-out", scriptText("leave-out.py")), root, list]);
  };

  it("takes out what the patterns match, folders with all that is in them, and says what each part saved", async () => {
    const root = tree("tree", {
      "lib/a/tests/deep/one.py": "12345",
      "lib/a/tests/two.py": "123",
      "lib/a/tested.py": "stays",
      "lib/a/.tests/three.py": "stays",
      "lib/tests/four.py": "1",
      "include/a.h": "1234",
      "lib/a/x.h": "stays",
    });
    const { status, out, err } = await leaveOut(
      root,
      "tests lib/**/tests",
      "tests lib/a/tests",
      "headers include",
    );
    expect({ status, out, err }).toEqual({
      status: 0,
      out: "left out: tests: 9 bytes\nleft out: headers: 4 bytes\n",
      err: "",
    });
    expect(pathsOf(root)).toEqual(["lib/a/.tests/three.py", "lib/a/tested.py", "lib/a/x.h"]);
  });

  it("takes what is gone out of the packages' records, and leaves the other lines as they are", async () => {
    const record = [
      "a/tests/one.py,sha256=x,5",
      '"a/tests/b,c.py",sha256=y,5',
      "a/code.py,sha256=z,5",
      "../../include/a.h,,",
      "a-1.dist-info/RECORD,,",
      "",
    ];
    const root = tree("tree", {
      "lib/site-packages/a/tests/one.py": "",
      "lib/site-packages/a/tests/b,c.py": "",
      "lib/site-packages/a/code.py": "",
      "include/a.h": "",
      "lib/site-packages/a-1.dist-info/RECORD": record.join("\n"),
    });
    await leaveOut(root, "tests lib/site-packages/**/tests", "headers include");
    expect(readFileSync(join(root, "lib/site-packages/a-1.dist-info/RECORD"), "utf8")).toBe(
      "a/code.py,sha256=z,5\na-1.dist-info/RECORD,,\n",
    );
  });

  it("has nothing to do where no pattern matches", async () => {
    const root = tree("tree", { "a.py": "" });
    expect(await leaveOut(root, "tests **/tests")).toEqual({ status: 0, out: "", err: "" });
    expect(pathsOf(root)).toEqual(["a.py"]);
  });
});

describe("compile-modules.py", () => {
  const compile = (root: string) => {
    const script = folder.script("compile-modules", scriptText("compile-modules.py"));
    const args = ["-s", "-S", "-B", script, root, root];
    return run("python3", args, { PYTHONHASHSEED: "0" });
  };

  const words = Array.from({ length: 30 }, (_, index) => `name_${index}`);
  const module = (name: string): string =>
    `${words.map((word) => `${word} = "${word}"`).join("\n")}\ndef ${name}(x):\n    return x in {"a", "b", "c"}\n`;

  const bytecode = (root: string): Record<string, string> =>
    Object.fromEntries(
      pathsOf(root)
        .filter((path) => path.endsWith(".pyc"))
        .map((path) => [path, readFileSync(join(root, path)).toString("base64")]),
    );

  it("gives a module the same bytecode whatever was compiled before it and wherever it lies", async () => {
    const one = tree("one", { "pack/m.py": module("m") });
    const other = tree("elsewhere/other", {});
    cpSync(one, other, { recursive: true });
    for (const name of ["a", "b", "c", "pack/k", "pack/l"])
      writeFileSync(join(other, `${name}.py`), module(name.replace("/", "_")));
    expect(await compile(one)).toEqual({ status: 0, out: "", err: "" });
    await compile(other);
    const [[path = "", bytes] = []] = Object.entries(bytecode(one));
    expect(path).toMatch(/^pack\/__pycache__\/m\.cpython-\d+\.pyc$/);
    expect(bytecode(other)[path]).toBe(bytes);
    expect(Object.keys(bytecode(other))).toHaveLength(6);
  });

  it("begins with Python's cache of attributes emptied: what that keeps alive goes by addresses, and shows in bytecode", async () => {
    const root = tree("tree", { "m.py": module("m") });
    const script = folder.script("compile-modules", scriptText("compile-modules.py"));
    // Tells of each emptying, and of each process that is begun.
    const telling = [
      "import os, runpy, sys",
      "def told(name, call):",
      "    return lambda: (print(name, flush=True), call())[1]",
      "for name in ('_clear_internal_caches', '_clear_type_cache'):",
      "    if hasattr(sys, name):",
      "        setattr(sys, name, told('emptied', getattr(sys, name)))",
      "        break",
      "os.fork = told('begun', os.fork)",
      "sys.argv = sys.argv[1:]",
      "runpy.run_path(sys.argv[0], run_name='__main__')",
    ].join("\n");
    const outcome = await run("python3", ["-s", "-S", "-B", "-c", telling, script, root, root]);
    expect(outcome).toEqual({ status: 0, out: "emptied\nbegun\n", err: "" });
  });

  it("binds bytecode to nothing that changes", async () => {
    const root = tree("tree", { "m.py": module("m") });
    await compile(root);
    const [bytes = ""] = Object.values(bytecode(root));
    // PEP 552: bit 0 says that a hash is there in the place of a time, bit 1 that it is looked at.
    expect(Buffer.from(bytes, "base64").readUInt32LE(4)).toBe(1);
  });

  it("names a module that is no Python and compiles the others", async () => {
    const root = tree("tree", { "bad.py": "x = = 1\n", "good.py": "x = 1\n" });
    expect(await compile(root)).toEqual({ status: 0, out: "", err: "/bad.py: SyntaxError\n" });
    expect(Object.keys(bytecode(root))).toEqual([expect.stringMatching(/good/)]);
  });
});
