import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chosenCores } from "../../harness/class-lists/chosen-cores";
import { parseCommandLine } from "../../harness/class-lists/command-line";
import { groupClasses } from "../../harness/class-lists/group-classes";
import { renewLists } from "../../harness/class-lists/renew-lists";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { UsageError } from "../../src/model/usage-error";
import { fixtureProject } from "../fixture-project/fixture-project";
import { ROOT } from "../generator/fixture";
import { Folder, type Outcome, run } from "../scripts/run-script";
import { fakeDocker } from "./fake-docker";

const SCRIPT = readFileSync(join(ROOT, "harness/class-lists/list-classes.sh"), "utf8");
const PROJECT = fixtureProject();
const ROWS = [{ line: "3.5" }, { line: "4.1" }];

describe("a list of classes", () => {
  it("has the classes of each package below it, each once, packages and classes by their code units", () => {
    const names = [
      "org/apache/a_b/C",
      "java/lang/String",
      "org/apache/a/C$",
      "org/apache/a/C",
      "java/lang/Object",
    ];
    expect(groupClasses([...names, "org/apache/a/C", "org/apache/a/b/A", "org/apache/a/D"])).toBe(
      [
        "java/lang",
        " Object",
        " String",
        "org/apache/a",
        " C",
        " C$",
        " D",
        "org/apache/a/b",
        " A",
        "org/apache/a_b",
        " C",
        "",
      ].join("\n"),
    );
  });

  it.each(["Object", "/Object", "java/lang/", "java/lang/Object id: 0", ""])("has no class %j", (name) => {
    const message = `A class in a list: found "${name}", expected package/Name.`;
    expect(() => groupClasses(["java/lang/String", name])).toThrow(new Error(message));
  });

  it.each(KNOWLEDGE.spark.classDataSharing)("is checked in as it is written, of Spark $line", ({ line }) => {
    const [head, ...body] = readFileSync(join(ROOT, `templates/class-lists/${line}.hbs`), "utf8").split(
      /^(?=\w)/m,
    );
    expect(head).toMatch(/^\{\{> header\}\}\n(#.*\n)+$/);
    const names = body.flatMap((text) => {
      const [path, ...classes] = text.trimEnd().split("\n");
      return classes.map((name) => `${path}/${name.slice(1)}`);
    });
    expect(groupClasses(names.toReversed())).toBe(body.join(""));
  });
});

describe("the cores whose classes are listed", () => {
  const chosen = (...sparks: string[]) => chosenCores(PROJECT, ROWS, sparks).map(({ spark }) => spark);

  it("are the newest of each line that has an archive, or those that are named", () => {
    expect(chosen()).toEqual(["3.5.8", "4.1.1"]);
    expect(chosen("4.1.0", "4.1.0")).toEqual(["4.1.0"]);
    expect(chosenCores(PROJECT, [{ line: "3.5" }], []).map(({ spark }) => spark)).toEqual(["3.5.8"]);
  });

  it("are refused by what is allowed, all at once", () => {
    const where =
      "which matrix.json has and whose line has a row in classDataSharing of compatibility/spark.json.";
    expect(() => chosenCores(PROJECT, [{ line: "3.5" }], ["4.1.1", "3.5.7", "3.5.8", "x"])).toThrow(
      new UsageError(
        [
          `SPARK: found "4.1.1", allowed: 3.5.7, 3.5.8, ${where}`,
          `SPARK: found "x", allowed: 3.5.7, 3.5.8, ${where}`,
          "SPARK: found 3.5.7 and 3.5.8, allowed: one version of 3.5, which has one list.",
        ].join("\n"),
      ),
    );
  });

  it("are words of the call, which has no other option than help", () => {
    expect(parseCommandLine(["3.5.8", "-h"])).toEqual({ sparks: ["3.5.8"], asksForHelp: true });
    expect(() => parseCommandLine(["--all"])).toThrow(UsageError);
  });
});

describe("lists that are renewed", () => {
  async function renewed(docker: string) {
    const { environment, calls, state } = await fakeDocker(docker);
    const folder = join(state, "class-lists");
    const { signal } = new AbortController();
    const context = {
      settings: { java: 17 },
      engine: { environment },
      folder,
      report: () => undefined,
      signal,
    };
    const done = renewLists(chosenCores(PROJECT, ROWS, []), context);
    return { done, calls, state, read: (name: string) => readFileSync(join(folder, name), "utf8") };
  }

  it("are what the script prints in an image that has no network and keeps nothing", async () => {
    const { done, calls, state, read } = await renewed(
      'if [ "$1" = run ]; then cat >"$STATE/script"; printf "%s\\n" java/lang/Object org/apache/spark/A; fi',
    );
    await done;
    expect(readFileSync(join(state, "script"), "utf8")).toBe(SCRIPT);
    const commands = (await calls()).map((call) => call.replaceAll(/class-lists-\w+/g, "class-lists-NAME"));
    const runs = (image: string) => [
      `run --rm -i --name spark-k8s-class-lists-NAME --network none --read-only --tmpfs /tmp:exec --entrypoint bash ${image}`,
      "rm --force spark-k8s-class-lists-NAME",
    ];
    const images = ["spark-k8s-spark-3.5.8-core:latest", "spark-k8s-spark-4.1.1-core:latest"];
    expect(commands).toEqual([...images.map((image) => `image inspect ${image}`), ...images.flatMap(runs)]);
    expect(read("3.5.hbs")).toBe(
      [
        "{{> header}}",
        "#",
        "# The classes in the archive of a Spark core, each under its package: what drivers and executors of Spark 3.5 load.",
        "# Listed on JDK 17 by `npm run class-lists`.",
        "java/lang",
        " Object",
        "org/apache/spark",
        " A",
        "",
      ].join("\n"),
    );
    expect(read("4.1.hbs")).toContain("executors of Spark 4.1 load");
  });

  it("need the images, and are not begun where one is not built", async () => {
    const { done, calls } = await renewed("case $* in *4.1.1*) exit 1 ;; esac");
    const image = "spark-k8s-spark-4.1.1-core:latest";
    await expect(done).rejects.toThrow(
      new Error(`Not built: ${image}. Build them first: npm run images -- ${image}`),
    );
    expect((await calls()).filter((call) => call.startsWith("run"))).toEqual([]);
  });

  it("stay as they are where the script fails", async () => {
    const { done, read } = await renewed('[ "$1" != run ]');
    await expect(done).rejects.toThrow(/^"docker run .*" ended with 1\.$/);
    expect(() => read("3.5.hbs")).toThrow("ENOENT");
  });
});

/** Stands for a command of Spark: lists classes where it is asked to, another one in each run. */
const SPARK = `#!/bin/bash
for word in $SPARK_SUBMIT_OPTS "$@"; do
  for part in $word; do
    case $part in
    *DumpLoadedClassList=*)
      file=\${part##*DumpLoadedClassList=}
      round=\${file%/*}
      printf '%s\\n' '# comment' '@lambda-proxy A' $LISTED "$PACKAGE/\${round##*/}/\${file##*/}" >"$file"
      ;;
    esac
  done
done
echo "$SPARK_HOME $HOME" >>"$CALLS"
case " $* " in *k8s://*) exit 1 ;; esac
`;

describe("the script that lists classes", () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
    for (const path of ["bin", "spark/jars"]) mkdirSync(join(folder.path, path), { recursive: true });
    for (const name of ["spark-sql", "spark-submit"]) folder.script(`bin/${name}`, SPARK);
  });
  afterEach(() => folder.remove());

  const listed = (env: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
    run("bash", [folder.script("list-classes.sh", SCRIPT.replaceAll("/opt/", `${folder.path}/`))], {
      PATH: `${folder.path}/bin:${process.env["PATH"]}`,
      TMPDIR: folder.path,
      CALLS: join(folder.path, "calls"),
      LISTED: "java/lang/Object",
      PACKAGE: "org/apache/spark",
      ...env,
    });

  it("prints the classes that any run has listed, each once, in one order", async () => {
    const names = ["first", "second"].flatMap((round) =>
      ["driver", "executor", "kubernetes", "python"].map((name) => `org/apache/spark/${round}/${name}`),
    );
    expect(await listed()).toEqual({
      status: 0,
      out: `${["java/lang/Object", ...names].join("\n")}\n`,
      err: "",
    });
  });

  it("leaves out what the JVM makes itself and gives names of one run", async () => {
    const generated = [
      "jdk/jfr/internal/handlers/EventHandler5652_1795811624673-11743",
      "org/apache/spark/A$$Lambda$7",
      "java/lang/invoke/LambdaForm$MH/0x0000000800c03000",
      "jdk/proxy2/$Proxy21",
    ];
    const kept = [
      "java/lang/reflect/Proxy$ProxyBuilder",
      "org/apache/spark/EventHandler",
      "org/apache/spark/A0x1",
    ];
    const { out } = await listed({ LISTED: [...generated, ...kept].join(" ") });
    const others = out.split("\n").filter((name) => name !== "" && !/\/(first|second)\//.test(name));
    expect(others).toEqual(kept.toSorted());
  });

  it("runs Spark from a home that has room beside what the image has", async () => {
    await listed();
    const calls = new Set(readFileSync(join(folder.path, "calls"), "utf8").trim().split("\n"));
    expect(calls.size).toBe(1);
    const [spark, home] = [...calls].join("").split(" ");
    expect(spark).toBe(`${home}/spark`);
  });

  it.each([
    ["a job of SQL fails", "spark-sql", "the jobs of SQL failed"],
    ["the driver for Python fails", "spark-submit", "the driver for Python did not start"],
  ])("stops with what was printed where %s", async (_where, name, says) => {
    folder.script(`bin/${name}`, "#!/bin/bash\nprintf 'broken\\n\\tat a.frame\\n' >&2\nexit 1\n");
    expect(await listed()).toEqual({ status: 1, out: "", err: `list-classes: ${says}\nbroken\n` });
  });

  it("stops where a run has listed no class of Spark", async () => {
    expect(await listed({ PACKAGE: "java/lang" })).toEqual({
      status: 1,
      out: "",
      err: "list-classes: no classes of Spark were listed: driver\n",
    });
  });
});
