import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Folder, type Outcome, run, scriptText } from "./run-script";

const GOOD = Buffer.from("the right bytes\n".repeat(1000));
const SHA256 = createHash("sha256").update(GOOD).digest("hex");
const SHA512 = createHash("sha512").update(GOOD).digest("hex");

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const good: Answer = (_request, response) => response.end(GOOD);
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(code, headers).end();
const body =
  (text: string | Buffer): Answer =>
  (_request, response) =>
    response.end(text);
const truncated: Answer = (_request, response) => {
  response.writeHead(200, { "content-length": String(GOOD.length) });
  response.write(GOOD.subarray(0, 100), () => response.destroy());
};

let folder: Folder;
let server: Server;
let requests: string[];
let answers: Record<string, Answer[]>;

beforeEach(async () => {
  folder = new Folder();
  requests = [];
  answers = {};
  server = createServer((request, response) => {
    const url = request.url ?? "";
    requests.push(url);
    const queue = answers[url] ?? [];
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    (answer ?? status(404))(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  folder.remove();
});

const url = (path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
const target = (): string => join(folder.path, "out", "artifact.jar");
const stored = (): string => join(folder.path, "cache/sha256", SHA256);

function fetch(
  urls: readonly string[],
  env: NodeJS.ProcessEnv = {},
  checksum = `sha256:${SHA256}`,
): Promise<Outcome> {
  const script = folder.script("fetch", scriptText("fetch.sh"));
  const settings = {
    FETCH_CACHE: join(folder.path, "cache"),
    FETCH_ROUNDS: "2",
    FETCH_PAUSE: "0",
    FETCH_STALL: "1",
  };
  return run(script, ["artifact.jar", checksum, target(), ...urls], { ...settings, ...env });
}

/** The download is there, it alone is in the cache, and the command ended well. */
function delivered(outcome: Outcome): void {
  expect(outcome).toMatchObject({ status: 0, out: "" });
  expect(readFileSync(target())).toEqual(GOOD);
  expect(readdirSync(join(folder.path, "cache/sha256")).sort()).toEqual([SHA256, `${SHA256}.lock`]);
}

/** Nothing was delivered and nothing stays in the cache. */
function refused(outcome: Outcome, message: string): void {
  expect(outcome.status).toBe(1);
  expect(outcome.err).toContain(message);
  expect(existsSync(target())).toBe(false);
  expect(existsSync(stored())).toBe(false);
  expect(readdirSync(join(folder.path, "cache/sha256"))).toEqual([`${SHA256}.lock`]);
}

describe("fetch", () => {
  it("takes the first source when it is good, and does not ask the second", async () => {
    answers = { "/a": [good], "/b": [good] };
    delivered(await fetch([url("/a"), url("/b")]));
    expect(requests).toEqual(["/a"]);
  });

  it("downloads nothing a second time", async () => {
    answers = { "/a": [good] };
    await fetch([url("/a")]);
    const outcome = await fetch([url("/a")]);
    delivered(outcome);
    expect(outcome.err).toContain("in the cache");
    expect(requests).toEqual(["/a"]);
  });

  it("checks SHA-512 as well", async () => {
    answers = { "/a": [good] };
    expect((await fetch([url("/a")], {}, `sha512:${SHA512}`)).status).toBe(0);
    expect(readFileSync(join(folder.path, "cache/sha512", SHA512))).toEqual(GOOD);
  });

  it("passes over a source that is set to nothing", async () => {
    answers = { "/b": [good] };
    delivered(await fetch(["/artifact.jar", url("/b")]));
    expect(requests).toEqual(["/b"]);
  });

  it.each([
    ["answers 404", status(404)],
    ["sends an HTML page with 200", body("<html><body>Pick a mirror</body></html>")],
    ["sends other bytes of the same length", body(Buffer.alloc(GOOD.length, 1))],
    ["sends nothing", body("")],
    ["truncates", truncated],
    ["redirects to a file", status(302, { location: "file:///etc/hostname" })],
  ])("goes to the next source when one %s", async (_what, answer) => {
    answers = { "/a": [answer], "/b": [good] };
    delivered(await fetch([url("/a"), url("/b")]));
    expect(requests.at(-1)).toBe("/b");
  });

  it.each([
    ["500", status(500)],
    ["429 with Retry-After", status(429, { "retry-after": "1" })],
  ])("asks a source again after %s", async (_what, answer) => {
    answers = { "/a": [answer, good] };
    delivered(await fetch([url("/a")]));
    expect(requests).toEqual(["/a", "/a"]);
  });

  it("keeps to a Retry-After, a number or a date", async () => {
    const slept = join(folder.path, "slept");
    folder.script("sleep", `#!/bin/sh\necho "$1" >>"${slept}"\n`);
    const date = new Date(Date.now() + 100_000).toUTCString();
    answers = {
      "/a": [status(429, { "retry-after": "08" }), status(503, { "retry-after": date }), status(500), good],
    };
    delivered(await fetch([url("/a")], { FETCH_PAUSE: "2", PATH: `${folder.path}:${process.env["PATH"]}` }));
    const [number, untilDate, none] = readFileSync(slept, "utf8").trim().split("\n").map(Number);
    expect([number, none]).toEqual([8, 4]);
    expect(untilDate).toBeGreaterThan(80);
    expect(untilDate).toBeLessThanOrEqual(100);
  });

  it("asks a source again that refuses the connection", async () => {
    const slept = join(folder.path, "slept");
    folder.script("sleep", `#!/bin/sh\necho "$1" >>"${slept}"\n`);
    const closed = url("/a");
    await new Promise((resolve) => server.close(resolve));
    const env = { FETCH_ROUNDS: "1", FETCH_PAUSE: "2", PATH: `${folder.path}:${process.env["PATH"]}` };
    refused(await fetch([closed], env), "not downloaded in 1 rounds");
    expect(readFileSync(slept, "utf8")).toBe("1\n2\n4\n8\n");
  });

  it("goes to the next source rather than wait more than three minutes", async () => {
    answers = { "/a": [status(429, { "retry-after": "181" })], "/b": [good] };
    delivered(await fetch([url("/a"), url("/b")]));
    expect(requests).toEqual(["/a", "/b"]);
  });

  it("asks a source five times in a round", async () => {
    answers = { "/a": [status(503)], "/b": [good] };
    delivered(await fetch([url("/a"), url("/b")]));
    expect(requests).toEqual(["/a", "/a", "/a", "/a", "/a", "/b"]);
  });

  it("gives up on a source that hangs, and goes to the next at once", async () => {
    answers = { "/a": [() => {}], "/b": [good] };
    delivered(await fetch([url("/a"), url("/b")]));
    expect(requests).toEqual(["/a", "/b"]);
  });

  it("follows a redirect", async () => {
    answers = { "/a": [status(302, { location: "/b" })], "/b": [good] };
    delivered(await fetch([url("/a")]));
  });

  it("names the artifact, what was expected and what came", async () => {
    answers = { "/a": [body("<!DOCTYPE html><title>Not found</title>")] };
    const actual = createHash("sha256").update("<!DOCTYPE html><title>Not found</title>").digest("hex");
    const outcome = await fetch([url("/a")]);
    refused(
      outcome,
      `fetch artifact.jar: expected sha256 ${SHA256}, got ${actual}: 39 bytes, an HTML page, from ${url("/a")}`,
    );
    expect(outcome.err).toContain(
      `fetch artifact.jar: not downloaded in 2 rounds: expected sha256 ${SHA256} from: ${url("/a")}`,
    );
  });

  it("asks all sources in each round before it gives up", async () => {
    answers = { "/a": [status(404)], "/b": [status(404)] };
    refused(await fetch([url("/a"), url("/b")]), "not downloaded in 2 rounds");
    expect(requests).toEqual(["/a", "/b", "/a", "/b"]);
  });

  it("replaces a damaged file in the cache, and says so", async () => {
    answers = { "/a": [good] };
    await fetch([url("/a")]);
    writeFileSync(stored(), "damaged");
    const outcome = await fetch([url("/a")]);
    delivered(outcome);
    expect(outcome.err).toContain(`damaged in the cache: expected sha256 ${SHA256}, got `);
  });

  it("replaces what an interrupted download left", async () => {
    answers = { "/a": [good] };
    mkdirSync(join(folder.path, "cache/sha256"), { recursive: true });
    writeFileSync(`${stored()}.partial`, "half");
    delivered(await fetch([url("/a")]));
  });

  it("downloads once when two builds share the cache", async () => {
    answers = { "/a": [(_request, response) => setTimeout(() => response.end(GOOD), 300)] };
    const script = folder.script("fetch", scriptText("fetch.sh"));
    const env = { FETCH_CACHE: join(folder.path, "cache") };
    const both = ["1", "2"].map((name) =>
      run(script, [name, `sha256:${SHA256}`, join(folder.path, name), url("/a")], env),
    );
    expect((await Promise.all(both)).map((outcome) => outcome.status)).toEqual([0, 0]);
    expect(requests).toEqual(["/a"]);
    expect(readFileSync(join(folder.path, "2"))).toEqual(GOOD);
  });

  it.each(["sha256:abc", "md5:d41d8cd98f00b204e9800998ecf8427e", "sha256:", ""])(
    "refuses the checksum %j",
    async (checksum) => {
      const outcome = await fetch([url("/a")], {}, checksum);
      expect(outcome.status).toBe(2);
      expect(outcome.err).toContain("expected sha256:<64 digits> or sha512:<128 digits>");
      expect(requests).toEqual([]);
    },
  );
});
