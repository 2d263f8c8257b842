import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { mirrorArguments } from "../../src/model/mirror-layout";
import { filesOf } from "../../commands/mirror/mirrored-file";
import type { Lock } from "../../src/model/lock";
import { plan } from "../../src/pipeline";
import { readSources } from "../../src/plan";
import { temporaryFolder } from "../harness/temporary-folder";
import { hash } from "../lock/lock-project";
import { SourceServer } from "../lock/source-server";
import { BYTES, MirrorProject, bytesOf, serveAll } from "./mirror-project";

const JAR = "maven2/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar";
const SPARK = "apache/spark/spark-3.5.8/spark-3.5.8-bin-hadoop3.tgz";
const PYSPARK = "apache/spark/spark-3.5.8/pyspark-3.5.8.tar.gz";
const PY4J = "wheels/py4j-0.10.9.7-py2.py3-none-any.whl";
const SIX = "wheels/six-1.17.0-py2.py3-none-any.whl";

async function started(
  except: readonly string[] = [],
): Promise<{ server: SourceServer; mirror: MirrorProject }> {
  const server = await SourceServer.start();
  serveAll(server, except);
  return { server, mirror: await MirrorProject.make(server) };
}

async function contents(folder: string): Promise<Map<string, Buffer>> {
  const items = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = items
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name).slice(folder.length + 1));
  return new Map(
    await Promise.all(files.sort().map(async (path) => [path, await readFile(join(folder, path))] as const)),
  );
}

describe("npx projen mirror", () => {
  it("brings every locked file, its checksum beside it, an index of the wheels and the build arguments", async () => {
    const { mirror } = await started();
    const result = await mirror.run();
    expect(result).toEqual({ lines: ["0 were there, 7 fetched, 0 missing"], code: 0, error: "" });
    const files = await contents(mirror.folder);
    for (const [path, bytes] of Object.entries(BYTES)) expect(files.get(path), path).toEqual(bytes);
    expect([...files.keys()].filter((path) => !(path in BYTES))).toEqual([
      "README.md",
      "apache/spark/spark-3.5.8/pyspark-3.5.8.tar.gz.sha256",
      `${SPARK}.sha512`,
      `${JAR}.sha256`,
      "mirror.env",
      "mirrors.json",
      ...Object.keys(BYTES)
        .filter((path) => path.startsWith("python-build-standalone"))
        .map((path) => `${path}.sha256`)
        .sort(),
      "simple/index.html",
      "simple/py4j/index.html",
      "simple/pyspark/index.html",
      "simple/six/index.html",
    ]);
    expect(files.get(`${JAR}.sha256`)?.toString()).toBe(
      `${hash("sha256", bytesOf("postgresql-42.7.1.jar"))}  postgresql-42.7.1.jar\n`,
    );
    const link = `<a href="../../${SIX}#sha256=${hash("sha256", bytesOf("six-1.17.0-py2.py3-none-any.whl"))}">`;
    expect(files.get("simple/six/index.html")?.toString()).toContain(link);
    expect(files.get("simple/pyspark/index.html")?.toString()).toContain(
      '<a href="../../apache/spark/spark-3.5.8/pyspark-3.5.8.tar.gz#sha256=',
    );
  });

  it("takes PySpark from the package index where Apache does not answer", async () => {
    const file = "pyspark-3.5.8.tar.gz";
    const { server, mirror } = await started([file]);
    const body = `<a href="/files/${file}">${file}</a>`;
    server.at("/simple/pyspark/", { body, headers: { "content-type": "text/html" } });
    server.at(`/files/${file}`, bytesOf(file));
    expect((await mirror.run(["--only", "pyspark"])).lines).toEqual(["0 were there, 1 fetched, 0 missing"]);
    expect(server.seen).toEqual([
      `GET /closer/spark/spark-3.5.8/${file}?action=download`,
      `GET /archive/spark/spark-3.5.8/${file}`,
      "GET /simple/pyspark/",
      `GET /files/${file}`,
    ]);
  });

  it("asks nobody for what is there and right", async () => {
    const { server, mirror } = await started();
    await mirror.run();
    server.requests.length = 0;
    expect((await mirror.run()).lines).toEqual(["7 were there, 0 fetched, 0 missing"]);
    expect(server.seen).toEqual([]);
  });

  it("replaces wrong bytes and says so", async () => {
    const { mirror } = await started();
    await mirror.run();
    await writeFile(join(mirror.folder, JAR), "other");
    expect((await mirror.run()).lines).toEqual(["6 were there, 1 fetched, 0 missing"]);
    expect(mirror.reports).toContain(`${JAR}: expected 14 bytes, found 5: it is fetched again`);
    expect(await readFile(join(mirror.folder, JAR))).toEqual(bytesOf("postgresql-42.7.1.jar"));
  });

  it("says exactly what could not be had and why, and leaves what is right", async () => {
    const { server, mirror } = await started([
      "spark-3.5.8-bin-hadoop3.tgz",
      "six-1.17.0-py2.py3-none-any.whl",
    ]);
    server.at(
      "/closer/spark/spark-3.5.8/spark-3.5.8-bin-hadoop3.tgz?action=download",
      "<html>pick a mirror</html>",
    );
    const { lines, code } = await mirror.run();
    const spark = bytesOf("spark-3.5.8-bin-hadoop3.tgz");
    expect(code).toBe(1);
    expect(lines).toEqual([
      `missing ${SPARK}: 1 kB, sha512 ${hash("sha512", spark)}, which nobody gives`,
      `  ${server.url}/closer/spark/spark-3.5.8/spark-3.5.8-bin-hadoop3.tgz?action=download: answers with something that is not a gzip archive`,
      `  ${server.url}/archive/spark/spark-3.5.8/spark-3.5.8-bin-hadoop3.tgz: answers 404`,
      `missing ${SIX}: 1 kB, sha256 ${hash("sha256", bytesOf("six-1.17.0-py2.py3-none-any.whl"))}, which nobody gives`,
      `  ${server.url}/files/six-1.17.0-py2.py3-none-any.whl: answers 404`,
      "0 were there, 5 fetched, 2 missing",
    ]);
    expect(existsSync(join(mirror.folder, SPARK))).toBe(false);
    expect(existsSync(join(mirror.folder, "simple/six"))).toBe(false);
    expect(await readFile(join(mirror.folder, JAR))).toEqual(bytesOf("postgresql-42.7.1.jar"));
  });

  it.each([
    [
      "other bytes of the same length",
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from("?")]),
      /expected sha256 [0-9a-f]{64}, found [0-9a-f]{64}$/,
    ],
    [
      "more bytes",
      (bytes: Buffer) => Buffer.concat([bytes, Buffer.from("?")]),
      /expected 14 bytes, found 15$/,
    ],
  ])("takes no %s from a source, and goes to the next", async (_what, spoil, message) => {
    const { server, mirror } = await started(["postgresql-42.7.1.jar"]);
    const good = bytesOf("postgresql-42.7.1.jar");
    server.at("/postgresql/postgresql-42.7.1.jar", spoil(good));
    const refused = await mirror.run(["--only", "jars"]);
    expect([refused.code, refused.lines[1]]).toEqual([1, expect.stringMatching(message)]);
    expect(existsSync(join(mirror.folder, JAR))).toBe(false);
    server.at("/maven/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar", good);
    expect((await mirror.run(["--only", "jars"])).code).toBe(0);
    expect(await readFile(join(mirror.folder, JAR))).toEqual(good);
  });

  it("asks again after 429 and goes on where a download was cut off", async () => {
    const { server, mirror } = await started(["postgresql-42.7.1.jar"]);
    const good = bytesOf("postgresql-42.7.1.jar");
    server.at("/postgresql/postgresql-42.7.1.jar", { status: 429 }, { body: good, cutAfter: 6 }, good);
    expect((await mirror.run(["--only", "jars"])).code).toBe(0);
    const ranges = server.requests
      .filter(({ path }) => path.startsWith("/postgresql"))
      .map(({ headers }) => headers.range);
    expect(ranges).toEqual([undefined, undefined, "bytes=6-"]);
  });

  it("takes from another mirror first, a folder or a URL, and asks the sources for the rest", async () => {
    const { server, mirror } = await started();
    await mirror.run();
    const other = await temporaryFolder();
    await cp(mirror.folder, other, { recursive: true });
    await writeFile(join(other, SIX), "PK\u0003\u0004other");
    await rm(mirror.folder, { recursive: true });
    server.requests.length = 0;
    server.at(`/mirror/${SPARK}`, bytesOf("spark-3.5.8-bin-hadoop3.tgz"));
    await rm(join(other, SPARK));
    const { lines } = await mirror.run(["--from", other, "--from", `${server.url}/mirror/`]);
    expect(lines).toEqual(["0 were there, 7 fetched, 0 missing"]);
    expect(server.seen.toSorted()).toEqual([
      "GET /files/six-1.17.0-py2.py3-none-any.whl",
      `GET /mirror/${SPARK}`,
      `GET /mirror/${SIX}`,
      "GET /simple/six/",
    ]);
  });

  it("asks where the variables of the build arguments say", async () => {
    const { server, mirror } = await started(["postgresql-42.7.1.jar"]);
    server.at(
      "/internal/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar",
      bytesOf("postgresql-42.7.1.jar"),
    );
    const variables = { POSTGRESQL_URL: "", MAVEN_URL: `${server.url}/internal/` };
    expect((await mirror.run(["--only", "jars"], variables)).code).toBe(0);
    expect(server.seen).toEqual(["GET /internal/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar"]);
  });

  it("brings only the files and platforms that are named", async () => {
    const { mirror } = await started();
    await mirror.run(["--only", "python:3.10", "--only", "six", "--platform", "arm64"]);
    const files = [...(await contents(mirror.folder)).keys()].filter((path) => path in BYTES);
    expect(files).toEqual([expect.stringContaining("aarch64"), SIX]);
  });

  it("brings only what the images that are named download, and those that they are made of", async () => {
    const { mirror } = await started();
    const brought = async (...args: string[]) => {
      await rm(mirror.folder, { recursive: true, force: true });
      await mirror.run(args);
      return [...(await contents(mirror.folder)).keys()].filter((path) => path in BYTES);
    };
    const [arm64, amd64] = ["aarch64", "x86_64"].map((machine): string => expect.stringContaining(machine));
    expect(await brought("--image", "jdk-17")).toEqual([]);
    expect(await brought("--image", "jdbc-drivers")).toEqual([JAR]);
    expect(await brought("--image", "spark-k8s-spark-3.5.8-core:latest")).toEqual([SPARK]);
    const withJars = [PYSPARK, JAR, arm64, amd64, PY4J, SIX];
    expect(await brought("--image", "python-deps", "--only", "jars")).toEqual(withJars);
    const ofPlatform = [PYSPARK, arm64, PY4J, SIX];
    expect(await brought("--image", "python-deps", "--platform", "arm64")).toEqual(ofPlatform);
    expect(await brought("--image", "spark-3.5.8-jdk17")).toEqual([SPARK, JAR]);
  });

  it.each([
    [
      ["--image", "jdbc-driver"],
      '--image: found "jdbc-driver", allowed: jdk-17, python-3.10, spark-3.5.8-core, python-deps, jdbc-drivers, spark-3.5.8-jdk17, or an image\'s reference (spark-k8s-jdk-17:latest). Did you mean jdbc-drivers?',
    ],
    [
      ["--only", "numpy"],
      '--only: found "numpy", allowed: the kinds, groups and entries of the lock, such as jars, org.postgresql:postgresql:42.7.1, pyspark, pyspark:3.5.8, spark, spark:3.5.8.',
    ],
    [["--platform", "s390x"], '--platform: found "s390x", allowed: amd64, arm64.'],
    [["--from", "/nowhere"], '--from: found "/nowhere", allowed: a folder that is there, or an https URL.'],
    [
      ["--from", "http://mirror.example.com"],
      "--from: found a URL, but it is http: to another machine, not https:, allowed: a folder, or an https URL.",
    ],
    [
      ["--from", "https://a:b@mirror.example.com"],
      "--from: found a URL, but it holds credentials, allowed: a folder, or an https URL.",
    ],
    [
      ["--base", "https://a b"],
      '--base: found "https://a b", allowed: an http or https URL of letters, digits and -._~/:%+ such as https://mirror.internal.',
    ],
    [["--verify", "--from", "."], "--verify: found with --from, allowed: without, since it fetches nothing."],
    [["other"], "DIR: found 2 folders, allowed: one."],
  ])("refuses %j", async (args, message) => {
    const { mirror } = await started();
    expect(await mirror.run(args)).toEqual({ lines: [], code: undefined, error: message });
    expect(existsSync(mirror.folder)).toBe(false);
  });
});

describe("npx projen mirror --verify", () => {
  it("says that all is right, and asks nobody", async () => {
    const { server, mirror } = await started();
    await mirror.run();
    server.requests.length = 0;
    expect(await mirror.run(["--verify"])).toEqual({
      lines: ["7 of 7 locked files are there and right"],
      code: 0,
      error: "",
    });
    expect(server.seen).toEqual([]);
  });

  it("names what is missing, wrong and extra", async () => {
    const { mirror } = await started();
    await mirror.run();
    const path = (name: string) => join(mirror.folder, name);
    await rm(path(SPARK));
    await writeFile(path(JAR), Buffer.alloc(14));
    await writeFile(path("simple/six/index.html"), "<a href=evil.whl>");
    await mkdir(path("wheels/old"));
    await writeFile(path("wheels/old/six-1.16.0.whl"), "");
    await writeFile(path(".hidden"), "");
    const { lines, code } = await mirror.run(["--verify"]);
    expect(code).toBe(1);
    const [was, is] = [bytesOf("postgresql-42.7.1.jar"), Buffer.alloc(14)].map((bytes) =>
      hash("sha256", bytes),
    );
    expect(lines).toEqual([
      `wrong ${JAR}: expected sha256 ${was}, found ${is}`,
      `missing ${SPARK}: 1 kB`,
      "wrong simple/six/index.html: not what the files beside it and the lock give",
      "extra .hidden",
      "extra wheels/old/six-1.16.0.whl",
      "5 of 7 locked files are there and right, 5 faults",
    ]);
  });

  it("of no folder names every file as missing", async () => {
    const { mirror } = await started();
    const { lines, code } = await mirror.run(["--verify"]);
    expect([code, lines.filter((line) => line.startsWith("missing")).length]).toEqual([1, 11]);
  });

  it("asks only for the files that are named, and takes the others of the lock for none too many", async () => {
    const { mirror } = await started();
    await mirror.run(["--only", "jars", "--only", "six"]);
    expect((await mirror.run(["--verify", "--only", "jars"])).lines).toEqual([
      "2 of 7 locked files are there and right",
    ]);
  });
});

describe("a mirror that a static web server serves", () => {
  it("has every file where the build arguments lead, and an index that pip can read", async () => {
    const { mirror } = await started();
    const port = await freePort();
    await mirror.run(["--base", `http://127.0.0.1:${port}`]);
    await serve(mirror.folder, port);
    const args = Object.fromEntries(
      (await readFile(join(mirror.folder, "mirror.env"), "utf8"))
        .trim()
        .split("\n")
        .map((line) => line.split("=")),
    ) as Record<string, string>;
    expect(args).toEqual(mirrorArguments(`http://127.0.0.1:${port}`));
    const get = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(await get(`${args.MAVEN_URL}/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar`)).toEqual(
      bytesOf("postgresql-42.7.1.jar"),
    );
    expect(await get(`${args.APACHE_ARCHIVE_URL}/spark/spark-3.5.8/pyspark-3.5.8.tar.gz`)).toEqual(
      bytesOf("pyspark-3.5.8.tar.gz"),
    );
    const cpython = "cpython-3.10.21%2B20260814-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz";
    expect(await get(`${args.PYTHON_BUILD_STANDALONE_URL}/20260814/${cpython}`)).toEqual(
      bytesOf(decodeURIComponent(cpython)),
    );
    const page = (await get(`${args.PIP_INDEX_URL}/six/`)).toString();
    const href = /href="([^"]+)"/.exec(page)?.[1] ?? "";
    expect(await get(new URL(href, `${args.PIP_INDEX_URL}/six/`).href)).toEqual(
      bytesOf("six-1.17.0-py2.py3-none-any.whl"),
    );
  });

  it("gives every file to the sources that its mirrors.json makes of the matrix", async () => {
    const { mirror } = await started();
    const base = `http://127.0.0.1:${await freePort()}`;
    await mirror.run(["--base", base]);
    await serve(mirror.folder, Number(new URL(base).port));
    const { mirrors } = JSON.parse(await readFile(join(mirror.folder, "mirrors.json"), "utf8"));
    await mirror.project.edit((matrix) => (matrix.mirrors = mirrors));
    const { settings } = plan(readSources(mirror.project.folder));
    const files = filesOf((await mirror.project.lock()) as Lock, settings.mirrors, {});
    for (const { path, sources, project } of files) {
      const asked = [...sources, `${settings.mirrors.pythonIndex}/${project}/`];
      const answers = asked.filter((url) => url.startsWith(base)).map((url) => fetch(url));
      const found = (await Promise.all(answers)).filter(({ ok }) => ok);
      expect(found.length, path).toBeGreaterThan(0);
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The web server that the mirror's README names. */
async function serve(folder: string, port: number): Promise<void> {
  const child = spawn(
    "python3",
    ["-m", "http.server", "--bind", "127.0.0.1", "--directory", folder, String(port)],
    { stdio: "ignore" },
  );
  onTestFinished(() => void child.kill());
  for (let attempt = 0; attempt < 100; attempt++) {
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("python3 -m http.server does not answer");
}
