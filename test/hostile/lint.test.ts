import { describe, expect, it } from "vitest";
import { generated } from "../generator/fixture";
import { assertTree } from "./lint/tree";
import { skeletonOf } from "./skeleton";

/** The small tree with something put into one of its files. */
function tree(path: string, from: string, to: string) {
  const files = [...generated().values()];
  const index = files.findIndex((file) => file.path.endsWith(path));
  const file = files[index];
  if (!file?.content.includes(from)) throw new Error(`no ${from} in ${path}`);
  return files.with(index, { ...file, content: file.content.replace(from, () => to) });
}

const TITLE = 'title="OpenJDK 17';
const LICENCE = "| MIT |";

describe("what the checks of a generated tree refuse", () => {
  it("is nothing of a tree as it should be", () => {
    expect(() => assertTree([...generated().values()])).not.toThrow();
  });

  it.each([
    ["an instruction of a value", "jdk-17/Dockerfile", TITLE, `${TITLE}"\nONBUILD RUN id`],
    ["a quote that ends a label", "jdk-17/Dockerfile", TITLE, `${TITLE}" a="`],
    ["a command in a label", "jdk-17/Dockerfile", TITLE, `${TITLE} $(id)`],
    ["a variable in a label", "jdk-17/Dockerfile", TITLE, `${TITLE} $HOME`],
    ["a second word in a default", "jdk-17/Dockerfile", "ARG DEBIAN_IMAGE=", "ARG DEBIAN_IMAGE=a b"],
    ["a heredoc that does not end", "jdk-17/Dockerfile", "\nEOT\n", "\nEOT2\n"],
    ["a carriage return", "jdk-17/test.sh", "OpenJDK", "Open\rJDK"],
    ["a line separator", "jdk-17/test.sh", "OpenJDK", "Open\u2028JDK"],
    ["a cell too many", "THIRD-PARTY-LICENSES.md", LICENCE, "| M|IT |"],
    ["a row of a value", "THIRD-PARTY-LICENSES.md", LICENCE, "| M\n| IT |"],
    ["a link", "THIRD-PARTY-LICENSES.md", LICENCE, "| [MIT](https://example.com) |"],
    ["emphasis", "THIRD-PARTY-LICENSES.md", LICENCE, "| *MIT* |"],
    ["HTML", "THIRD-PARTY-LICENSES.md", LICENCE, "| <b>MIT</b> |"],
    ["a requirement without its hash", "requirements-base.txt", "    --hash=", "    --hush="],
    ["a script that is no Python", "leave-out.py", "def files_of(path):", "def files_of(path:"],
    ["a pattern that is none", "left-out.txt", "/idlelib", "/idle lib"],
    ["a class of two words", "classes.txt", "\n SparkContext\n", "\n Spark Context\n"],
    ["a namespace that is a number", "namespace.yaml", 'name: "spark"', "name: 123"],
    ["a name that YAML of before takes for no", "namespace.yaml", 'name: "spark"', "name: no"],
    ["a key of a value", "driver-role.yaml", 'namespace: "spark"', 'namespace: "spark"\nkind: "ClusterRole"'],
    ["an object of a value", "driver-role.yaml", 'namespace: "spark"', 'namespace: "spark"\n---\nkind: Pod'],
    ["a property of a value", "spark-defaults.conf", "namespace spark", "namespace spark\nevil 1"],
    ["a property of two words", "spark-defaults.conf", "namespace spark", "namespace spark evil"],
    ["a string that ends elsewhere", "docker-bake.hcl", 'default     = ""', 'default     = "a" "'],
    ["a brace of a value", "docker-bake.hcl", 'default     = ""', 'default     = ""\n}'],
    ["a requirement of a value", "requirements-base.txt", "pandas==", "evil\npandas=="],
  ])("is %s", (_what, path, from, to) => {
    expect(() => assertTree(tree(path, from, to))).toThrow(path);
  });

  it.each([
    "docker/../a/b/c",
    "/docker/a/b/c",
    "docker/a/b",
    "docker/a/b/.c",
    "a/b/c/d",
    "deploy/a",
    "deploy/base/../a",
  ])("is the path %s", (path) => {
    expect(() => assertTree([{ path, content: "# a\n", executable: false }])).toThrow(path);
  });

  it("is a file of a kind that nobody checks", () => {
    expect(() => assertTree([{ path: "docker/a/b/c.toml", content: "a\n", executable: false }])).toThrow(
      "no known kind",
    );
  });
});

describe("the skeleton of a script", () => {
  it("stays the same whatever plain text stands in it", () => {
    expect(skeletonOf(`say 'a b' "c \${D}" e-1 # f\n`)).toBe(skeletonOf(`say 'x (y)' "z; \${D}" w # f\n`));
  });

  it.each([
    ["say 'a'", "say 'a'b'"],
    ['say "a"', 'say "a$b"'],
    ['say "a"', 'say "a`b`"'],
    ["say a", "say a b"],
    ["say a", "say a;b"],
    ["say a", "say $a"],
    ["say a", "say a\nb"],
    ["# a", "# a\nb"],
  ])("of %j is not that of %j", (plain, other) => {
    expect(skeletonOf(plain)).not.toBe(skeletonOf(other));
  });
});
