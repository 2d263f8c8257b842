import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { NoSuchVersion } from "../../commands/lock/no-such-version";
import type { Json } from "../generator/fixture";
import { LockProject, hash, jarOf, pomOf } from "./lock-project";
import { SourceServer } from "./source-server";
import { pysparkArchive, sparkArchive } from "./spark-archive";

const NEW = "org.postgresql:postgresql:42.7.99";
const ARCHIVE = "/archive/spark/spark-4.1.4";

/** Files of a project as an index lists them. */
const listing = (...files: readonly string[]): string =>
  files.map((file) => `<a href="/files/${file}">${file}</a>`).join("\n");

function metadata(...versions: readonly string[]): string {
  const listed = versions.map((version) => `<version>${version}</version>`).join("");
  return `<metadata><versioning><versions>${listed}</versions></versioning></metadata>`;
}

async function project(edit: (matrix: Json) => void) {
  const server = await SourceServer.start();
  const made = await LockProject.make(server);
  await made.edit(edit);
  const refusal = async (environment: NodeJS.ProcessEnv = {}) => {
    const { code, error } = await made.run([], environment);
    expect(code).toBeUndefined();
    return error.replaceAll(server.url, "SERVER");
  };
  return { server, made, refusal };
}

describe("a version that does not exist is said so, with the nearest and the newest", () => {
  test("of a jar, by the repository's metadata", async () => {
    const { server, refusal } = await project((matrix) => (matrix.jdbc.postgresql = "42.7.99"));
    const versions = metadata("42.7.1", "42.7.14", "42.8.0", "42.9.0", "43.0.0-rc1");
    server.at("/maven/org/postgresql/postgresql/maven-metadata.xml", versions);
    expect(await refusal()).toBe(
      `1 problem, nothing was written:\n${NEW}: there is no such version; the nearest: 42.7.14 and 42.8.0; the newest: 42.9.0`,
    );
  });

  test("of Spark, by the package index", async () => {
    const { server, refusal } = await project((matrix) => matrix.spark.push("4.1.9"));
    server.at(
      "/simple/pyspark/",
      listing(...["3.5.8", "4.1.1", "4.1.4", "4.2.0"].map((version) => `pyspark-${version}.tar.gz`)),
    );
    const words = "there is no such version; the nearest: 4.1.4 and 4.2.0; the newest: 4.2.0";
    expect(await refusal()).toBe(
      `2 problems, nothing was written:\nspark:4.1.9: ${words}\npyspark:4.1.9: ${words}`,
    );
  });

  test("of packages, by the package index, whatever the matrix's rules say of them", async () => {
    const { server, refusal } = await project((matrix) => {
      matrix.python.base = ["six==1.99", "the-other<1", "unknown-name"];
    });
    server
      .at("/simple/six/", listing("six-1.16.0-py3-none-any.whl", "six-1.17.0.tar.gz"))
      .at("/simple/the-other/", listing("the_other-1.5-1-py3-none-any.whl", "the.other-2.0.zip"));
    expect(await refusal()).toBe(
      [
        "3 problems, nothing was written:",
        "six==1.99 ($.python.base[0]): there is no such version; the nearest: 1.17.0; the newest: 1.17.0",
        "the-other<1 ($.python.base[1]): there is no such version; the nearest: 1.5; the newest: 2.0",
        "unknown-name: the package index has no such package ($.python.base[2])",
      ].join("\n"),
    );
  });

  test("beside what a rule says of it", async () => {
    const { server, refusal } = await project((matrix) => (matrix.python.base = ["six", "pandas==9.9"]));
    server.at("/simple/pandas/", listing("pandas-2.3.3-cp310-cp310-manylinux_2_17_x86_64.whl"));
    const lines = (await refusal()).split("\n");
    expect(lines[1]).toMatch(/^matrix\.json:\d+:\d+ \$\.python\.base\[1\]: found pandas 9\.9/);
    expect(lines.at(-1)).toBe(
      "pandas==9.9 ($.python.base[1]): there is no such version; the nearest: 2.3.3; the newest: 2.3.3",
    );
  });

  test("of CPython, by uv", async () => {
    const { made, server } = await project(() => {});
    const lock = await made.lock();
    await made.write("lock.json", { ...lock, python: {} });
    const uv = join(made.cache, "uv");
    const file = "cpython-3.11.16%2B20260814-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz";
    const listed = JSON.stringify([{ url: `https://example.com/${file}` }]);
    await writeFile(uv, `#!/bin/sh\ncase "$*" in *3.10) echo '[]' ;; *) echo '${listed}' ;; esac\n`);
    await chmod(uv, 0o755);
    const { error } = await made.run([], {}, () => Promise.resolve({ uv, pip: "", python: "" }));
    expect(error).toBe(
      "1 problem, nothing was written:\npython:3.10, as uv knows CPython for Linux: there is no such version; the nearest: 3.11; the newest: 3.11",
    );
    expect(server.seen).toEqual([]);
  });

  test.each([
    [
      "12.4.9.jre11",
      ["12.4.2.jre8", "12.4.2.jre11", "13.2.0.jre11", "13.3.0.jre8"],
      "12.4.2.jre11 and 13.2.0.jre11",
      "13.2.0.jre11",
    ],
    ["2.0", ["1.0", "3.0-beta1"], "1.0", "1.0"],
    ["2.0", ["3.0-beta1"], "3.0-beta1", "3.0-beta1"],
    ["2.0", [], "none", "none"],
  ])("for %s out of %j", (version, published, nearest, newest) => {
    expect(new NoSuchVersion("x", version, published).message).toBe(
      `x: there is no such version; the nearest: ${nearest}; the newest: ${newest}`,
    );
  });
});

describe("what cannot be had", () => {
  test("is found out before anything is downloaded", async () => {
    const { server, refusal } = await project((matrix) => {
      matrix.jdbc.postgresql = "42.7.99";
      matrix.spark.push("4.1.4");
    });
    const path = `${ARCHIVE}/spark-4.1.4-bin-hadoop3.tgz`;
    server.at(path, await sparkArchive()).at(`${ARCHIVE}/pyspark-4.1.4.tar.gz`, await pysparkArchive());
    expect(await refusal()).toContain(`${NEW}: no source gives it`);
    expect(server.seen.filter((line) => line.startsWith("GET"))).toEqual([
      "GET /maven/org/postgresql/postgresql/maven-metadata.xml",
      "GET /maven/org/postgresql/postgresql/42.7.99/postgresql-42.7.99.pom",
    ]);
  });

  test("is the POM of a jar, too", async () => {
    const { server, refusal } = await project((matrix) => (matrix.jdbc.postgresql = "42.7.99"));
    server.at("/postgresql/postgresql-42.7.99.jar", jarOf("driver"));
    expect(await refusal()).toContain(`${NEW} (its POM): no source gives it`);
    expect(server.seen).not.toContain("GET /postgresql/postgresql-42.7.99.jar");
  });

  test("is asked for by GET where a source does not answer HEAD, and again where it is busy", async () => {
    const { server, made } = await project((matrix) => (matrix.jdbc.postgresql = "42.7.14"));
    const pom = "/maven/org/postgresql/postgresql/42.7.14/postgresql-42.7.14.pom";
    const answers = { "/postgresql/postgresql-42.7.14.jar": jarOf("driver"), [pom]: pomOf("MIT") };
    for (const [path, body] of Object.entries(answers)) server.at(path, { body, headStatus: 405 });
    expect((await made.run()).error).toBe("");
    await made.edit((matrix) => (matrix.jdbc.postgresql = "42.7.15"));
    server.at("/postgresql/postgresql-42.7.15.jar", { status: 503 });
    await made.run();
    const asked = server.seen.filter((line) => line === "HEAD /postgresql/postgresql-42.7.15.jar");
    expect(asked.length).toBe(4);
  });

  test("can be written into the lock as it is shown, and then stays", async () => {
    const { server, made, refusal } = await project((matrix) => {
      matrix.jdbc.postgresql = "42.7.99";
      matrix.spark.push("4.1.4");
    });
    const error = await refusal();
    const shown = Object.fromEntries(
      ["spark", "pyspark", "jars"].map((section) => {
        const text = error.split(`at $.${section}, with what belongs in the place of each <…>:\n`)[1] ?? "";
        const entries = text.split(/\n(?! )/)[0]?.replaceAll(/<SHA-256[^>]*>/g, "a".repeat(64));
        const filled = entries
          ?.replaceAll(/<SHA-512[^>]*>/g, "b".repeat(128))
          .replaceAll(/<VERSION[^>]*>/g, "0.10.9.9")
          .replaceAll(/<SPDX[^>]*>/g, "MIT")
          .replaceAll(/<https[^>]*>/g, "https://example.com/sums");
        return [section, JSON.parse(`{${filled}}`) as Json];
      }),
    );
    const lock = await made.lock();
    for (const [section, entries] of Object.entries(shown)) Object.assign(lock[section] as Json, entries);
    await made.write("lock.json", lock);
    const pyspark = await pysparkArchive();
    server.at(`${ARCHIVE}/pyspark-4.1.4.tar.gz`, pyspark);
    expect((await made.run()).error).toBe("");
    const { jars, spark, pyspark: sources } = await made.lock();
    expect([jars[NEW].sha256, sources["4.1.4"].sha256]).toEqual(["a".repeat(64), "a".repeat(64)]);
    expect(spark["4.1.4"]).toMatchObject({ sha512: "b".repeat(128), scala: "2.13", py4j: "0.10.9.9" });
    expect(hash("sha256", pyspark)).not.toBe("a".repeat(64));
    expect((await made.run(["--check"])).code).toBe(0);
  });
});
