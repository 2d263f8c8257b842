import { createReadStream, createWriteStream } from "node:fs";
import { chmod, mkdir, readFile, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip, gzipSync } from "node:zlib";
import { extract, pack } from "tar-stream";
import { expect, test } from "vitest";
import { packFolder, repack } from "../../harness/stand-ins/archive";
import { sparkPlacement } from "../../harness/stand-ins/spark";
import { temporaryFolder } from "./temporary-folder";

/** Files in an order of their own, with a time and mode of their own. */
async function makeTree(order: readonly string[], time: number, mode: number): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "bin"), { mode: 0o700 });
  for (const path of order) {
    await writeFile(join(folder, path), `content of ${path}`, { mode });
    await utimes(join(folder, path), time, time);
  }
  await chmod(join(folder, "bin", "python3.10"), mode | 0o100);
  await symlink("python3.10", join(folder, "bin", "python3"));
  return folder;
}

/** The archive's entries in their order: type, mode, owner, size, seconds since 1970, path. */
async function listed(file: string): Promise<string[]> {
  const entries: string[] = [];
  const archive = extract();
  const read = pipeline(createReadStream(file), createGunzip(), archive);
  for await (const entry of archive) {
    const { type, mode = 0, uid, gid, size, mtime, name, linkname } = entry.header;
    const seconds = (mtime?.getTime() ?? Number.NaN) / 1000;
    const link = linkname ? ` -> ${linkname}` : "";
    entries.push(`${type} ${mode.toString(8)} ${uid}/${gid} ${size} ${seconds} ${name}${link}`);
    entry.resume();
  }
  await read;
  return entries;
}

test("a folder's archive does not depend on the files' order, times, owners or umask", async () => {
  const target = await temporaryFolder();
  const one = await makeTree(["bin/python3.10", "LICENSE", "a.py"], 1_000_000_000, 0o644);
  const other = await makeTree(["a.py", "LICENSE", "bin/python3.10"], 1_500_000_000, 0o600);
  await packFolder(one, "python", join(target, "one.tar.gz"));
  await packFolder(other, "python", join(target, "other.tar.gz"));
  expect(await readFile(join(target, "one.tar.gz"))).toEqual(await readFile(join(target, "other.tar.gz")));
});

test("a folder's archive is sorted, owned by root, of 1970, and keeps links and executable bits", async () => {
  const target = join(await temporaryFolder(), "one.tar.gz");
  await packFolder(
    await makeTree(["bin/python3.10", "LICENSE", "a.py"], 1_000_000_000, 0o600),
    "python",
    target,
  );
  expect(await listed(target)).toEqual([
    "directory 755 0/0 0 0 python",
    "file 644 0/0 18 0 python/LICENSE",
    "file 644 0/0 15 0 python/a.py",
    "directory 755 0/0 0 0 python/bin",
    "symlink 755 0/0 0 0 python/bin/python3 -> python3.10",
    "file 755 0/0 25 0 python/bin/python3.10",
  ]);
});

test("other content gives another archive", async () => {
  const target = await temporaryFolder();
  const folder = await makeTree(["bin/python3.10", "a.py"], 1_000_000_000, 0o644);
  await packFolder(folder, "python", join(target, "one.tar.gz"));
  await writeFile(join(folder, "a.py"), "content of b.py");
  await packFolder(folder, "python", join(target, "other.tar.gz"));
  expect(await readFile(join(target, "one.tar.gz"))).not.toEqual(
    await readFile(join(target, "other.tar.gz")),
  );
});

const SDIST = [
  "LICENSE",
  "deps/bin/spark-submit",
  "deps/jars/spark-core.jar",
  "deps/licenses/LICENSE-x.txt",
  "deps/sbin/start.sh",
  "lib/py4j-0.10.9.9-src.zip",
  "pyspark.egg-info/SOURCES.txt",
  "pyspark/__init__.py",
  "setup.py",
];

/** A tiny PySpark source package. */
async function makeSdist(): Promise<string> {
  const sdist = join(await temporaryFolder(), "pyspark-4.1.1.tar.gz");
  const archive = pack();
  archive.entry({ name: "pyspark-4.1.1/deps/", type: "directory", uid: 7 });
  for (const path of SDIST) archive.entry({ name: `pyspark-4.1.1/${path}`, uid: 7, mode: 0o600 }, path);
  archive.finalize();
  await pipeline(archive, createGzip(), createWriteStream(sdist));
  return sdist;
}

test("PySpark's source package becomes the layout of Spark's distribution", async () => {
  const target = join(await temporaryFolder(), "spark.tgz");
  await repack(await makeSdist(), target, sparkPlacement("4.1.1"));
  const root = "spark-4.1.1-bin-hadoop3";
  expect(await listed(target)).toEqual([
    `directory 755 0/0 0 0 ${root}`,
    `file 644 0/0 7 0 ${root}/LICENSE`,
    `file 755 0/0 21 0 ${root}/bin/spark-submit`,
    `file 644 0/0 24 0 ${root}/jars/spark-core.jar`,
    `file 644 0/0 27 0 ${root}/licenses/LICENSE-x.txt`,
    `file 755 0/0 18 0 ${root}/sbin/start.sh`,
    `file 644 0/0 25 0 ${root}/python/lib/py4j-0.10.9.9-src.zip`,
    `file 644 0/0 19 0 ${root}/python/pyspark/__init__.py`,
  ]);
});

test("repacking the same package twice gives the same bytes", async () => {
  const target = await temporaryFolder();
  const sdist = await makeSdist();
  await repack(sdist, join(target, "one.tgz"), sparkPlacement("4.1.1"));
  await repack(sdist, join(target, "other.tgz"), sparkPlacement("4.1.1"));
  expect(await readFile(join(target, "one.tgz"))).toEqual(await readFile(join(target, "other.tgz")));
});

test.each([
  ["a truncated package", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ["a page in the place of a package", () => Buffer.from("<html></html>")],
  ["a package that is no archive", () => gzipSync(Buffer.alloc(2048, "x"))],
])("%s is refused", async (_, spoil) => {
  const sdist = await makeSdist();
  await writeFile(sdist, spoil(await readFile(sdist)));
  await expect(repack(sdist, `${sdist}.tgz`, sparkPlacement("4.1.1"))).rejects.toThrow();
});
