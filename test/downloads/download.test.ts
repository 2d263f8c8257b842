import { readFile, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Downloaded, download } from "../../downloads/download";
import { Http } from "../../downloads/http";
import { temporaryFolder } from "../harness/temporary-folder";
import { hash, jarOf } from "../lock/lock-project";
import { SourceServer } from "../lock/source-server";

const JAR = jarOf("0123456789".repeat(1000));

async function start(attempts = 3) {
  const reports: string[] = [];
  const http = new Http((line) => reports.push(line), { attempts, pause: 1 }, {});
  onTestFinished(() => http.close());
  const [server, folder] = [await SourceServer.start(), await temporaryFolder()];
  return { server, folder, reports, get: getter(http, folder, `${server.url}/a.jar`) };
}

/** Downloads, and says what was there while the file was used. */
function getter(http: Http, folder: string, url: string) {
  return (use: (file: string) => Promise<unknown> = async () => undefined) =>
    download(
      http,
      folder,
      { url, name: "a jar" },
      async (downloaded): Promise<Downloaded & { bytes: Buffer }> => {
        const bytes = await readFile(downloaded.file);
        await use(downloaded.file);
        return { ...downloaded, bytes };
      },
    );
}

async function failing(): Promise<never> {
  throw new Error("not used");
}

const ranges = (server: SourceServer) => server.requests.map(({ headers }) => headers.range);

test("a download yields the file, its size and its hashes, and says its name and bytes", async () => {
  const { server, get, reports } = await start();
  server.at("/a.jar", JAR);
  const { bytes, size, hashes } = await get();
  expect([bytes, size]).toEqual([JAR, JAR.length]);
  expect(hashes).toEqual({
    sha1: hash("sha1", JAR),
    sha256: hash("sha256", JAR),
    sha512: hash("sha512", JAR),
  });
  expect(reports).toEqual(["a jar: 11 kB of 11 kB, downloaded"]);
});

test("a download that is cut off goes on where it was", async () => {
  const { server, get, reports } = await start();
  server.at("/a.jar", { body: JAR, cutAfter: 4000 }, JAR);
  expect((await get()).hashes.sha256).toBe(hash("sha256", JAR));
  expect(ranges(server)).toEqual([undefined, "bytes=4000-"]);
  expect(reports).toContain("a jar: going on after 4 kB of 11 kB");
});

test("what an earlier run left is gone on with", async () => {
  const { server, get } = await start(1);
  server.at("/a.jar", { body: JAR, cutAfter: 4000 }, JAR);
  await expect(get()).rejects.toThrow("was cut off");
  expect((await get()).hashes.sha256).toBe(hash("sha256", JAR));
  expect(ranges(server)).toEqual([undefined, "bytes=4000-"]);
});

test("a file that is another one by now is fetched anew, whole", async () => {
  const other = jarOf("another file".repeat(2000));
  const { server, get } = await start();
  server.at("/a.jar", { body: JAR, cutAfter: 4000 }, other);
  expect((await get()).hashes.sha256).toBe(hash("sha256", other));
});

test("a source that says nothing by which a file is known again is asked for the whole file", async () => {
  const { server, get } = await start();
  server.at("/a.jar", { body: JAR, cutAfter: 4000, headers: { etag: 'W/"weak"' } }, JAR);
  expect((await get()).hashes.sha256).toBe(hash("sha256", JAR));
  expect(ranges(server)).toEqual([undefined, undefined]);
});

test("a file that nobody could use is fetched anew where the source has no more bytes", async () => {
  const { server, get } = await start();
  server.at("/a.jar", JAR, { status: 416 }, JAR);
  await expect(get(failing)).rejects.toThrow("not used");
  expect((await get()).hashes.sha256).toBe(hash("sha256", JAR));
  expect(ranges(server)).toEqual([undefined, `bytes=${JAR.length}-`, undefined]);
});

test("a page instead of a file is refused, and nothing of it stays", async () => {
  const { server, get } = await start();
  server.at("/a.jar", "404, not found");
  await expect(get()).rejects.toThrow("answers with something that is not a zip archive");
  server.at("/a.jar", JAR);
  expect((await get()).hashes.sha256).toBe(hash("sha256", JAR));
});

test("a download that was used leaves nothing", async () => {
  const { server, folder, get } = await start();
  server.at("/a.jar", JAR);
  await get();
  expect(await readdir(folder)).toEqual([]);
});

test("two downloads of one file at once end well, each taking its file away", async () => {
  const { server, folder, get } = await start();
  server.at("/a.jar", JAR);
  const takenTo = (name: string) => get((file) => rename(file, join(folder, name)));
  const both = await Promise.all([takenTo("a"), takenTo("b")]);
  expect(both.map(({ hashes }) => hashes.sha256)).toEqual([hash("sha256", JAR), hash("sha256", JAR)]);
});
