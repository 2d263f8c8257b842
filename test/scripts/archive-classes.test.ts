import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { textOf } from "../generator/fixture";
import { Folder, type Outcome, run } from "./run-script";

const CORE = "docker/docker-intermediate/spark-4.1.1-core";
const SCRIPT = textOf(`${CORE}/archive-classes.sh`);
const LIST = "# comment\njava/lang\n Object\norg/apache/spark\n SparkConf\n SparkContext$\n";

/** Stands for spark-submit: says how it would start Java. */
const SPARK = `#!/bin/bash
[ "$*" = --version ] || exit 2
[ -z "\${SPARK_PRINT_LAUNCH_COMMAND:-}" ] || echo "Spark Command: java -cp $LAUNCHED -Xmx1g Main" >&2
`;

/**
 * Stands for Java: says what it has loaded, as the next line of $LOADS has it, a thread and a class for each word, then
 * reads the list of classes, says what it loads after the word `list`, and writes the archive.
 */
const JAVA = `#!/bin/bash
printf '%s\\n' "$@" >>"$CALLS"
echo "\${JAVA_TOOL_OPTIONS-none} $LC_ALL" >>"$CALLS"
for word in "$@"; do
  case $word in
  -XX:SharedClassListFile=*) classes=\${word#*=} ;;
  -XX:SharedArchiveFile=*) archive=\${word#*=} ;;
  -Xlog:class+load=info:file=*) loads=\${word#*file=} loads=\${loads%%:*} ;;
  esac
done
[ -n "\${classes:-}" ] || exit 0
echo start >>"$STARTS"
line=$(sed -n "$(wc -l <"$STARTS")p" "$LOADS")
log() { for word; do printf '[%-4s] %s source: jrt:/java.base\n' "\${word%%:*}" "\${word#*:}"; done >>"$loads"; }
beside() {
  local runs word=runs try pid
  for try in {1..200}; do
    pid=$(cat "$BESIDE" 2>/dev/null)
    runs=$(sed -n 's/^State:.[^Z].*/runs/p' "/proc/\${pid:-none}/status" 2>/dev/null)
    if [ "$1" = after ]; then word=; fi
    if [ "$runs" = "$word" ]; then break; fi
    sleep 0.01
  done
  echo "$1 the list: yes \${runs:-ended}" >>"$CALLS"
}
line=\${line:-$(tail -n 1 "$LOADS")}
log \${line% list*}
beside before
cat "$classes" >"$archive.new"
beside after
case $line in *' list '*) log \${line#* list} ;; esac
mv "$archive.new" "$archive"
`;

/** What the JVM has loaded when one thread loads all, a thread and a class for each word. */
const ONE_THREAD =
  "1:java.lang.Object 1:java.lang.ref.Finalizer$FinalizerThread 1:java.lang.System$2 1:jdk.internal.misc.VM";

/** Stands for what keeps the processor busy: says which process it is. */
const YES = `#!/bin/bash
echo $$ >"$BESIDE"
exec sleep 60
`;

let folder: Folder;
let data: string;
let jars: string;
beforeEach(() => {
  folder = new Folder();
  [data, jars] = [join(folder.path, `out${folder.path}/class-data`), join(folder.path, "spark/jars")];
  for (const path of [jars, join(folder.path, "bin")]) mkdirSync(path, { recursive: true });
  for (const name of ["b", "spark-core_1", "a", "scala-library-1", "c"])
    writeFileSync(join(jars, `${name}.jar`), "");
  writeFileSync(join(folder.path, "classes.txt"), LIST);
  writeFileSync(join(folder.path, "loads"), `${ONE_THREAD}\n`);
  folder.script("bin/spark-submit", SPARK);
  folder.script("bin/java", JAVA);
  folder.script("bin/yes", YES);
  folder.script("forget.pl", 'open my $calls, ">>", $ENV{CALLS}; print $calls "forget $ARGV[0]\\n";\n');
});
afterEach(() => folder.remove());

/** Runs the script, on the class path with which Spark's launcher starts Java. */
function archive(launched?: string): Promise<Outcome> {
  const script = folder.script("archive-classes.sh", SCRIPT.replaceAll("/opt/", `${folder.path}/`));
  const own = `${folder.path}/spark/conf/:${jars}/b.jar:${jars}/*`;
  const [classes, forget] = ["classes.txt", "forget.pl"].map((name) => join(folder.path, name));
  return run("bash", [script, classes ?? "", forget ?? "", join(folder.path, "out")], {
    PATH: `${folder.path}/bin:${process.env["PATH"]}`,
    TMPDIR: folder.path,
    JAVA_TOOL_OPTIONS: "-Xmx1g",
    LAUNCHED: launched ?? own,
    CALLS: join(folder.path, "calls"),
    BESIDE: join(folder.path, "beside"),
    STARTS: join(folder.path, "starts"),
    LOADS: join(folder.path, "loads"),
  });
}

const calls = (): readonly string[] => readFileSync(join(folder.path, "calls"), "utf8").split("\n");
const starts = (): number => readFileSync(join(folder.path, "starts"), "utf8").split("\n").length - 1;

describe("the archive of classes", () => {
  it("is made of the classes of the list, by their whole names, in its order", async () => {
    const { status, out, err } = await archive();
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toBe("archive-classes: 3 classes, 75 bytes, 1 starts of the JVM\n");
    expect(readFileSync(join(data, "spark.jsa"), "utf8")).toBe(
      "java/lang/Object\norg/apache/spark/SparkConf\norg/apache/spark/SparkContext$\n",
    );
  });

  it("has a class path of the jar that leads to the settings, the jars that come first, Spark's, Scala's, and the others by name", async () => {
    await archive();
    const names = ["b.jar", "spark-core_1.jar", "scala-library-1.jar", "a.jar", "c.jar"].map(
      (name) => `${jars}/${name}`,
    );
    expect(readFileSync(join(data, "jars"), "utf8")).toBe(`${names.join("\n")}\n`);
    const classPath = [`${folder.path}/class-data/conf.jar`, ...names].join(":");
    expect(calls().filter((_, index) => calls()[index - 1] === "-cp")).toEqual([classPath, classPath]);
  });

  it("is made and opened by a JVM without other options of Java, whatever the locale", async () => {
    await archive();
    expect(calls().filter((line) => line.endsWith(" C"))).toEqual(["none C", "none C"]);
  });

  it("forgets the addresses of the JVM before the JVM opens it, with its checksums", async () => {
    await archive();
    const [forgot, opened] = [
      calls().findIndex((line) => line.startsWith("forget ")),
      calls().indexOf("-Xshare:on"),
    ];
    expect(calls()[forgot]).toBe(`forget ${data}/spark.jsa`);
    expect(opened).toBeGreaterThan(forgot);
    expect(calls()).toContain("-XX:+VerifySharedSpaces");
  });

  it.each([
    ["before it read the list", "1:java.lang.Object 12:jdk.internal.misc.VM 1:java.lang.System$2"],
    ["last before it read the list", `${ONE_THREAD} 2:java.lang.Other`],
    ["while it read the list", `${ONE_THREAD} list 1:java.lang.Runnable 2:java.lang.Other`],
  ])("is made by another start of the JVM where another thread loaded a class %s", async (_when, line) => {
    writeFileSync(join(folder.path, "loads"), `${line}\n${line}\n${ONE_THREAD} list 1:java.lang.Runnable\n`);
    const { status, out, err } = await archive();
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toMatch(/^archive-classes: 3 classes, 75 bytes, 3 starts of the JVM$/m);
    expect(starts()).toBe(3);
  });

  it("is made all the same, and named, where another thread loaded a class in each of fifty starts", async () => {
    writeFileSync(join(folder.path, "loads"), "1:java.lang.Object 2:jdk.internal.misc.VM\n");
    const { status, err } = await archive();
    expect({ status, err }).toEqual({
      status: 0,
      err: "archive-classes: other threads of the JVM always loaded classes too: another build will have another archive\n",
    });
    expect([starts(), existsSync(join(data, "spark.jsa"))]).toEqual([51, true]);
  });

  it("is made by a JVM whose thread of finalizers comes last, beside a busy process that ends before the list is read", async () => {
    await archive();
    expect(calls()).toEqual(
      expect.arrayContaining(["-XX:ThreadPriorityPolicy=1", "-XX:JavaPriority8_To_OSPriority=19"]),
    );
    expect(calls().filter((line) => line.includes(" the list: "))).toEqual([
      "before the list: yes runs",
      "after the list: yes ended",
    ]);
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
      "where Spark does not start",
      "bin/spark-submit",
      "#!/bin/bash\necho broken >&2\nexit 1\n",
      "spark-submit --version failed\nbroken\n",
    ],
    [
      "where Java ends before it reads the list",
      "bin/java",
      "#!/bin/bash\nexit 1\n",
      "the JVM made no archive\n",
    ],
    [
      "where Java is killed while it makes one",
      "bin/java",
      JAVA.replace("mv ", () => "kill -KILL $$; mv "),
      "the JVM made no archive\n",
    ],
    [
      "where Java writes none",
      "bin/java",
      JAVA.replace(/^mv .*$/m, "echo skipped"),
      "the JVM made no archive\nskipped\n",
    ],
    [
      "where the addresses are not found",
      "forget.pl",
      'die "no libjvm.so\\n";\n',
      "the addresses of the JVM in the archive were not found\nno libjvm.so\n",
    ],
    [
      "where Java does not take it",
      "bin/java",
      `${JAVA.replace("exit 0", 'case " $* " in *Xshare:on*) echo mismatch; exit 1 ;; esac')}`,
      "the JVM does not take its archive\nmismatch\n",
    ],
  ])("stops with what was printed, %s", async (_where, name, text, says) => {
    folder.script(name, text);
    expect(await archive()).toEqual({ status: 1, out: "", err: `archive-classes: ${says}` });
  });

  it("stops where the list has no classes", async () => {
    writeFileSync(join(folder.path, "classes.txt"), "# nothing\n");
    const { status, err } = await archive();
    expect([status, err]).toEqual([
      1,
      `archive-classes: no classes are listed in ${folder.path}/classes.txt\n`,
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
