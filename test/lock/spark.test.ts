import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { checksumIn } from "../../commands/lock/fetch/claims";
import { run } from "../../harness/run";
import { LockProject, hash } from "./lock-project";
import { SourceServer } from "./source-server";
import { pysparkArchive, sparkArchive } from "./spark-archive";

const ARCHIVE = "/archive/spark/spark-4.1.4";
const TGZ = `${ARCHIVE}/spark-4.1.4-bin-hadoop3.tgz`;
let spark: Buffer;
let pyspark: Buffer;
beforeAll(async () => {
  [spark, pyspark] = await Promise.all([sparkArchive(), pysparkArchive()]);
});

/** A project that asks for Spark 4.1.4, whose PySpark the archive has. */
async function bumped() {
  const server = await SourceServer.start();
  server.at(`${ARCHIVE}/pyspark-4.1.4.tar.gz`, pyspark);
  const project = await LockProject.make(server);
  await project.edit((matrix) => (matrix.spark = ["3.5.8", "4.1.4"]));
  return { server, project };
}

const FILES = {
  "hadoop-client-api-3.4.2.jar": hash("sha256", "hadoop-client-api-3.4.2.jar"),
  "scala-library-2.13.17.jar": hash("sha256", "scala-library-2.13.17.jar"),
  "spark-core_2.13-4.1.4.jar": hash("sha256", "spark-core_2.13-4.1.4.jar"),
};

describe("a new Spark", () => {
  test("is read from its distribution: Scala, Hadoop, Py4J and each jar", async () => {
    const { server, project } = await bumped();
    server.at(TGZ, spark).at(`${TGZ}.sha512`, `${hash("sha512", spark)}  spark-4.1.4-bin-hadoop3.tgz\n`);
    expect((await project.run()).error).toBe("");
    const lock = await project.lock();
    expect(lock.spark["4.1.4"]).toEqual({
      file: "spark-4.1.4-bin-hadoop3.tgz",
      hadoop: "3.4.2",
      jars: { files: FILES, verified: { by: "download", source: "read from spark-4.1.4-bin-hadoop3.tgz" } },
      license: "Apache-2.0",
      py4j: "0.10.9.9",
      scala: "2.13",
      sha512: hash("sha512", spark),
      size: spark.length,
      sources: [
        `${server.url}/closer/spark/spark-4.1.4/spark-4.1.4-bin-hadoop3.tgz?action=download`,
        `${server.url}${TGZ}`,
      ],
      verified: { by: "download", source: ".sha512 beside it: the same" },
    });
    expect(lock.pyspark["4.1.4"]).toMatchObject({
      sha256: hash("sha256", pyspark),
      size: pyspark.length,
      py4j: "0.10.9.9",
      license: "Apache-2.0",
    });
  });

  test("is refused where Apache's .sha512 says something else", async () => {
    const { server, project } = await bumped();
    server.at(TGZ, spark).at(`${TGZ}.sha512`, `spark-4.1.4-bin-hadoop3.tgz: ${"AB".repeat(64)}`);
    expect((await project.run()).error.replaceAll(server.url, "SERVER")).toBe(
      [
        "1 problem, nothing was written:",
        "spark:4.1.4: sources disagree",
        `  sha512 ${hash("sha512", spark)} by the bytes of SERVER${TGZ}`,
        `  sha512 ${"ab".repeat(64)} by SERVER${TGZ}.sha512`,
      ].join("\n"),
    );
  });

  test("is refused under another licence", async () => {
    const { server, project } = await bumped();
    server.at(TGZ, await sparkArchive("Some other licence"));
    expect((await project.run()).error).toBe(
      "1 problem, nothing was written:\nspark:4.1.4: its LICENSE is not the Apache License 2.0",
    );
  });

  test("that no source gives is completed from PySpark where somebody wrote its checksum into the lock", async () => {
    const { project } = await bumped();
    const lock = await project.lock();
    const verified = { by: "published", source: "a page" };
    await project.write("lock.json", {
      ...lock,
      spark: { ...lock.spark, "4.1.4": { sha512: "c".repeat(128), verified } },
    });
    expect((await project.run()).error).toBe("");
    expect((await project.lock()).spark["4.1.4"]).toMatchObject({
      file: "spark-4.1.4-bin-hadoop3.tgz",
      sha512: "c".repeat(128),
      size: null,
      verified,
      jars: {
        files: FILES,
        verified: {
          by: "download",
          source:
            "read from pyspark-4.1.4.tar.gz, which Apache builds together with the distribution; not compared with the distribution's own jars",
        },
      },
    });
  });

  test("that no source gives and nobody wrote down is refused, with the entry to fill in", async () => {
    const { server, project } = await bumped();
    expect((await project.run()).error.replaceAll(server.url, "SERVER")).toBe(
      [
        "1 problem, nothing was written:",
        "spark:4.1.4: no source gives it",
        "  SERVER/closer/spark/spark-4.1.4/spark-4.1.4-bin-hadoop3.tgz?action=download: answers 404",
        `  SERVER${TGZ}: answers 404`,
        "What no source gives: run this where one of them answers, name a mirror that answers (MAVEN_URL, APACHE_ARCHIVE_URL, …),",
        "or write the entry by hand with a checksum that somebody published; it then stays.",
        "Into lock.json at $.spark, with what belongs in the place of each <…>:",
        '  "4.1.4": {',
        '    "sha512": "<SHA-512 of spark-4.1.4-bin-hadoop3.tgz, 128 hexadecimal digits>",',
        '    "verified": { "by": "published", "source": "<https URL of the page that states it>" }',
        "  }",
        "The rest of it is read from PySpark's source package.",
      ].join("\n"),
    );
  });

  test("stays as it is in the lock when it is asked for again and other bytes come", async () => {
    const { server, project } = await bumped();
    server.at(TGZ, spark);
    await project.run();
    const other = await sparkArchive("Apache License Version 2.0, another file");
    server.at(TGZ, other);
    expect((await project.run(["--upgrade", "spark:4.1.4"])).error).toBe(
      [
        "1 problem, nothing was written:",
        "spark:4.1.4: its checksum changed although its version did not: an attack, or another release under the same name",
        `  sha512 ${hash("sha512", spark)} by the lock`,
        `  sha512 ${hash("sha512", other)} by the sources`,
        "  to take it all the same: npx projen lock --accept-changed spark:4.1.4",
      ].join("\n"),
    );
  });

  test("that is asked for again where no source answers stays, and all others with it", async () => {
    const { server, project } = await bumped();
    server.at(TGZ, spark);
    await project.run();
    const text = await project.text();
    server.at(TGZ, { status: 404 });
    expect((await project.run(["--upgrade", "spark:4.1.4"])).error).toContain(
      "spark:4.1.4: no source gives it",
    );
    expect(await project.text()).toBe(text);
  });
});

describe("PySpark's source package", () => {
  const info = (license: string) => `Metadata-Version: 2.4\nName: pyspark\n${license}\n`;

  test.each([
    ["its URL, as 3.5.8 does", "License: http://www.apache.org/licenses/LICENSE-2.0"],
    ["its SPDX identifier, as 4.1.0 and 4.1.1 do, which have no LICENSE", "License: Apache-2.0"],
    ["an SPDX expression, as metadata 2.4 have it", "License-Expression: Apache-2.0"],
  ])("names the Apache License 2.0 by %s", async (_, license) => {
    const { server, project } = await bumped();
    server.at(TGZ, spark).at(`${ARCHIVE}/pyspark-4.1.4.tar.gz`, await pysparkArchive(info(license)));
    expect((await project.run()).error).toBe("");
    expect((await project.lock()).pyspark["4.1.4"].license).toBe("Apache-2.0");
  });

  test.each(["License: MIT", "License: Apache-1.1", "Summary: License: Apache-2.0 of something else"])(
    "is refused where its metadata say %j",
    async (license) => {
      const { server, project } = await bumped();
      server.at(TGZ, spark).at(`${ARCHIVE}/pyspark-4.1.4.tar.gz`, await pysparkArchive(info(license)));
      expect((await project.run()).error).toBe(
        "1 problem, nothing was written:\npyspark:4.1.4: its metadata do not name the Apache License 2.0",
      );
    },
  );
});

describe("the signature of a Spark", () => {
  test("of one of Apache's keys is recorded with the key's fingerprint", async () => {
    const { server, project } = await bumped();
    const key = await makeKey();
    server
      .at(TGZ, spark)
      .at(`${TGZ}.asc`, await key.sign(spark))
      .at("/archive/spark/KEYS", key.published);
    expect((await project.run()).error).toBe("");
    expect((await project.lock()).spark["4.1.4"].verified).toEqual({
      by: "signature",
      source: `signed by ${key.fingerprint}, a key of Apache Spark's KEYS`,
    });
  });

  test("stays where it is asked for again and no signature is there any more", async () => {
    const { server, project } = await bumped();
    server.at(TGZ, spark);
    await project.run();
    const lock = await project.lock();
    lock.spark["4.1.4"].verified = { by: "signature", source: "signed by somebody" };
    await project.write("lock.json", lock);
    expect((await project.run(["--upgrade", "spark:4.1.4"])).lines).toEqual(["lock.json: nothing to change"]);
  });

  test.each(["of other bytes", "of another key"])("%s stops the run", async (which) => {
    const { server, project } = await bumped();
    const [key, stranger] = [await makeKey(), await makeKey()];
    const signature =
      which === "of other bytes" ? await key.sign(Buffer.from("other")) : await stranger.sign(spark);
    server.at(TGZ, spark).at(`${TGZ}.asc`, signature).at("/archive/spark/KEYS", key.published);
    const { error } = await project.run();
    expect(error.split("\n").slice(0, 2)).toEqual([
      "1 problem, nothing was written:",
      "spark:4.1.4: not signed by a key of its publisher",
    ]);
    expect((await project.lock()).spark["4.1.4"]).toBeUndefined();
  });
});

test.each([
  ["digits alone", "AB".repeat(64)],
  ["digits and a name, as sha512sum writes them", `${"ab".repeat(64)}  a.tgz\n`],
  ["digits and a name of a binary file", `${"ab".repeat(64)} *a.tgz`],
  ["a name and groups of digits, as gpg writes them", `a.tgz: ${"ABAB ABAB ABAB ABAB\n       ".repeat(8)}`],
  ["the line of a longer list", `${"00".repeat(64)}  b.tgz\n${"ab".repeat(64)}  a.tgz\n`],
])("a checksum is read from %s", (_, text) => {
  expect(checksumIn(text, "sha512", "a.tgz")).toBe("ab".repeat(64));
});

test.each([
  ["a page", "<html>404</html>"],
  ["too few digits", "ab".repeat(32)],
  ["another file's line", `${"00".repeat(64)}  b.tgz\n${"ab".repeat(64)}  c.tgz\n`],
  ["nothing", ""],
])("no checksum is read from %s", (_, text) => {
  expect(checksumIn(text, "sha512", "a.tgz")).toBeUndefined();
});

/** A key made for a test, in a gpg home of its own. */
async function makeKey() {
  const home = await mkdtemp(join(tmpdir(), "key-"));
  onTestFinished(async () => {
    await run("gpgconf", ["--homedir", home, "--kill", "all"]);
    await rm(home, { recursive: true, force: true });
  });
  const gpg = (...args: string[]) =>
    run("gpg", ["--homedir", home, "--batch", "--no-tty", "--quiet", ...args]);
  await gpg(
    "--passphrase",
    "",
    "--quick-generate-key",
    "Release Manager <manager@example.com>",
    "ed25519",
    "sign",
    "never",
  );
  const listed = await gpg("--list-keys", "--with-colons");
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1] ?? "";
  const sign = async (bytes: Buffer): Promise<string> => {
    await writeFile(join(home, "signed"), bytes);
    await gpg(
      "--yes",
      "--armor",
      "--output",
      join(home, "signed.asc"),
      "--detach-sign",
      join(home, "signed"),
    );
    return readFile(join(home, "signed.asc"), "utf8");
  };
  return { fingerprint, published: await gpg("--armor", "--export"), sign };
}
