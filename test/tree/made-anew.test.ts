import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { platformsOf } from "../../commands/lock/wheels/platforms";
import type { Lock } from "../../src/model/lock";
import type { Matrix, RuntimeSettings } from "../../src/model/matrix";
import { parse } from "../../src/parse/parse";
import { readFolder } from "../../src/plan";
import { type Json, ROOT } from "../generator/fixture";
import { LockProject } from "../lock/lock-project";
import { hasTools, reason, tools } from "../lock/locked-wheels";
import { mirrorsAt, serveReleases, uvWithBuilds } from "../lock/released";
import { SourceServer } from "../lock/source-server";

interface Committed {
  readonly matrix: Matrix;
  readonly lock: Lock;
}

const [PROJECT, NEWEST, SURGERY] = [".", "examples/newest", "examples/jar-surgery"].map(
  (folder): Committed => {
    const { matrix, lock } = parse(readFolder(ROOT, folder));
    return { matrix: matrix.draft as Matrix, lock: lock.draft as Lock };
  },
) as [Committed, Committed, Committed];

/** A matrix that is left with one Spark, and with the runtimes that have it. */
function withOne(spark: string, { matrix, lock }: Committed): Committed {
  const runtimes = matrix.runtimes.flatMap((runtime): RuntimeSettings[] => {
    if (runtime.spark === "all") return [runtime];
    return runtime.spark.includes(spark) ? [{ ...runtime, spark: [spark] }] : [];
  });
  return { matrix: { ...matrix, spark: [spark], runtimes } as Matrix, lock };
}

/** What a lock says for a matrix, but for checksums of files that the test made, and what follows from them. */
function facts(lock: Lock, matrix: Matrix): Json {
  const platforms = new Set<string>(["any", ...platformsOf(matrix)]);
  const plain = JSON.parse(JSON.stringify(lock)) as Json;
  for (const item of [...Object.values<Json>(plain.spark), ...Object.values<Json>(plain.pyspark)]) {
    if (item.jars) item.jars = Object.keys(item.jars.files);
    for (const key of ["sha256", "sha512", "size", "sources", "verified"]) delete item[key];
  }
  for (const build of Object.values<Json>(plain.python))
    build.platforms = Object.values<Json>(build.platforms).map(({ file }) => file);
  plain.jars = Object.fromEntries(
    Object.entries<Json>(plain.jars).map(([key, { file, license }]) => [key, { file, license }]),
  );
  for (const locked of Object.values<Json>(plain.wheels).flatMap((packages) =>
    Object.values<Json>(packages),
  )) {
    delete locked.attention;
    locked.files = locked.files.filter(({ platform }: Json) => platforms.has(platform));
    for (const file of locked.files) delete file.verified;
  }
  const { $schema: _, images: __, ...rest } = plain;
  return rest;
}

/** A project of a committed matrix whose sources are all on a server, and the command on it. */
async function from({ matrix, lock }: Committed) {
  const server = await SourceServer.start();
  await serveReleases(server, lock);
  const project = await LockProject.make(server);
  const { host } = new URL(server.url);
  const [debian, cuda] = [matrix.debian, matrix.cuda].map(
    (settings) => settings && { ...settings, ...(settings.image && { image: `${host}/${settings.image}` }) },
  );
  await project.write("matrix.json", {
    ...matrix,
    mirrors: mirrorsAt(server.url),
    debian,
    ...(cuda && { cuda }),
  });
  const uv = await uvWithBuilds(tools.uv, project.cache, lock);
  return { project, run: () => project.run([], {}, () => Promise.resolve({ ...tools, uv })) };
}

/** What a lock keeps of what a matrix needs. */
function needed({ lock, matrix }: Committed, made: Lock): Json {
  const only = (section: "jars" | "pyspark" | "spark") =>
    Object.fromEntries(Object.keys(made[section]).map((key) => [key, lock[section][key]]));
  return facts(
    { ...lock, jars: only("jars"), pyspark: only("pyspark"), spark: only("spark") } as Lock,
    matrix,
  );
}

describe.skipIf(!hasTools)(`the lock is made anew${reason}`, () => {
  test.each([
    ["from no file, for the project's matrix", PROJECT, undefined],
    ["from an empty file, for the newest versions", NEWEST, ""],
    [
      "from conflict markers, for an example of jar surgery",
      SURGERY,
      "<<<<<<< HEAD\n{\n=======\n[\n>>>>>>> main\n",
    ],
  ])("%s, with every fact that is committed", async (_, committed, text) => {
    const { project, run } = await from(committed);
    const path = join(project.folder, "lock.json");
    await (text === undefined ? rm(path) : writeFile(path, text));
    expect((await run()).error).toBe("");
    expect(facts(await project.lock(), committed.matrix)).toEqual(facts(committed.lock, committed.matrix));
    expect((await project.run(["--check"])).code).toBe(0);
  });

  const single = [PROJECT, NEWEST, SURGERY].flatMap((committed) =>
    committed.matrix.spark.map((spark) => [spark, withOne(spark, committed)] as const),
  );
  test.each(single)("for Spark %s alone", async (spark, committed) => {
    const { project, run } = await from(committed);
    await rm(join(project.folder, "lock.json"));
    expect((await run()).error).toBe("");
    const lock = (await project.lock()) as Lock;
    expect(Object.keys(lock.spark)).toEqual([spark]);
    expect(facts(lock, committed.matrix)).toEqual(needed(committed, lock));
  });
});
