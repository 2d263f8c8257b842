import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Folder, type Outcome, run, scriptText } from "./run-script";

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
  for (const name of ["spark/bin", "java/bin", "tmp", "bin"])
    mkdirSync(join(folder.path, name), { recursive: true });
  const print = '#!/bin/bash\nprintf "%s\\n" "$(basename "$0")" "$@"\n';
  folder.script("spark/bin/spark-submit", print);
  folder.script("java/bin/java", print);
  // Stands for tini: runs what comes after `-s --`, and says that it was there.
  folder.script("bin/tini", '#!/bin/bash\necho "tini $1 $2"\nshift 2\nexec "$@"\n');
});
afterEach(() => folder.remove());

/** Variables that Spark's Kubernetes backend sets for an executor. */
const EXECUTOR = {
  SPARK_DRIVER_URL: "spark://CoarseGrainedScheduler@driver:7078",
  SPARK_EXECUTOR_ID: "1",
  SPARK_EXECUTOR_CORES: "2",
  SPARK_EXECUTOR_MEMORY: "512m",
  SPARK_APPLICATION_ID: "spark-1",
  SPARK_EXECUTOR_POD_IP: "10.0.0.2",
  SPARK_RESOURCE_PROFILE_ID: "0",
  SPARK_EXECUTOR_POD_NAME: "job-exec-1",
};

function entrypoint(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  // There is no archive of classes here: test/scripts/share-classes.test.ts has one.
  folder.script("share-classes.sh", scriptText("share-classes.sh").replaceAll("/opt/", `${folder.path}/`));
  const text = scriptText("entrypoint.sh")
    .replace("/usr/bin/tini", join(folder.path, "bin/tini"))
    .replace("/opt/share-classes.sh", join(folder.path, "share-classes.sh"));
  const paths = {
    SPARK_HOME: join(folder.path, "spark"),
    JAVA_HOME: join(folder.path, "java"),
    TMPDIR: join(folder.path, "tmp"),
  };
  return run(folder.script("entrypoint.sh", text), args, { ...paths, ...env });
}

/** The command that is run, without the options that every JVM gets: those are in test/scripts/share-classes.test.ts. */
const lines = ({ out }: Outcome): string[] =>
  out
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith("-XX:Tier4"));

describe("a driver", () => {
  it("is handed to spark-submit in client mode, each argument as it is", async () => {
    const outcome = await entrypoint(["driver", "--class", "App", "local:///a b.jar", "$HOME", ""], {
      SPARK_DRIVER_BIND_ADDRESS: "10.0.0.1",
    });
    expect(outcome.status).toBe(0);
    expect(outcome.out.split("\n").slice(0, -1)).toEqual([
      "tini -s --",
      "spark-submit",
      "--conf",
      "spark.driver.bindAddress=10.0.0.1",
      "--conf",
      "spark.executorEnv.SPARK_DRIVER_POD_IP=10.0.0.1",
      "--deploy-mode",
      "client",
      "--class",
      "App",
      "local:///a b.jar",
      "$HOME",
      "",
    ]);
  });

  it("without a bind address gets no empty one", async () => {
    expect(lines(await entrypoint(["driver", "App"]))).toEqual([
      "tini -s --",
      "spark-submit",
      "--deploy-mode",
      "client",
      "App",
    ]);
  });
});

describe("an executor", () => {
  it("is started as Spark's Kubernetes backend asks", async () => {
    const outcome = await entrypoint(["executor"], { ...EXECUTOR, SPARK_CONF_DIR: "/conf" });
    const home = join(folder.path, "spark");
    expect(lines(outcome)).toEqual([
      "tini -s --",
      "java",
      "-Xms512m",
      "-Xmx512m",
      "-cp",
      `/conf:${home}/jars/*:${process.cwd()}`,
      "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend",
      "--driver-url",
      EXECUTOR.SPARK_DRIVER_URL,
      "--executor-id",
      "1",
      "--cores",
      "2",
      "--app-id",
      "spark-1",
      "--hostname",
      "10.0.0.2",
      "--resourceProfileId",
      "0",
      "--podName",
      "job-exec-1",
    ]);
  });

  it("gets its Java options in the order of their numbers, with spaces and all", async () => {
    const options = {
      SPARK_JAVA_OPT_10: "-Dten=10",
      SPARK_JAVA_OPT_2: "-Dtwo=a b  c",
      SPARK_JAVA_OPT_0: "-Dzero=$x*",
      SPARK_JAVA_OPT_1: "",
    };
    const outcome = await entrypoint(["executor"], { ...EXECUTOR, ...options });
    expect(lines(outcome).slice(2, 6)).toEqual(["-Dzero=$x*", "", "-Dtwo=a b  c", "-Dten=10"]);
  });

  it("has its class path in Spark's order", async () => {
    const outcome = await entrypoint(["executor"], {
      ...EXECUTOR,
      HADOOP_CONF_DIR: "/hadoop conf",
      SPARK_CLASSPATH: "/from/driver/*",
      SPARK_EXTRA_CLASSPATH: "/extra/*",
      SPARK_DIST_CLASSPATH: "/dist/*",
    });
    const home = join(folder.path, "spark");
    expect(lines(outcome)[5]).toBe(
      `${home}/conf:/hadoop conf:/from/driver/*:${home}/jars/*:/extra/*:${process.cwd()}:/dist/*`,
    );
  });

  it("asks Hadoop for its class path, unless there is one", async () => {
    mkdirSync(join(folder.path, "hadoop/bin"), { recursive: true });
    folder.script("hadoop/bin/hadoop", "#!/bin/bash\necho /hadoop/jars/*\n");
    const HADOOP_HOME = join(folder.path, "hadoop");
    const asked = await entrypoint(["executor"], { ...EXECUTOR, HADOOP_HOME });
    const given = await entrypoint(["executor"], {
      ...EXECUTOR,
      HADOOP_HOME,
      SPARK_DIST_CLASSPATH: "/given/*",
    });
    expect([lines(asked)[5]?.split(":").at(-1), lines(given)[5]?.split(":").at(-1)]).toEqual([
      "/hadoop/jars/*",
      "/given/*",
    ]);
  });

  it("without the variables of the backend is refused, all of them named", async () => {
    const outcome = await entrypoint(["executor"], {
      ...EXECUTOR,
      SPARK_EXECUTOR_MEMORY: "",
      SPARK_DRIVER_URL: undefined,
    });
    expect(outcome).toEqual({
      status: 64,
      out: "",
      err: "entrypoint: executor needs the variables that Spark's Kubernetes backend sets; not set: SPARK_DRIVER_URL SPARK_EXECUTOR_MEMORY\n",
    });
  });
});

describe("any other command", () => {
  it("is run as it is given, under tini", async () => {
    expect(lines(await entrypoint(["printf", "%s|", "a b", "*", ""]))).toEqual(["tini -s --", "a b|*||"]);
  });

  it("keeps its exit status", async () => {
    expect((await entrypoint(["bash", "-c", "exit 7"])).status).toBe(7);
  });

  it("that is missing is a shell", async () => {
    expect(lines(await entrypoint([]))).toEqual(["tini -s --"]);
  });
});

describe("a user without a home that can be written", () => {
  /** The entrypoint with a passwd file and a wrapper library of the test. */
  async function asUnknown(command: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const passwd = folder.script("passwd", "root:x:0:0:root:/nonexistent:/bin/bash\n");
    const library = folder.script("libnss_wrapper.so", "");
    const text = scriptText("entrypoint.sh")
      .replace("/usr/bin/tini", join(folder.path, "bin/tini"))
      .replace("/etc/passwd", passwd)
      .replace("/usr/lib/*/libnss_wrapper.so", library)
      .replace("export LD_PRELOAD=$library", "export PRELOADED=$library");
    return run(folder.script("entrypoint.sh", text), ["bash", "-c", command], {
      TMPDIR: join(folder.path, "tmp"),
      ...env,
    });
  }

  it("gets a passwd entry of seven fields and a home that can be written", async () => {
    const outcome = await asUnknown(
      'touch "$HOME/file" && echo "$HOME" && cat "$NSS_WRAPPER_PASSWD" && echo "$PRELOADED"',
    );
    const [, home, root, entry, preloaded] = lines(outcome);
    expect(home).toMatch(new RegExp(`^${folder.path}/tmp/spark-home\\.\\w{6}$`));
    expect(root).toBe("root:x:0:0:root:/root:/bin/bash");
    expect(entry).toBe(`spark:x:${process.getuid?.()}:${process.getgid?.()}:Spark:${home}:/bin/bash`);
    expect(preloaded).toBe(join(folder.path, "libnss_wrapper.so"));
  });

  it("gets it elsewhere when the temporary directory cannot be used", async () => {
    const [, home] = lines(
      await asUnknown('echo "$HOME"; rm -r "$HOME"', { TMPDIR: join(folder.path, "nowhere") }),
    );
    expect(home).toMatch(/^\/(tmp|dev\/shm|opt\/spark\/work-dir)\/spark-home\.\w{6}$/);
  });

  it("leaves nothing behind in the temporary directory of one who has a home", async () => {
    await entrypoint(["true"]);
    expect(readdirSync(join(folder.path, "tmp"))).toEqual([]);
  });
});

describe("the entrypoint", () => {
  it("hides no failure and prints no command", () => {
    const text = scriptText("entrypoint.sh");
    expect(text).toContain("\nset -euo pipefail\n");
    expect(text).not.toMatch(/set -[a-z]*x/);
  });
});
