import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { textOf } from "../generator/fixture";
import { Folder, run } from "./run-script";

const CORE = "docker/docker-intermediate/spark-4.1.1-core";
const SCRIPT = textOf(`${CORE}/share-classes.sh`);
const MAIN = "org.apache.spark.deploy.SparkSubmit";
/** Options that have the optimizing compiler look at a method later. */
const LATE = [
  "-XX:Tier4InvocationThreshold=40000",
  "-XX:Tier4MinInvocationThreshold=4800",
  "-XX:Tier4CompileThreshold=120000",
  "-XX:Tier4BackEdgeThreshold=320000",
];

let folder: Folder;
let jars: string;
let data: string;
beforeEach(() => {
  folder = new Folder();
  [jars, data] = [join(folder.path, "spark/jars"), join(folder.path, "class-data")];
  for (const path of [jars, data]) mkdirSync(path, { recursive: true });
  writeFileSync(join(data, "spark.jsa"), "");
  archive("first.jar", "a.jar", "b.jar");
});
afterEach(() => folder.remove());

/** Writes jars, and names them as those of the archive, in this order. */
function archive(...names: string[]): void {
  add(...names);
  writeFileSync(join(data, "jars"), names.map((name) => `${jars}/${name}\n`).join(""));
}

function add(...names: string[]): void {
  for (const name of names) writeFileSync(join(jars, name), "");
}

/** What a command becomes: words, one on each line. */
async function shared(...words: string[]): Promise<string[]> {
  const script = folder.script("share-classes.sh", SCRIPT.replaceAll("/opt/", `${folder.path}/`));
  const text = `set -euo pipefail; . ${script}; CMD=("$@"); share_classes; printf '%s\\n' "\${CMD[@]}"`;
  const { status, out, err } = await run("bash", ["-c", text, "bash", ...words]);
  expect([status, err]).toEqual([0, ""]);
  return out.trimEnd().split("\n");
}

/** The class path that a command with this one gets. */
async function classPath(given: string): Promise<string | undefined> {
  const words = await shared("java", "-cp", given, MAIN);
  return words[words.indexOf("-cp") + 1];
}

const paths = (...names: string[]): string =>
  [`${data}/conf.jar`, ...names.map((name) => `${jars}/${name}`)].join(":");
const conf = (): string => join(folder.path, "spark/conf");

describe("a command whose class path begins with the settings and Spark's jars", () => {
  it("gets the archive before its own options, and the class path of the archive", async () => {
    expect(await shared("java", "-Xmx1g", "-cp", `${conf()}:${jars}/*`, "-Da=b c", MAIN, "-cp", "x")).toEqual(
      [
        "java",
        `-XX:SharedArchiveFile=${data}/spark.jsa`,
        "-Xshare:auto",
        "-Xlog:cds=off",
        "-Xmx1g",
        "-cp",
        paths("first.jar", "a.jar", "b.jar"),
        "-Da=b c",
        MAIN,
        "-cp",
        "x",
      ],
    );
  });

  it("gets it as Spark's launcher writes it: a slash behind the directory, a jar that has to come first", async () => {
    const expected = paths("first.jar", "a.jar", "b.jar");
    expect(await classPath(`${conf()}/:${jars}/*`)).toBe(expected);
    expect(await classPath(`${conf()}/:${jars}/first.jar:${jars}/*`)).toBe(expected);
  });

  it("has what stood behind the jars behind them", async () => {
    expect(await classPath(`${conf()}:${jars}/*:/work:/dist/*`)).toBe(
      `${paths("first.jar", "a.jar", "b.jar")}:/work:/dist/*`,
    );
  });

  it("has jars that were added behind those of the archive, and nothing that is no jar", async () => {
    add("0.jar", "z.jar", "UPPER.JAR", "text.txt");
    expect(await classPath(`${conf()}:${jars}/*`)).toBe(
      paths("first.jar", "a.jar", "b.jar", "0.jar", "z.jar", "UPPER.JAR"),
    );
  });

  it("has the same class path in whichever order the file system lists the jars", async () => {
    const names = ["d.jar", "c.jar", "e.jar"];
    const found = [];
    for (const order of [names, names.toReversed()]) {
      folder.remove();
      mkdirSync(jars, { recursive: true });
      mkdirSync(data);
      writeFileSync(join(data, "spark.jsa"), "");
      add(...order);
      archive("b.jar", "a.jar");
      found.push(await classPath(`${conf()}:${jars}/*`));
    }
    expect(found).toEqual(Array(2).fill(paths("b.jar", "a.jar", "c.jar", "d.jar", "e.jar")));
  });

  it.each(["-Xmx512m", "-Xmx30g", "-Xmx31000m", "-Xmx1048576k", "-Xmx2147483648"])(
    "gets the archive with a heap of %s",
    async (heap) => {
      expect(await shared("java", heap, "-cp", `${conf()}:${jars}/*`, MAIN)).toContain(heap);
      expect((await shared("java", heap, "-cp", `${conf()}:${jars}/*`, MAIN))[1]).toMatch(
        /SharedArchiveFile/,
      );
    },
  );
});

describe("a command stays as it is", () => {
  const withOptions = (...options: string[]) => ["java", "-cp", `${conf()}:${jars}/*`, ...options, MAIN];

  it.each([
    ["whose class path begins otherwise", () => ["java", "-cp", `/extra.jar:${conf()}:${jars}/*`, MAIN]],
    ["with settings elsewhere", () => ["java", "-cp", `/etc/spark:${jars}/*`, MAIN]],
    ["with settings in a folder of a longer name", () => ["java", "-cp", `${conf()}-2:${jars}/*`, MAIN]],
    ["with another directory before the jars", () => ["java", "-cp", `${conf()}:/hadoop:${jars}/*`, MAIN]],
    ["with jars of a folder beside", () => ["java", "-cp", `${conf()}:${jars}/*2`, MAIN]],
    ["without a class path", () => ["java", MAIN]],
    ["with an archive of its own", () => withOptions("-XX:SharedArchiveFile=/mine.jsa")],
    ["that says whether to share", () => withOptions("-Xshare:off")],
    ["with wide pointers", () => withOptions("-XX:-UseCompressedOops")],
    ["with a collector that has wide pointers", () => withOptions("-XX:+UseZGC")],
    ["with more on the boot class path", () => withOptions("-Xbootclasspath/a:/a.jar")],
    ["with a heap that needs wide pointers", () => withOptions("-Xmx32g")],
    ["with a heap that needs wide pointers, in megabytes", () => withOptions("-Xmx32768m")],
    ["with a heap that Java would refuse", () => withOptions("-Xmxmuch")],
  ])("%s", async (_what, words) => {
    expect(await shared(...words())).toEqual(words());
  });

  it("without an archive", async () => {
    folder.remove();
    mkdirSync(folder.path);
    expect(await shared(...withOptions())).toEqual(withOptions());
  });
});

describe("the short-lived JVM that puts a command together", () => {
  /** Options and class path of it. */
  async function launcher(env: NodeJS.ProcessEnv = {}): Promise<string> {
    const script = folder.script("share-classes.sh", SCRIPT.replaceAll("/opt/", `${folder.path}/`));
    const text = `. ${script}; LAUNCH_CLASSPATH='${jars}/*'; lean_launcher; echo "$SPARK_LAUNCHER_OPTS|$LAUNCH_CLASSPATH"`;
    const { out } = await run("bash", ["-c", text], env);
    return out.trimEnd();
  }

  it("looks for its classes in their jar first, and compiles little", async () => {
    add("spark-launcher_2.13-4.1.1.jar");
    expect(await launcher()).toBe(
      `-XX:+UseSerialGC -XX:TieredStopAtLevel=1|${jars}/spark-launcher_2.13-4.1.1.jar:${jars}/*`,
    );
  });

  it("has the options that SPARK_LAUNCHER_OPTS says, also none, and the class path as it is without its jar", async () => {
    expect(await launcher({ SPARK_LAUNCHER_OPTS: "-Da=b" })).toBe(`-Da=b|${jars}/*`);
    expect(await launcher({ SPARK_LAUNCHER_OPTS: "" })).toBe(`|${jars}/*`);
  });
});

describe("the options of compilers", () => {
  /** What a command becomes: its words, with nothing else in the environment than this. */
  async function lean(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string[]> {
    const text = `set -euo pipefail; . ${folder.script("share-classes.sh", SCRIPT)}; CMD=("$@"); lean_jvm; printf '%s\\n' "\${CMD[@]}"`;
    const { status, out, err } = await run("bash", ["-c", text, "bash", ...words], env);
    expect([status, err]).toEqual([0, ""]);
    return out.trimEnd().split("\n");
  }

  const submit = (...words: string[]): string[] => ["java", "-cp", "x", "-Xmx1g", MAIN, ...words];

  it.each([
    ["a driver", submit("--master", "k8s://a", "--deploy-mode", "client", "--conf", "a=b", "app.py")],
    ["a local job", submit("--class", "App", "app.jar", "--deploy-mode", "cluster")],
    ["a job whose master has the name of an option", submit("--master", "--deploy-mode", "cluster")],
    ["a command without words", submit()],
    ["an executor", ["java", "-Xmx1g", "-cp", "x", "org.apache.spark.executor.CoarseGrainedExecutorBackend"]],
    ["a class that is not Spark's", ["java", "-cp", "x", "App", "--deploy-mode", "cluster"]],
  ])("have %s optimized later, before its own options", async (_what, words) => {
    expect(await lean(words)).toEqual(["java", ...LATE, ...words.slice(1)]);
  });

  it.each([
    ["--deploy-mode", "cluster"],
    ["--verbose", "--master", "k8s://a", "--deploy-mode", "cluster", "--conf", "a=b"],
  ])("do without the optimizing compiler where a job is handed to a cluster: %s %s", async (...options) => {
    const words = submit(...options, "local:///a.jar");
    expect(await lean(words)).toEqual([
      "java",
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      ...words.slice(1),
    ]);
  });

  it("leave the collector that somebody chose to what hands a job over", async () => {
    const words = ["java", "-XX:+UseParallelGC", ...submit("--deploy-mode", "cluster").slice(1)];
    expect(await lean(words)).toEqual(["java", "-XX:TieredStopAtLevel=1", ...words.slice(1)]);
  });

  it.each([
    "-XX:TieredStopAtLevel=1",
    "-XX:Tier4InvocationThreshold=1",
    "-XX:-TieredCompilation",
    "-XX:CompileThreshold=100",
    "-XX:CompileThresholdScaling=2",
    "-XX:CompilationMode=quick-only",
    "-Xint",
    "-Xcomp",
  ])("are none where the command has one: %s", async (option) => {
    const words = ["java", option, ...submit("--deploy-mode", "cluster").slice(1)];
    expect(await lean(words)).toEqual(words);
  });

  it.each(["JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"])(
    "are none where %s has options of the JVM, which those of a command would come before",
    async (name) => {
      expect(await lean(submit(), { [name]: "-Da=b -XX:+UseSerialGC" })).toEqual(submit());
      expect(await lean(submit(), { [name]: "-Da=b" })).not.toEqual(submit());
    },
  );
});

describe("the entrypoint", () => {
  const text = textOf(`${CORE}/entrypoint.sh`);

  it("starts an executor with the archive, its options before those of the job", async () => {
    mkdirSync(join(folder.path, "java/bin"), { recursive: true });
    folder.script("java/bin/java", '#!/bin/bash\nprintf "%s\\n" "$@"\n');
    folder.script("tini", '#!/bin/bash\nshift 2\nexec "$@"\n');
    folder.script("share-classes.sh", SCRIPT.replaceAll("/opt/", `${folder.path}/`));
    const script = text
      .replaceAll("/opt/", `${folder.path}/`)
      .replace("/usr/bin/tini", `${folder.path}/tini`);
    const backend = ["DRIVER_URL", "EXECUTOR_ID", "EXECUTOR_CORES", "APPLICATION_ID", "EXECUTOR_POD_IP"];
    const names = [...backend, "RESOURCE_PROFILE_ID", "EXECUTOR_POD_NAME"].map((name) => `SPARK_${name}`);
    const { out } = await run(folder.script("entrypoint.sh", script), ["executor"], {
      ...Object.fromEntries(names.map((name) => [name, "1"])),
      SPARK_EXECUTOR_MEMORY: "512m",
      SPARK_JAVA_OPT_0: "-Xlog:cds",
      SPARK_HOME: join(folder.path, "spark"),
      JAVA_HOME: join(folder.path, "java"),
      TMPDIR: folder.path,
    });
    expect(out.split("\n").slice(0, 12)).toEqual([
      ...LATE,
      `-XX:SharedArchiveFile=${data}/spark.jsa`,
      "-Xshare:auto",
      "-Xlog:cds=off",
      "-Xlog:cds",
      "-Xms512m",
      "-Xmx512m",
      "-cp",
      `${paths("first.jar", "a.jar", "b.jar")}:${process.cwd()}`,
    ]);
  });

  it("knows nothing of it where the matrix does without", () => {
    const without = textOf(`${CORE}/entrypoint.sh`, ({ matrix }) => (matrix.java.classDataSharing = false));
    expect(without).not.toContain("share");
  });
});

describe("Spark's own script", () => {
  const dockerfile = textOf(`${CORE}/Dockerfile`);
  const [edit = ""] = /^sed -i .*bin\/spark-class$/m.exec(dockerfile) ?? [];

  /** What the build makes of a script. */
  function edited(text: string): string {
    mkdirSync(join(folder.path, "bin"));
    folder.script("bin/spark-class", text);
    spawnSync("sh", ["-euc", edit], { cwd: folder.path });
    return spawnSync("cat", [join(folder.path, "bin/spark-class")], { encoding: "utf8" }).stdout;
  }

  it("asks for the lean launcher before it starts one, and for the archive and a lean JVM before it runs the command", () => {
    const lines = ["set +o posix", "CMD=()", 'CMD=("${CMD[@]:0:$LAST}")', 'exec "${CMD[@]}"', ""];
    expect(edited(lines.join("\n")).split("\n")).toEqual([
      "set +o posix",
      ". /opt/share-classes.sh",
      "lean_launcher",
      "CMD=()",
      'CMD=("${CMD[@]:0:$LAST}")',
      "share_classes",
      "lean_jvm",
      'exec "${CMD[@]}"',
      "",
    ]);
  });
});
