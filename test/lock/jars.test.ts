import { copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Json } from "../generator/fixture";
import { temporaryFolder } from "../harness/temporary-folder";
import { LockProject, hash, jarOf, pomOf } from "./lock-project";
import { SourceServer } from "./source-server";

const OLD = "org.postgresql:postgresql:42.7.1";
const NEW = "org.postgresql:postgresql:42.7.14";
const MAVEN = "/maven/org/postgresql/postgresql/42.7.14/postgresql-42.7.14";
const OWN = "/postgresql/postgresql-42.7.14.jar";
const JAR = jarOf("the new driver");
const SHA256 = hash("sha256", JAR);

/** A project whose matrix asks for a driver that both of its sources have. */
async function bumped() {
  const server = await SourceServer.start();
  server.at(OWN, JAR).at(`${MAVEN}.jar`, JAR).at(`${MAVEN}.pom`, pomOf("BSD-2-Clause"));
  const project = await LockProject.make(server);
  await project.edit((matrix) => (matrix.jdbc.postgresql = "42.7.14"));
  return { server, project };
}

describe("a new version of a driver", () => {
  test("is the one entry that moves", async () => {
    const { server, project } = await bumped();
    const { [OLD]: _, ...others } = (await project.lock()).jars;
    const before = await project.lock();
    expect(await project.run()).toEqual({
      lines: ["lock.json: 1 moved", "  org.postgresql:postgresql 42.7.1 → 42.7.14"],
      code: 0,
      error: "",
    });
    const entry = {
      dependencies: [],
      file: "postgresql-42.7.14.jar",
      license: "BSD-2-Clause",
      sha256: SHA256,
      size: JAR.length,
      sources: [`${server.url}${OWN}`, `${server.url}${MAVEN}.jar`],
      verified: { by: "download" },
    };
    expect(await project.lock()).toEqual({ ...before, jars: { ...others, [NEW]: entry } });
  });

  test("gives the same bytes in another cache, and a second run changes nothing and asks for nothing", async () => {
    const [first, second] = [await bumped(), await bumped()];
    await Promise.all([first.project.run(), second.project.run()]);
    const text = await first.project.text();
    expect(text).toBe((await second.project.text()).replaceAll(second.server.url, first.server.url));
    const asked = first.server.seen.length;
    expect((await first.project.run()).lines).toEqual(["lock.json: nothing to change"]);
    expect([await first.project.text(), first.server.seen.length]).toEqual([text, asked]);
  });

  test("is written into the lock that an absolute path names", async () => {
    const { project } = await bumped();
    const lock = join(await temporaryFolder(), "lock.json");
    await copyFile(join(project.folder, "lock.json"), lock);
    expect((await project.run(["--lock", lock])).error).toBe("");
    expect(Object.keys((JSON.parse(await readFile(lock, "utf8")) as Json).jars)).toEqual([NEW]);
    expect(Object.keys((await project.lock()).jars)).toEqual([OLD]);
  });

  test("is written into a new lock with the address of the schema from there", async () => {
    const { project } = await bumped();
    const { $schema: _, ...lock } = await project.lock();
    await mkdir(join(project.folder, "examples/one"), { recursive: true });
    await project.write("examples/one/lock.json", lock);
    expect((await project.run(["--lock", "examples/one/lock.json"])).error).toBe("");
    expect(JSON.parse(await project.text("examples/one/lock.json")).$schema).toBe(
      "../../schema/lock.schema.json",
    );
  });

  test("comes from the next source where the first has none", async () => {
    const { server, project } = await bumped();
    server.at(OWN, { status: 404 });
    await project.run();
    expect((await project.lock()).jars[NEW].sha256).toBe(SHA256);
  });

  test("is said to be verified by what lies beside it", async () => {
    const { server, project } = await bumped();
    server
      .at(`${MAVEN}.jar.sha256`, `${SHA256}  postgresql-42.7.14.jar\n`)
      .at(`${MAVEN}.jar.sha1`, hash("sha1", JAR));
    await project.run();
    expect((await project.lock()).jars[NEW].verified).toEqual({
      by: "download",
      source: ".sha1, .sha256 beside it: the same",
    });
  });

  test("can come from a mirror for this run alone, which the lock says without its name", async () => {
    const { server, project } = await bumped();
    const mirror = await SourceServer.start();
    const path = MAVEN.replace("/maven", "");
    mirror.at(`${path}.jar`, JAR).at(`${path}.pom`, pomOf("BSD-2-Clause"));
    await project.run([], { MAVEN_URL: `${mirror.url}/`, POSTGRESQL_URL: "" });
    const { sources, verified } = (await project.lock()).jars[NEW];
    expect({ sources, verified }).toEqual({
      sources: [`${server.url}${OWN}`, `${server.url}${MAVEN}.jar`],
      verified: {
        by: "download",
        source: "downloaded from the mirror that MAVEN_URL named, not from the sources listed here",
      },
    });
    expect(server.seen).toEqual([]);
  });
});

describe("a lock stays as it is, and all problems are said, where", () => {
  async function refusal(project: LockProject, args: readonly string[] = []) {
    const before = await project.text();
    const { error, code } = await project.run(args);
    expect(code).toBeUndefined();
    expect(await project.text()).toBe(before);
    return error.replaceAll(project.server.url, "SERVER").split("\nWhat no source gives")[0];
  }

  test("no source has a jar", async () => {
    const { server, project } = await bumped();
    server.at(OWN, { status: 404 }).at(`${MAVEN}.jar`, { status: 403 });
    await project.edit((matrix) => (matrix.jdbc.mysql = "9.3.0"));
    expect(await refusal(project)).toBe(
      [
        "2 problems, nothing was written:",
        "com.mysql:mysql-connector-j:9.3.0: no source gives it",
        "  SERVER/maven/com/mysql/mysql-connector-j/9.3.0/mysql-connector-j-9.3.0.jar: answers 404",
        `${NEW}: no source gives it`,
        `  SERVER${OWN}: answers 404`,
        `  SERVER${MAVEN}.jar: answers 403`,
      ].join("\n"),
    );
  });

  test("a source answers with a page instead of a jar", async () => {
    const { server, project } = await bumped();
    server.at(OWN, { body: "<html>", headers: { "content-type": "text/html; charset=utf-8" } });
    server.at(`${MAVEN}.jar`, "not a jar");
    expect(await refusal(project)).toBe(
      [
        "1 problem, nothing was written:",
        `${NEW}: no source gives it`,
        `  SERVER${OWN}: answers with an HTML page, not a file`,
        `  SERVER${MAVEN}.jar: answers with something that is not a zip archive`,
      ].join("\n"),
    );
  });

  test("a checksum file says something else than the bytes", async () => {
    const { server, project } = await bumped();
    server.at(`${MAVEN}.jar.sha256`, "0".repeat(64));
    expect(await refusal(project)).toBe(
      [
        "1 problem, nothing was written:",
        `${NEW}: sources disagree`,
        `  sha256 ${SHA256} by the bytes of SERVER${OWN}`,
        `  sha256 ${"0".repeat(64)} by SERVER${MAVEN}.jar.sha256`,
      ].join("\n"),
    );
  });

  test("the sources of a jar have files of different sizes", async () => {
    const { server, project } = await bumped();
    server.at(`${MAVEN}.jar`, jarOf("another, longer driver"));
    expect(await refusal(project)).toBe(
      [
        "1 problem, nothing was written:",
        `${NEW}: sources disagree`,
        `  size ${JAR.length} by the bytes of SERVER${OWN}`,
        `  size ${jarOf("another, longer driver").length} by SERVER${MAVEN}.jar`,
      ].join("\n"),
    );
  });

  test("the checksum files of two sources disagree", async () => {
    const { server, project } = await bumped();
    server.at(`${OWN}.sha256`, SHA256).at(`${MAVEN}.jar.sha256`, "f".repeat(64));
    expect(await refusal(project)).toBe(
      [
        "1 problem, nothing was written:",
        `${NEW}: sources disagree`,
        `  sha256 ${SHA256} by SERVER${OWN}.sha256`,
        `  sha256 ${"f".repeat(64)} by SERVER${MAVEN}.jar.sha256`,
      ].join("\n"),
    );
  });

  test("the checksum of an unchanged version is another one now", async () => {
    const { server, project } = await bumped();
    await project.run();
    const other = jarOf("ANOTHER driver");
    server.at(OWN, other).at(`${MAVEN}.jar`, other);
    expect(await refusal(project, ["--upgrade", NEW])).toBe(
      [
        "1 problem, nothing was written:",
        `${NEW}: its checksum changed although its version did not: an attack, or another release under the same name`,
        `  sha256 ${SHA256} by the lock`,
        `  sha256 ${hash("sha256", other)} by the sources`,
        `  to take it all the same: npx projen lock --accept-changed ${NEW}`,
      ].join("\n"),
    );
    expect((await project.run(["--accept-changed", NEW])).lines).toEqual([
      "lock.json: 1 with the same version",
      "  org.postgresql:postgresql 42.7.14: another checksum",
    ]);
    expect((await project.lock()).jars[NEW].sha256).toBe(hash("sha256", other));
  });
});

describe("a matrix that asks for RAPIDS on Scala 2.12", () => {
  const RAPIDS = "com.nvidia:rapids-4-spark_2.12:26.08.1";
  const path = "/com/nvidia/rapids-4-spark_2.12/26.08.1/rapids-4-spark_2.12-26.08.1";
  const project = async (server: SourceServer) =>
    LockProject.make(server, ({ matrix }) => {
      matrix.images.platforms = ["linux/amd64"];
      matrix.rapids = { version: "26.08.1" };
      matrix.runtimes[0].layers.push("jars-rapids");
    });

  test("is refused where no source has that jar", async () => {
    const server = await SourceServer.start();
    const { error } = await (await project(server)).run();
    expect(error.replaceAll(server.url, "SERVER").split("\nWhat no source gives")[0]).toBe(
      [
        "1 problem, nothing was written:",
        `${RAPIDS}: no source gives it`,
        `  SERVER/nvidia${path}.jar: answers 404`,
        `  SERVER/maven${path}.jar: answers 404`,
      ].join("\n"),
    );
  });

  test("is locked by the same code where a source has it", async () => {
    const server = await SourceServer.start();
    server
      .at(`/nvidia${path}.jar`, jarOf("rapids"))
      .at(`/nvidia${path}.pom`, pomOf("Apache License, Version 2.0"));
    const made = await project(server);
    expect((await made.run()).lines).toEqual([
      "lock.json: 1 added",
      "  com.nvidia:rapids-4-spark_2.12 26.08.1 added",
    ]);
    expect((await made.lock()).jars[RAPIDS]).toMatchObject({
      license: "Apache-2.0",
      sha256: hash("sha256", jarOf("rapids")),
      sources: [`${server.url}/nvidia${path}.jar`, `${server.url}/maven${path}.jar`],
    });
  });
});
