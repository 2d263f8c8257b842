import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findings } from "../../src/advise/advise";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { generate, plan } from "../../src/pipeline";
import { readFolder } from "../../src/plan";
import { renderReadme } from "../../src/render/readme";
import { fixtureFiles } from "../fixture-project/fixture-project";
import { type Files, type Json, ROOT, TEMPLATES, generated, problems, sources, textOf } from "./fixture";

const CORE = "docker/docker-intermediate/spark-3.5.8-core";
const sum = (digit: string): string => digit.repeat(64);

/** The jars of the distributions of this test. */
const JARS_35 = {
  "commons-lang-2.6.jar": sum("1"),
  "commons-lang3-3.12.0.jar": sum("2"),
  "commons-text-1.10.0.jar": sum("3"),
  "netty-epoll-4.1-linux-aarch_64.jar": sum("4"),
  "netty-epoll-4.1-linux-x86_64.jar": sum("5"),
  "py4j-0.10.9.9.jar": sum("6"),
  "spark-core_2.12-3.5.8.jar": sum("7"),
};
const JARS_41 = {
  "commons-lang3-3.19.0.jar": sum("1"),
  "connect-repl/io_2.13-4.13.10.jar": sum("2"),
  "connect-repl/twice-1.jar": sum("3"),
  "more/twice-1.jar": sum("4"),
};
const REPLACE = {
  spark: ["3.5.8"],
  replace: "commons-lang3-3.12.0.jar",
  with: "org.apache.commons:commons-lang3:3.18.0",
  reason: "A long class name ends the job",
  fixes: ["CVE-2025-48924"],
};
const REMOVE = { spark: ["3.5.8"], remove: "commons-text-1.10.0.jar", reason: "Not needed" };
const ADD = { spark: ["3.5.8"], add: "com.example:hooks:2", reason: "Our hooks" };

/** The small matrix with these changes; the lock lists the jars of both distributions and holds the new ones. */
function surgery(...changes: Json[]): (files: Files) => void {
  return ({ matrix, lock }) => {
    matrix.jarSurgery = changes;
    const verified = { by: "download" };
    lock.spark["3.5.8"].jars = { files: JARS_35, verified };
    lock.spark["4.1.1"].jars = { files: JARS_41, verified };
    const jar = { sha256: sum("a"), size: 1, license: "MIT", verified };
    for (const [coordinates, file] of [
      ["org.apache.commons:commons-lang3:3.12.0", "commons-lang3-3.12.0.jar"],
      ["org.apache.commons:commons-lang3:3.18.0", "commons-lang3-3.18.0.jar"],
      ["com.example:hooks:2", "hooks-2.jar"],
      ["com.example:io_2.13:5", "io_2.13-5.jar"],
      ["io.netty:netty-epoll:4.2:jar:linux-x86_64", "netty-epoll-4.2-linux-x86_64.jar"],
    ] as const)
      lock.jars[coordinates] = { ...jar, file };
  };
}

/** The jars that a core is tested to have. */
function listed(path: string, ...changes: Json[]): string[] {
  const lines = textOf(`${path}/jars.sha256`, surgery(...changes)).split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("  ")[1] ?? "");
}

const at = "matrix.json $.jarSurgery[0]";
const ONE = 'allowed: "replace" and "with", or "add", or "remove"';
const NEW = "allowed: a jar that is not there, in one version";
const cases: [string, Json[], string[]][] = [
  [
    "names no jar",
    [{ spark: "all", reason: "why" }],
    [`${at}: found a change that names no jar; ${ONE}; fix: add the keys of one change`],
  ],
  [
    "does two things",
    [{ ...REMOVE, add: ADD.add }],
    [`${at}: found "add" and "remove"; ${ONE}; fix: make each of them a change of its own`],
  ],
  [
    "replaces without saying by what",
    [{ ...REPLACE, with: undefined }],
    [
      `${at}: found "replace"; ${ONE}; fix: add "with", the coordinates of the jar that comes, or write "remove"`,
    ],
  ],
  [
    "has a jar with nothing to replace",
    [{ ...REPLACE, replace: undefined }],
    [`${at}: found "with"; ${ONE}; fix: add "replace", the jar that goes, or write "add"`],
  ],
  [
    "is for a Spark that is not in the matrix",
    [{ ...REMOVE, spark: ["3.5.8", "3.5.7"] }],
    [
      `${at}.spark[1]: found "3.5.7"; allowed: the Spark versions of $.spark: 3.5.8, 4.1.1; fix: add "3.5.7" to $.spark or remove it here`,
    ],
  ],
  [
    "is for a Spark twice",
    [{ ...REMOVE, spark: ["3.5.8", "3.5.8"] }],
    [`${at}.spark[1]: found "3.5.8" a second time; allowed: each item once; fix: remove one of the two`],
  ],
  [
    "removes a jar that is not in the distribution",
    [{ ...REMOVE, remove: "commons-text-1.11.0.jar" }],
    [
      `${at}.remove: found "commons-text-1.11.0.jar", which is not in the distribution of Spark 3.5.8; allowed: its jars; the nearest: commons-text-1.10.0.jar, commons-lang3-3.12.0.jar, commons-lang-2.6.jar; fix: write "commons-text-1.10.0.jar" or leave Spark 3.5.8 out here`,
    ],
  ],
  [
    "replaces, by coordinates, a jar that one of the distributions has in another version",
    [{ ...REPLACE, spark: "all", replace: "org.apache.commons:commons-lang3:3.12.0" }],
    [
      `${at}.replace: found "org.apache.commons:commons-lang3:3.12.0", which is not in the distribution of Spark 4.1.1; allowed: its jars; the nearest: commons-lang3-3.19.0.jar, connect-repl/io_2.13-4.13.10.jar, connect-repl/twice-1.jar; fix: write "commons-lang3-3.19.0.jar" or leave Spark 4.1.1 out here`,
    ],
  ],
  [
    "means one of two jars",
    [{ spark: ["4.1.1"], remove: "twice-1.jar", reason: "why" }],
    [
      `${at}.remove: found "twice-1.jar"; allowed: a path, since Spark 4.1.1 has connect-repl/twice-1.jar and more/twice-1.jar; fix: write one of the paths`,
    ],
  ],
  [
    "removes the jar that PySpark's Py4J goes with",
    [{ ...REMOVE, remove: "net.sf.py4j:py4j:0.10.9.9" }],
    [
      `${at}.remove: found py4j-0.10.9.9.jar of Spark 3.5.8, which PySpark or the image itself needs as it is; allowed: any jar but py4j, spark-core and spark-kubernetes; fix: remove this change`,
    ],
  ],
  [
    "touches a jar that another change touches",
    [REPLACE, { ...REMOVE, remove: "commons-lang3-3.12.0.jar" }],
    [
      "matrix.json $.jarSurgery[1].remove: found a second change to commons-lang3-3.12.0.jar of Spark 3.5.8, beside $.jarSurgery[0]; allowed: one change to each jar; fix: make one change of the two",
    ],
  ],
  [
    "adds a jar that another change adds",
    [ADD, ADD],
    [
      "matrix.json $.jarSurgery[1].add: found a second change to hooks-2.jar of Spark 3.5.8, beside $.jarSurgery[0]; allowed: one change to each jar; fix: make one change of the two",
    ],
  ],
  [
    "adds a jar that is there",
    [{ ...ADD, add: "org.apache.commons:commons-lang3:3.12.0" }],
    [
      `${at}.add: found org.apache.commons:commons-lang3:3.12.0, but Spark 3.5.8 has commons-lang3-3.12.0.jar; ${NEW}; fix: take another version or remove this change`,
    ],
  ],
  [
    "replaces a jar by itself",
    [{ ...REPLACE, with: "org.apache.commons:commons-lang3:3.12.0" }],
    [
      `${at}.with: found org.apache.commons:commons-lang3:3.12.0, but Spark 3.5.8 has commons-lang3-3.12.0.jar; ${NEW}; fix: take another version or remove this change`,
    ],
  ],
  [
    "adds another version of a jar that stays",
    [{ ...ADD, add: "org.apache.commons:commons-lang3:3.18.0" }],
    [
      `${at}.add: found org.apache.commons:commons-lang3:3.18.0 beside commons-lang3-3.12.0.jar of Spark 3.5.8; ${NEW}; fix: replace or remove "commons-lang3-3.12.0.jar" as well`,
    ],
  ],
  [
    "adds a jar that the lock does not have",
    [{ ...ADD, add: "com.example:hooks:3" }],
    [
      `${at}.add: found com.example:hooks:3, which has no lock entry; allowed: what lock.json holds in $.jars: com.example:hooks:2; fix: run npx projen lock, or take a version that lock.json holds`,
    ],
  ],
];

describe("a change to the jars of a Spark", () => {
  it.each(cases)("is refused that %s", (_what, changes, expected) => {
    expect(problems(surgery(...changes))).toEqual(expected);
  });

  it("is refused where the lock does not list the distribution's jars", () => {
    const edit = (files: Files): void => {
      surgery(REMOVE)(files);
      delete files.lock.spark["3.5.8"].jars;
    };
    expect(problems(edit)).toEqual([
      `${at}: found a change to the jars of Spark 3.5.8, which lock.json does not list; allowed: Spark versions whose jars lock.json lists: 4.1.1; fix: add $.spark["3.5.8"].jars to lock.json or leave Spark 3.5.8 out here`,
    ]);
  });

  it.each([
    ["quotes", 'a "reason"'],
    ["an apostrophe", "it's"],
    ["a variable", "costs $HOME"],
    ["a backslash", "a\\"],
    ["a new line", "a\nRUN rm -rf /"],
    ["a cell's end", "a | b"],
    ["a link", "see [here](http://example.com)"],
    ["a tag", "<script>"],
    ["braces", "{{a}}"],
    ["a bidirectional control", "a\u202eb"],
    ["nothing but a space", " "],
    ["more than 300 characters", "a".repeat(301)],
  ])("is refused whose reason has %s", (_what, reason) => {
    const [line = "", ...others] = problems(surgery({ ...REMOVE, reason }));
    expect(others).toEqual([]);
    expect(line).toContain(`${at}.reason: found `);
  });

  it.each([
    "../../etc/passwd.jar",
    "a/b/c.jar",
    "/tmp/a.jar",
    "a.zip",
    "a:b",
    "..:b:1",
    "a:../b:1",
    "$a.jar",
  ])("is refused whose jar is %j", (name) => {
    expect(problems(surgery({ ...REMOVE, remove: name }))[0]).toContain(`${at}.remove: found `);
  });

  it("is made before the layer is copied: the old checksum is asked for, the new one comes from the lock", () => {
    const text = textOf(`${CORE}/Dockerfile`, surgery(REPLACE));
    const lines = text
      .slice(text.indexOf("# commons-lang3"), text.indexOf("# Commands of Spark"))
      .split("\n");
    expect(lines).toEqual([
      "# commons-lang3-3.12.0.jar replaced by org.apache.commons:commons-lang3:3.18.0: A long class name ends the job (fixes CVE-2025-48924)",
      `take_out commons-lang3-3.12.0.jar ${sum("2")}`,
      "fetch commons-lang3-3.18.0.jar \\",
      `  "sha256:${sum("a")}" \\`,
      "  /tmp/spark/jars/commons-lang3-3.18.0.jar \\",
      '  "${MAVEN_URL}/org/apache/commons/commons-lang3/3.18.0/commons-lang3-3.18.0.jar"',
      "",
    ]);
    expect(text.indexOf("take_out commons")).toBeLessThan(text.indexOf("FROM ${BASE_IMAGE}"));
  });

  it("is named by a label, which the core's test reads, with the licence of what comes", () => {
    const label = "com.example:hooks:2 added: Our hooks; commons-text-1.10.0.jar removed: Not needed";
    const dockerfile = textOf(`${CORE}/Dockerfile`, surgery(ADD, REMOVE));
    expect(dockerfile).toContain(`\nLABEL spark-k8s.jar-surgery="${label}"\n`);
    expect(dockerfile).toContain('org.opencontainers.image.licenses="Apache-2.0 AND MIT"');
    expect(textOf(`${CORE}/test.sh`, surgery(ADD, REMOVE))).toContain(` '${label}' \\\n`);
  });

  it("replaces a jar in its place in the list that the core's test compares", () => {
    expect(listed(CORE, REPLACE)).toEqual(
      listed(CORE).map((path) => path.replace("lang3-3.12.0", "lang3-3.18.0")),
    );
  });

  it("adds a jar to the list, and removes one from it", () => {
    const rest = listed(CORE).filter((path) => path !== "commons-text-1.10.0.jar");
    expect(listed(CORE, ADD, REMOVE).sort()).toEqual([...rest, "hooks-2.jar"].sort());
  });

  it("puts a jar in the folder of the one that it replaces", () => {
    const change = {
      spark: ["4.1.1"],
      replace: "io_2.13-4.13.10.jar",
      with: "com.example:io_2.13:5",
      reason: "a",
    };
    const folder = "docker/docker-intermediate/spark-4.1.1-core";
    expect(listed(folder, change)).toContain("connect-repl/io_2.13-5.jar");
    expect(listed(folder, change)).not.toContain("connect-repl/io_2.13-4.13.10.jar");
  });

  it("replaces a jar of one classifier, and leaves that of another one", () => {
    const change = {
      spark: ["3.5.8"],
      replace: "io.netty:netty-epoll:4.1:jar:linux-x86_64",
      with: "io.netty:netty-epoll:4.2:jar:linux-x86_64",
      reason: "a",
    };
    expect(listed(CORE, change).filter((path) => path.startsWith("netty"))).toEqual([
      "netty-epoll-4.1-linux-aarch_64.jar",
      "netty-epoll-4.2-linux-x86_64.jar",
    ]);
    expect(textOf(`${CORE}/Dockerfile`, surgery(change))).toContain(
      '"${MAVEN_URL}/io/netty/netty-epoll/4.2/netty-epoll-4.2-linux-x86_64.jar"',
    );
  });

  it("changes the core of the Spark that it is for, the bake file, the notice of licences and what is known of the image, and nothing else", () => {
    const before = generated(surgery());
    const changed = [...generated(surgery(REPLACE)).values()].filter(
      ({ path, content }) => before.get(path)?.content !== content,
    );
    expect(changed.map(({ path }) => path)).toEqual([
      `${CORE}/Dockerfile`,
      `${CORE}/test.sh`,
      `${CORE}/jars.sha256`,
      // The core's Dockerfile has the build argument of a Maven repository now.
      "docker-bake.hcl",
      "THIRD-PARTY-LICENSES.md",
      "docs/advice.md",
    ]);
  });

  it("is a row of the README's table of images, which has no such table without one", () => {
    const readme = (...changes: Json[]): string =>
      renderReadme(
        "<!-- generated: images -->\n<!-- end of images -->",
        plan(sources(surgery(...changes))),
        [],
        TEMPLATES,
      ).content;
    expect(readme()).not.toContain("jarSurgery");
    expect(readme(REPLACE, ADD).split("\n").slice(-8)).toEqual([
      "Spark cores whose jars are not those of Apache's distribution (`$.jarSurgery` in the matrix):",
      "",
      "| Spark | Jar | Fixes | Reason |",
      "| --- | --- | --- | --- |",
      "| 3.5.8 | commons-lang3-3.12.0.jar replaced by org.apache.commons:commons-lang3:3.18.0 | CVE-2025-48924 | A long class name ends the job |",
      "| 3.5.8 | com.example:hooks:2 added |  | Our hooks |",
      "",
      "<!-- end of images -->",
    ]);
  });

  it("is part of what is decided about the core, for whoever describes the image", () => {
    const core = plan(sources(surgery(REPLACE, REMOVE))).folders.find(({ kind }) => kind === "spark-core");
    expect(core).toMatchObject({
      surgery: [
        {
          removed: { path: "commons-lang3-3.12.0.jar", sha256: sum("2") },
          added: {
            path: "commons-lang3-3.18.0.jar",
            sha256: sum("a"),
            coordinates: "org.apache.commons:commons-lang3:3.18.0",
          },
          reason: "A long class name ends the job",
          fixes: ["CVE-2025-48924"],
        },
        { removed: { path: "commons-text-1.10.0.jar" }, added: undefined, fixes: [] },
      ],
    });
  });

  it("ends the finding of a vulnerability that it fixes, in the core and in its runtimes", () => {
    const images = (...changes: Json[]) =>
      findings(plan(sources(surgery(...changes))), KNOWLEDGE).flatMap((finding) =>
        finding.kind === "vulnerability" && finding.part.name === "org.apache.commons:commons-lang3"
          ? [finding.id, ...finding.part.images]
          : [],
      );
    expect(images()).toEqual(["CVE-2025-48924", "spark-3.5.8-core", "spark-3.5.8-jdk17"]);
    expect(images(REPLACE)).toEqual([]);
  });

  it("has its licence among those that need attention, for the core and its runtimes", () => {
    const edit = (files: Files): void => {
      surgery(ADD)(files);
      files.lock.jars["com.example:hooks:2"].license = "GPL-2.0-only";
    };
    const notices = findings(plan(sources(edit)), KNOWLEDGE).filter(({ kind }) => kind === "license");
    expect(notices.find(({ part }) => part.name === "com.example:hooks")?.part).toEqual({
      name: "com.example:hooks",
      version: "2",
      images: ["spark-3.5.8-core", "spark-3.5.8-jdk17"],
    });
  });
});

describe("the example of jar surgery", () => {
  const plain = fixtureFiles();
  const files = new Map(
    generate(readFolder(ROOT, "examples/jar-surgery"), TEMPLATES).map(({ path, content }) => [path, content]),
  );
  const lines = (text = ""): string[] => text.split("\n").filter((line) => !line.startsWith("#"));

  it("has the jars of a core without surgery, one of them replaced", () => {
    const own = lines(plain.get(`${CORE}/jars.sha256`));
    const example = lines(files.get(`${CORE}/jars.sha256`));
    expect(own.filter((line) => !example.includes(line)).map((line) => line.split("  ")[1])).toEqual([
      "commons-lang3-3.12.0.jar",
    ]);
    expect(example.filter((line) => !own.includes(line)).map((line) => line.split("  ")[1])).toEqual([
      "commons-lang3-3.18.0.jar",
    ]);
    expect(example.length).toBe(own.length);
  });

  it("is shown in its document as it is generated", () => {
    const document = readFileSync(join(ROOT, "docs/jar-surgery.md"), "utf8");
    const dockerfile = files.get(`${CORE}/Dockerfile`) ?? "";
    const step = dockerfile.slice(
      dockerfile.indexOf("# Takes a jar"),
      dockerfile.indexOf("# Commands of Spark"),
    );
    const label = dockerfile.split("\n").find((line) => line.startsWith("LABEL spark-k8s.jar-surgery"));
    const matrix = readFileSync(join(ROOT, "examples/jar-surgery/matrix.jsonc"), "utf8");
    const change = matrix.slice(matrix.indexOf('  "jarSurgery"'), matrix.indexOf('  "runtimes"')).trimEnd();
    for (const shown of [step, label, change.replace(/^ {2}/gm, "")]) expect(document).toContain(shown);
  });

  it("is in the documents of its tree, with its reason", () => {
    expect(files.get("docs/advice.md")).toContain(
      [
        "## Changed jars",
        "",
        "Spark cores whose jars are not those of Apache's distribution (`$.jarSurgery` in the matrix):",
        "",
        "| Spark | Jar | Fixes | Reason |",
        "| --- | --- | --- | --- |",
        "| 3.5.8 | commons-lang3-3.12.0.jar replaced by org.apache.commons:commons-lang3:3.18.0 | CVE-2025-48924 | a very long class name overflows the stack of ClassUtils.getClass |",
        "",
        "## Licences",
      ].join("\n"),
    );
    expect(plain.get("docs/advice.md")).not.toContain("Changed jars");
  });
});
