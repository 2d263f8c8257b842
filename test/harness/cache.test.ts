import { mkdir, readdir, readFile, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ArtifactCache, type Producer } from "../../harness/cache";
import { cacheFolder } from "../../harness/cache-folder";
import { hashText, sha256, sha512, type Checksum } from "../../harness/checksum";
import { temporaryFolder } from "./temporary-folder";

const TEXT = "the right bytes";
const CHECKSUM = sha256(hashText(TEXT));

async function newCache() {
  const reports: string[] = [];
  const cache = new ArtifactCache(await temporaryFolder(), (line) => reports.push(line));
  return { cache, reports };
}

/** A producer that counts how often it is asked and writes a text. */
function producerOf(text: string) {
  const calls: string[] = [];
  const produce: Producer = async (folder) => {
    calls.push(folder);
    const file = join(folder, "made");
    await writeFile(file, text);
    return file;
  };
  return { calls, produce };
}

/** A producer that must not be asked. */
const unexpected: Producer = () => Promise.reject(new Error("produced although the file was there"));

async function entriesOf(cache: ArtifactCache, { algorithm }: Checksum): Promise<string[]> {
  return readdir(join(cache.folder, "artifacts", algorithm)).catch(() => []);
}

test("a file is kept under its checksum and fetched once", async () => {
  const { cache } = await newCache();
  const file = await cache.get("a.jar", CHECKSUM, producerOf(TEXT).produce);
  expect(file).toBe(join(cache.folder, "artifacts", "sha256", CHECKSUM.hex));
  expect(await cache.get("a.jar", CHECKSUM, unexpected)).toBe(file);
  expect(await readFile(file, "utf8")).toBe(TEXT);
});

test("SHA-512 checksums have a folder of their own", () => {
  const cache = new ArtifactCache("/cache", () => undefined);
  expect(cache.pathOf(sha512("ab"))).toBe(join("/cache", "artifacts", "sha512", "ab"));
});

test.each([
  ["other bytes of the same length", (file: string) => writeFile(file, "the wrong bytes")],
  ["a truncated file", (file: string) => truncate(file, 3)],
  ["an empty file", (file: string) => writeFile(file, "")],
])("%s in the cache is reported, removed and fetched again", async (_, damage) => {
  const { cache, reports } = await newCache();
  const file = await cache.get("a.jar", CHECKSUM, producerOf(TEXT).produce);
  await damage(file);
  const again = producerOf(TEXT);
  await cache.get("a.jar", CHECKSUM, again.produce);
  expect(again.calls).toHaveLength(1);
  expect(await readFile(file, "utf8")).toBe(TEXT);
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatch(
    /^cache: a\.jar is damaged \(expected sha256 [0-9a-f]{64}, found [0-9a-f]{64}\): it is fetched again$/,
  );
});

test("damage is found even when the file's size and modification time stay the same", async () => {
  const { cache, reports } = await newCache();
  const file = await cache.get("a.jar", CHECKSUM, producerOf(TEXT).produce);
  await utimes(file, 1, 1);
  await cache.get("a.jar", CHECKSUM, unexpected);
  await writeFile(file, "the wrong bytes");
  await utimes(file, 1, 1);
  await cache.get("a.jar", CHECKSUM, producerOf(TEXT).produce);
  expect(reports).toHaveLength(1);
});

test("a touched file with the right bytes is not fetched again", async () => {
  const { cache, reports } = await newCache();
  const file = await cache.get("a.jar", CHECKSUM, producerOf(TEXT).produce);
  await utimes(file, 1, 1);
  expect(await cache.get("a.jar", CHECKSUM, unexpected)).toBe(file);
  expect(reports).toEqual([]);
});

test("a producer that brings other bytes is an error with both checksums, and nothing is kept", async () => {
  const { cache } = await newCache();
  const found = hashText("<html>");
  await expect(cache.get("a.jar", CHECKSUM, producerOf("<html>").produce)).rejects.toThrow(
    new Error(
      `a.jar has another checksum: expected sha256 ${CHECKSUM.hex}, found ${found}. Nothing was kept.`,
    ),
  );
  expect(await entriesOf(cache, CHECKSUM)).toEqual([]);
});

test("an interrupted producer leaves nothing behind", async () => {
  const { cache } = await newCache();
  const interrupted: Producer = async (folder) => {
    await writeFile(join(folder, "half"), "the ri");
    throw new Error("the connection broke");
  };
  await expect(cache.get("a.jar", CHECKSUM, interrupted)).rejects.toThrow("the connection broke");
  expect(await readdir(join(cache.folder, "staging"))).toEqual([]);
  expect(await entriesOf(cache, CHECKSUM)).toEqual([]);
  expect(await readFile(await cache.get("a.jar", CHECKSUM, producerOf(TEXT).produce), "utf8")).toBe(TEXT);
});

test("what a killed process left in staging is removed, what a running one has there stays", async () => {
  const { cache } = await newCache();
  const dead = join(cache.folder, "staging", "999999999-abc");
  const alive = join(cache.folder, "staging", `${process.ppid}-abc`);
  for (const folder of [dead, alive]) await mkdir(folder, { recursive: true });
  await cache.get("a.jar", CHECKSUM, producerOf(TEXT).produce);
  expect(await readdir(join(cache.folder, "staging"))).toEqual([`${process.ppid}-abc`]);
});

test("two requests at once for one file fetch it once", async () => {
  const { cache } = await newCache();
  const { calls, produce } = producerOf(TEXT);
  const files = await Promise.all([
    cache.get("a.jar", CHECKSUM, produce),
    cache.get("a.jar", CHECKSUM, produce),
  ]);
  expect(new Set(files).size).toBe(1);
  expect(calls).toHaveLength(1);
});

test("two caches on one folder at once both get the right bytes", async () => {
  const { cache } = await newCache();
  const other = new ArtifactCache(cache.folder, () => undefined);
  const files = await Promise.all(
    [cache, other].map((one) => one.get("a.jar", CHECKSUM, producerOf(TEXT).produce)),
  );
  expect(await Promise.all(files.map((file) => readFile(file, "utf8")))).toEqual([TEXT, TEXT]);
});

test("a derived file is made once for its recipe", async () => {
  const { cache } = await newCache();
  const first = await cache.derive("stand-in", "recipe 1", "sha256", producerOf(TEXT).produce);
  expect(first).toEqual({ file: cache.pathOf(CHECKSUM), checksum: CHECKSUM });
  expect(await cache.derive("stand-in", "recipe 1", "sha256", unexpected)).toEqual(first);
});

test("a derived file is made again for another recipe", async () => {
  const { cache } = await newCache();
  await cache.derive("stand-in", "recipe 1", "sha256", producerOf(TEXT).produce);
  const { checksum } = await cache.derive("stand-in", "recipe 2", "sha256", producerOf("other").produce);
  expect(checksum.hex).toBe(hashText("other"));
});

test("a damaged derived file is made again", async () => {
  const { cache, reports } = await newCache();
  const { file } = await cache.derive("stand-in", "recipe 1", "sha256", producerOf(TEXT).produce);
  await writeFile(file, "the wrong bytes");
  await cache.derive("stand-in", "recipe 1", "sha256", producerOf(TEXT).produce);
  expect(await readFile(file, "utf8")).toBe(TEXT);
  expect(reports).toHaveLength(1);
});

test.each([
  [{ SPARK_K8S_CACHE: "/a", XDG_CACHE_HOME: "/b" }, "/a"],
  [{ XDG_CACHE_HOME: "/b" }, "/b/spark-k8s-images"],
])("with %j the cache is in %s", (environment, folder) => {
  expect(cacheFolder(environment)).toBe(folder);
});

test("without settings the cache is in the home folder", () => {
  expect(cacheFolder({})).toMatch(/\/\.cache\/spark-k8s-images$/);
});
