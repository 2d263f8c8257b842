import { mkdir, readFile, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { hashText } from "../../harness/checksum";
import { startMirror, type Mirror } from "../../harness/mirror";
import { RouteTable } from "../../harness/routes";
import { temporaryFolder } from "./temporary-folder";

const BODY = "0123456789";
const HEX = hashText(BODY);
const JAR = "/maven2/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar";
const PYTHON = "/python-build-standalone/20241219/cpython-3.10.16+20241219-install_only.tar.gz";
const WHEEL = "Some.Package-1.0-py3-none-any.whl";

/** A mirror with one file at several paths, on a free port, closed when the test has ended. */
async function newMirror(): Promise<Mirror & { folder: string }> {
  const folder = await temporaryFolder();
  // The cache lies under a hidden folder by default.
  const file = join(folder, ".cache", HEX);
  await mkdir(join(folder, ".cache"));
  await writeFile(file, BODY);
  await writeFile(join(folder, "secret"), "not served");
  const routes = new RouteTable();
  routes.add({ path: JAR, file }, { path: PYTHON, file }, { path: "/gone", file: join(folder, "gone") });
  routes.addPythonFile("Some.Package", { filename: WHEEL, sha256: HEX }, file);
  const mirror = await startMirror(routes, 0);
  onTestFinished(() => mirror.close());
  return { ...mirror, folder };
}

test.each([
  ["a jar", JAR],
  ["a path with a query", `${JAR}?action=download`],
  ["a path with a plain plus sign", PYTHON],
  ["a path with an encoded plus sign", PYTHON.replace("+", "%2B")],
  ["a wheel", `/wheels/${WHEEL}`],
])("the mirror serves %s", async (_, path) => {
  const { url } = await newMirror();
  const response = await fetch(url + path);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(BODY);
});

test("an artifact's answer names its hash, size and date and may be kept for ever", async () => {
  const { url } = await newMirror();
  const { headers } = await fetch(url + JAR);
  expect(headers.get("etag")).toBe(`"${HEX}"`);
  expect(headers.get("content-length")).toBe("10");
  expect(headers.get("last-modified")).toMatch(/ GMT$/);
  expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

test("HEAD gives the headers without the body", async () => {
  const { url } = await newMirror();
  const response = await fetch(url + JAR, { method: "HEAD" });
  expect(response.headers.get("content-length")).toBe("10");
  expect(await response.text()).toBe("");
});

test("a range gives the part of the file that was asked for", async () => {
  const { url } = await newMirror();
  const response = await fetch(url + JAR, { headers: { Range: "bytes=3-5" } });
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe("bytes 3-5/10");
  expect(await response.text()).toBe("345");
});

test("a range behind the file's end is refused", async () => {
  const { url } = await newMirror();
  const response = await fetch(url + JAR, { headers: { Range: "bytes=99-" } });
  expect([response.status, response.headers.get("content-range")]).toEqual([416, "bytes */10"]);
});

test("a client that has the file already gets 304", async () => {
  const { url } = await newMirror();
  // Not fetch, which asks for a fresh answer beside this header.
  const request = get(url + JAR, { headers: { "If-None-Match": `"${HEX}"` } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(304);
  response.resume();
});

test.each([
  ["an unknown path", "/maven2/no/such.jar", 404],
  ["a folder", "/maven2/", 404],
  ["an unknown project", "/simple/other/", 404],
  ["a path that is not well encoded", "/maven2/%E0%A4%A", 404],
  ["a file that is not there any more", "/gone", 500],
])("%s is answered with an error and one sentence", async (_, path, status) => {
  const { url } = await newMirror();
  const response = await fetch(url + path);
  expect(response.status).toBe(status);
  expect(await response.text()).toMatch(/^The mirror .*\.\n$/);
});

test.each([
  "/../secret",
  "/maven2/../../secret",
  "/..%2fsecret",
  "/%2e%2e/secret",
  "/wheels/..%2F..%2Fsecret",
  "//secret",
])("the path %s does not lead out of the mirror", async (path) => {
  const { url } = await newMirror();
  // A raw request: fetch would resolve the dots itself.
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.end(`GET ${path} HTTP/1.1\r\nHost: mirror\r\nConnection: close\r\n\r\n`);
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  expect(answer).not.toContain("not served");
});

test("methods that write are refused", async () => {
  const { url } = await newMirror();
  const response = await fetch(url + JAR, { method: "PUT", body: "x" });
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});

test("a project's page in HTML links its files with their hashes", async () => {
  const { url } = await newMirror();
  const response = await fetch(`${url}/simple/some-package/`);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await response.text()).toContain(`<a href="/wheels/${WHEEL}#sha256=${HEX}">${WHEEL}</a>`);
});

test("a project's page is JSON for a client that accepts it", async () => {
  const { url } = await newMirror();
  const accept =
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01";
  const response = await fetch(`${url}/simple/some-package/`, { headers: { Accept: accept } });
  expect(response.headers.get("content-type")).toBe("application/vnd.pypi.simple.v1+json");
  expect(await response.json()).toEqual({
    meta: { "api-version": "1.0" },
    name: "some-package",
    files: [{ filename: WHEEL, url: `/wheels/${WHEEL}`, hashes: { sha256: HEX } }],
  });
});

test.each(["/simple/some-package", "/simple/Some_Package"])(
  "%s leads to the normalized project's page",
  async (path) => {
    const { url } = await newMirror();
    const response = await fetch(url + path, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([301, "/simple/some-package/"]);
  },
);

test("the log has method, path, status and bytes of every request", async () => {
  const { url, log, folder } = await newMirror();
  await (await fetch(url + JAR)).text();
  await fetch(url + JAR, { method: "HEAD" });
  await (await fetch(`${url}/none`)).text();
  await expect
    .poll(() => log.requests)
    .toEqual([
      { method: "GET", path: JAR, status: 200, bytes: 10 },
      { method: "HEAD", path: JAR, status: 200, bytes: 0 },
      { method: "GET", path: "/none", status: 404, bytes: 25 },
    ]);
  const file = join(folder, "logs", "mirror.log");
  await log.write(file);
  expect(await readFile(file, "utf8")).toBe(`GET ${JAR} 200 10\nHEAD ${JAR} 200 0\nGET /none 404 25\n`);
});

test("a file added while the mirror runs is served", async () => {
  const folder = await temporaryFolder();
  const routes = new RouteTable();
  const mirror = await startMirror(routes, 0);
  onTestFinished(() => mirror.close());
  expect((await fetch(`${mirror.url}/late`)).status).toBe(404);
  await writeFile(join(folder, "late"), "late");
  routes.add({ path: "/late", file: join(folder, "late") });
  expect(await (await fetch(`${mirror.url}/late`)).text()).toBe("late");
});

test("a mirror takes another port where the one it prefers is in use", async () => {
  const first = await newMirror();
  const port = Number(new URL(first.url).port);
  const second = await startMirror(new RouteTable(), port);
  onTestFinished(() => second.close());
  expect(new URL(second.url).port).not.toBe(String(port));
  expect((await fetch(`${second.url}/x`)).status).toBe(404);
});
