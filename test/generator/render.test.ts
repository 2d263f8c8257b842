import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { plan } from "../../src/pipeline";
import { buildsOf } from "../../src/plan";
import { Templates } from "../../src/render/templates";
import { ROOT, generated, sources, textOf } from "./fixture";

describe("the files of a small matrix", () => {
  const files = generated();

  it("are these", async () => {
    await expect([...files.keys()].sort().join("\n")).toMatchFileSnapshot("__files__/paths.txt");
  });

  const dockerfiles = [...files.keys()].filter((path) => path.endsWith("Dockerfile"));
  it.each(dockerfiles)("%s reads as its snapshot", async (path) => {
    await expect(files.get(path)?.content).toMatchFileSnapshot(
      `__files__/${path.split("/").at(-2)}.Dockerfile`,
    );
  });

  it("requirements-base.txt reads as its snapshot", async () => {
    const text = textOf("docker/docker-intermediate/python-deps/requirements-base.txt");
    await expect(text).toMatchFileSnapshot("__files__/requirements-base.txt");
  });

  it.each([...files.values()])(
    "$path ends with one newline, has LF line ends and says where it comes from",
    ({ content }) => {
      expect(content).toMatch(/[^\n]\n$/);
      expect(content).not.toContain("\r");
      expect(content).toMatch(
        /Generated from matrix\.json, lock\.json and templates\/\S+\.hbs by `npx projen`: do not edit/,
      );
    },
  );

  const scripts = [...files.values()].filter(({ path }) => path.endsWith(".sh"));
  it.each(scripts)(
    "$path is a script: bash on line 1, the header after it, to be run",
    ({ content, executable }) => {
      const [first, second] = content.split("\n");
      expect(first).toMatch(/^#!(\/bin\/bash|\/usr\/bin\/env bash)$/);
      expect(second).toMatch(/^# Generated from /);
      expect(executable).toBe(true);
    },
  );

  const texts = dockerfiles.map((path) => [path, files.get(path)?.content ?? ""] as const);
  it.each(texts)("%s swallows no failure, asks no keyserver and throws away no cache", (_path, text) => {
    expect(text).not.toMatch(
      /\|\| true|keyserver|--no-cache-dir|apt-key|:latest-SNAPSHOT|curl .*\| *(ba)?sh/,
    );
  });

  it.each(texts)(
    "%s names each parent image by a build argument with the committed value as its default",
    (_path, text) => {
      const stages = new Set([...text.matchAll(/^FROM \S+ AS (\S+)$/gm)].map((match) => match[1]));
      const images = [...text.matchAll(/^FROM (\S+)/gm)].map((match) => match[1] ?? "");
      const defaults = new Set([...text.matchAll(/^ARG (\w+)=\S+$/gm)].map((match) => `\${${match[1]}}`));
      expect(images.filter((image) => !stages.has(image) && !defaults.has(image))).toEqual([]);
    },
  );

  it.each(texts)("%s carries the OCI labels", (_path, text) => {
    const labels = [...text.matchAll(/org\.opencontainers\.image\.([a-z.]+)="[^"\n]+"/g)].map(
      (match) => match[1],
    );
    expect(labels).toEqual(["title", "description", "version", "source", "licenses", "base.name"]);
  });
});

describe("the settings of images", () => {
  it("put registry, prefix, name and tag together", () => {
    const text = textOf("docker/runtime/spark-4.1.1-jdk17/Dockerfile", ({ matrix }) =>
      Object.assign(matrix.images, {
        registry: "registry.example.com:5000/data",
        namePrefix: "acme-",
        tag: "2026.11",
      }),
    );
    expect(text).toContain("ARG BASE_IMAGE=registry.example.com:5000/data/acme-spark-4.1.1-core:2026.11\n");
    expect(text).toContain(
      "ARG PYTHON_DEPS_IMAGE=registry.example.com:5000/data/acme-python-deps:2026.11-iceberg\n",
    );
  });

  it("write a syntax line first, when the matrix asks for one, and none otherwise", () => {
    const path = "docker/docker-base/jdk-17/Dockerfile";
    expect(
      textOf(path, ({ matrix }) => (matrix.images.syntax = "docker/dockerfile:1.20")).split("\n")[0],
    ).toBe("# syntax=docker/dockerfile:1.20");
    expect([...generated().values()].filter(({ content }) => content.includes("syntax="))).toEqual([]);
  });

  it("take the JDK for the JRE", () => {
    const edit = (files: { matrix: { java: object } }) =>
      Object.assign(files.matrix.java, { package: "jdk-headless" });
    expect(textOf("docker/docker-base/jdk-17/Dockerfile", edit)).toContain(
      "\n  openjdk-17-jdk-headless \\\n",
    );
    expect(textOf("docker/docker-base/jdk-17/test.sh", edit)).toContain("'jmap is there'");
  });

  it("send downloads to a mirror", () => {
    const edit = (files: { matrix: { mirrors?: object } }) =>
      (files.matrix.mirrors = { maven: "https://maven.example.com/m2" });
    expect(textOf("docker/docker-intermediate/jdbc-drivers/Dockerfile", edit)).toContain(
      "\nARG MAVEN_URL=https://maven.example.com/m2\n",
    );
  });
});

describe("the list of a Spark's jars", () => {
  const folder = "docker/docker-intermediate/spark-4.1.1-core";

  it("is a file that the core's test compares with the image, where the lock has one", () => {
    const edit = (files: { lock: { spark: Record<string, object> } }) =>
      Object.assign(files.lock.spark["4.1.1"] as object, {
        jars: { files: { "connect-repl/a_2.13-1.jar": "a".repeat(64) }, verified: { by: "download" } },
      });
    const list = textOf(`${folder}/jars.sha256`, edit)
      .split("\n")
      .filter((line) => !line.startsWith("#"));
    expect(list).toEqual([`${"a".repeat(64)}  connect-repl/a_2.13-1.jar`, ""]);
    expect(textOf(`${folder}/test.sh`, edit)).toContain('list=$(dirname "$0")/jars.sha256');
  });

  it("is a claim that is skipped with the reason, where the lock has none", () => {
    expect([...generated().keys()]).not.toContain(`${folder}/jars.sha256`);
    expect(textOf(`${folder}/test.sh`)).toContain("'lock.json has no list of the jars of Spark 4.1.1'");
  });
});

describe("adding and removing", () => {
  it("a Spark is one line in the matrix, given its lock entry: it adds its core and its runtime, and no other image", () => {
    const before = new Set(generated().keys());
    const after = [...generated(({ matrix }) => matrix.spark.push("4.1.2")).keys()];
    const folders = after
      .filter((path) => !before.has(path))
      .map((path) => path.split("/").slice(0, -1).join("/"));
    expect([...new Set(folders)].sort()).toEqual([
      "deploy/runtimes/spark-4.1.2-jdk17",
      "docker/docker-intermediate/spark-4.1.2-core",
      "docker/runtime/spark-4.1.2-jdk17",
    ]);
  });

  it("the sections that are not asked for removes their folders", () => {
    const left = generated(({ matrix }) => {
      for (const section of ["cuda", "jdbc", "iceberg", "rapids"]) delete matrix[section];
      delete matrix.python.gpu;
      delete matrix.python.iceberg;
      matrix.runtimes = [{ spark: "all", layers: ["python-deps"] }];
    });
    const folders = [...left.keys()]
      .filter((path) => path.endsWith("Dockerfile"))
      .map((path) => path.split("/").at(-2));
    expect(folders).toEqual([
      "jdk-17",
      "python-3.10",
      "spark-3.5.8-core",
      "spark-4.1.1-core",
      "python-deps",
      "spark-3.5.8-jdk17",
      "spark-4.1.1-jdk17",
    ]);
  });
});

describe("the same matrix and lock", () => {
  it("give the same files whatever the order of the keys", () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, item]) => [key, reversed(item)]),
      );
    };
    const other = generated((files) => {
      files.matrix = reversed(files.matrix);
      files.lock = reversed(files.lock);
    });
    expect(other).toEqual(generated());
  });
});

describe("the builds", () => {
  const builds = buildsOf(plan(sources()));

  it("come after their parents", () => {
    const done = new Set<string>();
    for (const { image, parents } of builds) {
      expect(parents.filter((parent) => !done.has(parent))).toEqual([]);
      done.add(image);
    }
  });

  it("have one reference each, and the variants that runtimes take", () => {
    const images = builds.map(({ image }) => image);
    expect(new Set(images).size).toBe(images.length);
    expect(images.filter((image) => image.includes("python-deps") || image.includes("jars"))).toEqual([
      "spark-k8s-python-deps:latest",
      "spark-k8s-python-deps:latest-gpu",
      "spark-k8s-python-deps:latest-iceberg",
      "spark-k8s-python-deps:latest-gpu-iceberg",
      "spark-k8s-jars-rapids:latest",
      "spark-k8s-jars-iceberg:latest",
      "spark-k8s-jars-iceberg:latest-spark-3.5",
    ]);
  });

  it("pass only arguments that their Dockerfile declares", () => {
    const files = generated();
    for (const build of builds) {
      const text = files.get(`${build.folder}/Dockerfile`)?.content ?? "";
      for (const name of Object.keys(build.arguments)) expect(text).toMatch(new RegExp(`^ARG ${name}=`, "m"));
    }
  });
});

describe("a template", () => {
  const render = (text: string, view: object, partials: Record<string, string> = {}): string => {
    const named = Object.entries(partials).map(([name, partial]) => [`partials/${name}`, partial] as const);
    return new Templates(new Map([["t", text], ...named])).render("t", view);
  };

  it("prints what the view has, unescaped", () => {
    expect(
      render("{{a}} {{#each b}}{{this}}{{../a}} {{/each}}{{#if c}}yes{{else}}no{{/if}}", {
        a: "<&>",
        b: [1, 2],
        c: false,
      }),
    ).toBe("<&> 1<&> 2<&> no");
  });

  it.each([
    ["in a text", "x\n{{missing}}", "templates/t.hbs: missing (line 2) is not in the view"],
    ["in a condition", "{{#if missing}}{{/if}}", "templates/t.hbs: missing (line 1) is not in the view"],
    [
      "in the branch that is not taken",
      "{{#if no}}{{missing}}{{/if}}",
      "templates/t.hbs: missing (line 1) is not in the view",
    ],
    ["in a loop", "{{#each missing}}{{/each}}", "templates/t.hbs: missing (line 1) is not in the view"],
    [
      "of an item",
      "{{#each items}}{{missing}}{{/each}}",
      "templates/t.hbs: missing (line 1) is not in the view",
    ],
    [
      "of the view around an item",
      "{{#each items}}{{../missing}}{{/each}}",
      "templates/t.hbs: ../missing (line 1) is not in the view",
    ],
    ["in a partial", "{{> part}}", "templates/t.hbs: missing (line 1) is not in the view"],
    ["of a partial", "{{> missing}}", "templates/t.hbs: no partial missing"],
    [
      "of a helper",
      "{{#wiht a}}{{/wiht}}",
      "templates/t.hbs: wiht (line 1) is not a block of this project: if, unless, each",
    ],
  ])("that names something the view lacks %s stops the run", (_where, text, message) => {
    const view = { no: false, items: [{ a: 1 }] };
    expect(() => render(text, view, { part: "{{missing}}" })).toThrow(message);
  });

  it.each([null, undefined, {}, [], true])("does not print %j", (value) => {
    expect(() => render("{{a}}", { a: value })).toThrow(/^templates\/t\.hbs: a \(line 1\) is /);
  });

  const used = new Set(
    readdirSync(join(ROOT, "templates"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".hbs"))
      .flatMap((path) => [
        ...readFileSync(join(ROOT, "templates", path), "utf8").matchAll(/\{\{> *([\w-]+)/g),
      ])
      .map((match) => match[1]),
  );
  it.each(readdirSync(join(ROOT, "templates/partials")))("partial %s is used", (name) => {
    expect([...used]).toContain(name.replace(".hbs", ""));
  });
});
