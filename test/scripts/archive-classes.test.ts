import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { textOf } from "../generator/fixture";
import { Folder, type Outcome, run } from "./run-script";

const CORE = "docker/docker-intermediate/spark-4.1.1-core";
const SCRIPT = textOf(`${CORE}/archive-classes.sh`, ({ matrix }) => (matrix.java.classDataSharing = true));

/** Stands for a command of Spark: lists a class where it is asked to, and says how it would start Java. */
const SPARK = `#!/bin/bash
for word in $SPARK_SUBMIT_OPTS "$@"; do
  for part in $word; do
    case $part in
    *DumpLoadedClassList=*) printf '%s\\n' '# comment' 'org/apache/spark/B' "$CLASS" >"\${part##*DumpLoadedClassList=}" ;;
    esac
  done
done
[ -z "\${SPARK_PRINT_LAUNCH_COMMAND:-}" ] || echo "Spark Command: java -cp $LAUNCHED -Xmx1g Main" >&2
case " $* " in *k8s://*) exit 1 ;; esac
`;

/** Stands for Java: writes the archive that it is asked for. */
const JAVA = `#!/bin/bash
printf '%s\\n' "$@" >>"$CALLS"
for word in "$@"; do
  case $word in
  -XX:SharedClassListFile=*) classes=\${word#*=} ;;
  -XX:SharedArchiveFile=*) archive=\${word#*=} ;;
  esac
done
[ -z "\${classes:-}" ] || cp "$classes" "$archive"
`;

let folder: Folder;
let data: string;
let jars: string;
beforeEach(() => {
  folder = new Folder();
  [data, jars] = [join(folder.path, `out${folder.path}/class-data`), join(folder.path, "spark/jars")];
  for (const path of [jars, join(folder.path, "bin")]) mkdirSync(path, { recursive: true });
  for (const name of ["b.jar", "a.jar", "c.jar"]) writeFileSync(join(jars, name), "");
  for (const name of ["spark-sql", "spark-submit"]) folder.script(`bin/${name}`, SPARK);
  folder.script("bin/java", JAVA);
});
afterEach(() => folder.remove());

/** Runs the script, on the class path with which Spark's launcher starts Java. */
function archive(launched?: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const script = folder.script("archive-classes.sh", SCRIPT.replaceAll("/opt/", `${folder.path}/`));
  const own = `${folder.path}/spark/conf/:${jars}/b.jar:${jars}/*`;
  return run("bash", [script, join(folder.path, "out")], {
    PATH: `${folder.path}/bin:${process.env["PATH"]}`,
    TMPDIR: folder.path,
    LAUNCHED: launched ?? own,
    CLASS: "org/apache/spark/A",
    CALLS: join(folder.path, "calls"),
    ...env,
  });
}

describe("the archive of classes", () => {
  it("is made of the classes that any run has listed, each once, in one order", async () => {
    expect(await archive()).toMatchObject({ status: 0, err: "" });
    expect(readFileSync(join(data, "spark.jsa"), "utf8")).toBe("org/apache/spark/A\norg/apache/spark/B\n");
  });

  it("has a class path of the jar that leads to the settings, the jars that come first, and the others by name", async () => {
    await archive();
    const names = ["b.jar", "a.jar", "c.jar"].map((name) => `${jars}/${name}`);
    expect(readFileSync(join(data, "jars"), "utf8")).toBe(`${names.join("\n")}\n`);
    const calls = readFileSync(join(folder.path, "calls"), "utf8").split("\n");
    const classPath = [`${folder.path}/class-data/conf.jar`, ...names].join(":");
    expect(calls.filter((_, index) => calls[index - 1] === "-cp")).toEqual([classPath, classPath]);
  });

  it("is opened by the JVM before it is a layer", async () => {
    await archive();
    expect(readFileSync(join(folder.path, "calls"), "utf8").split("\n")).toContain("-Xshare:on");
  });

  it("has a jar of one file, whose manifest leads to the settings and whose time is that of every layer", async () => {
    await archive();
    const jar = join(data, "conf.jar");
    expect(statSync(jar).mtime.toISOString()).toBe("1980-01-02T00:00:00.000Z");
    const read =
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist()); print(z.read(z.namelist()[0]).decode(), end='')";
    const { stdout, stderr } = spawnSync("python3", ["-c", read, jar], { encoding: "utf8" });
    expect([stdout, stderr]).toEqual([
      `None ['META-INF/MANIFEST.MF']\nManifest-Version: 1.0\nClass-Path: file:${folder.path}/spark/conf/\n\n`,
      "",
    ]);
  });
});

describe("a build without an archive", () => {
  it.each([
    [
      "where a job fails",
      "spark-sql",
      "#!/bin/bash\necho broken >&2\nexit 1\n",
      "the jobs of SQL failed\nbroken\n",
    ],
    [
      "where the driver for Python fails",
      "spark-submit",
      "#!/bin/bash\nexit 1\n",
      "the driver for Python did not start\n",
    ],
    ["where Java makes none", "java", "#!/bin/bash\nexit 1\n", "the JVM made no archive\n"],
    [
      "where Java does not take it",
      "java",
      `${JAVA}case " $* " in *Xshare:on*) echo mismatch; exit 1 ;; esac\n`,
      "the JVM does not take its archive\nmismatch\n",
    ],
  ])("stops with what was printed, %s", async (_where, name, text, says) => {
    folder.script(`bin/${name}`, text);
    expect(await archive()).toEqual({ status: 1, out: "", err: `archive-classes: ${says}` });
  });

  it("stops where no class of Spark was listed", async () => {
    const silent = SPARK.replace("'org/apache/spark/B' ", "");
    for (const name of ["spark-sql", "spark-submit"]) folder.script(`bin/${name}`, silent);
    const { status, err } = await archive(undefined, { CLASS: "java/lang/Object" });
    expect([status, err.split("\n")[0]]).toEqual([
      1,
      "archive-classes: no classes of Spark were listed: driver",
    ]);
  });

  it("stops where Spark's launcher starts Java on a class path of another form", async () => {
    const { status, err } = await archive(`/elsewhere:${jars}/*`);
    expect([status, err.split("\n")[0]]).toEqual([
      1,
      `archive-classes: expected a class path from ${folder.path}/spark/conf/ to ${jars}/*, got: /elsewhere:${jars}/*`,
    ]);
  });
});
