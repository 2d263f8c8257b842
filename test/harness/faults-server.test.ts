import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { get as getSecurely } from "node:https";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { hashText } from "../../harness/checksum";
import {
  CUT_OFF,
  EMPTY,
  HANGING,
  HELD,
  HTML_PAGE,
  OTHER_BYTES,
  REDIRECT_LOOP,
  RESET,
  SHORTENED,
  SILENT,
  status,
  type Answer,
} from "../../harness/faults/answers";
import { makeAuthority } from "../../harness/faults/certificate";
import { FaultServer } from "../../harness/faults/fault-server";
import { startMirror } from "../../harness/mirror";
import { RouteTable } from "../../harness/routes";

const FILE = "some.jar";
const TEXT = "the right bytes\n".repeat(10_000);
const RIGHT = Buffer.from(TEXT);
const HEX = hashText(TEXT);

let folder: string;
let mirror: string;
let server: FaultServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "faults-"));
  const file = join(folder, HEX);
  await writeFile(file, RIGHT);
  const routes = new RouteTable();
  routes.add({ path: `/one/${FILE}`, file }, { path: `/two/deep/${FILE}`, file });
  routes.addPythonFile("some", { filename: "some.whl", sha256: HEX }, file);
  const good = await startMirror(routes, 0);
  mirror = good.url;
  server = await FaultServer.start({ first: `${mirror}/one`, second: `${mirror}/two` });
  return async () => {
    await server.close();
    await good.close();
    await rm(folder, { recursive: true });
  };
});

function disturb(answer: Answer, times = Infinity): void {
  server.begin([{ source: "first", file: FILE, answer, times }]);
}

function ask(options: RequestInit = {}): Promise<Response> {
  return fetch(`${server.urlOf("first", "tag")}/${FILE}`, options);
}

async function bytes(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

describe("the mirror with faults", () => {
  it("passes on what is not disturbed, with its headers, and notes the body's hash", async () => {
    const response = await fetch(`${server.urlOf("second", "any")}/deep/${FILE}?action=download`);
    expect([response.status, response.headers.get("content-length")]).toEqual([200, String(RIGHT.length)]);
    expect(response.headers.get("cache-control")).toContain("max-age=31536000");
    expect(await bytes(response)).toEqual(RIGHT);
    await expect.poll(() => server.seen[0]?.body?.sha256).toBe(HEX);
    expect(server.seen).toMatchObject([{ source: "second", file: FILE, answer: "good" }]);
  });

  it("passes on the good mirror's own paths as the first source's", async () => {
    expect(await bytes(await fetch(`${server.url}/wheels/some.whl`))).toEqual(RIGHT);
    expect(server.seen).toMatchObject([{ source: "first", file: "some.whl" }]);
  });

  it("passes on a range", async () => {
    const response = await ask({ headers: { Range: "bytes=4-8" } });
    expect([response.status, response.headers.get("content-range")]).toEqual([
      206,
      `bytes 4-8/${RIGHT.length}`,
    ]);
    expect(await response.text()).toBe("right");
  });

  it("passes on the good mirror's refusals", async () => {
    expect((await fetch(`${server.urlOf("first", "tag")}/other.jar`)).status).toBe(404);
  });

  it("answers wrongly as often as it is told, for that file of that source", async () => {
    disturb(status(503), 2);
    const other = await fetch(`${server.urlOf("second", "tag")}/deep/${FILE}`);
    const statuses = [other, await ask(), await ask(), await ask()].map((response) => response.status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    expect(server.seen.map(({ answer }) => answer)).toEqual(["good", "503", "503", "good"]);
  });

  it("gives the wrong answers in the order in which they are told", async () => {
    const fault = { source: "first", file: FILE, times: 1 };
    server.begin([
      { ...fault, answer: status(500) },
      { ...fault, answer: status(404) },
    ]);
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([500, 404, 200]);
  });

  it("forgets faults and requests when it begins anew", async () => {
    disturb(status(503));
    await ask();
    server.begin([]);
    expect(server.seen).toEqual([]);
    expect((await ask()).status).toBe(200);
  });

  it("speaks TLS with a certificate that its own authority signed", async () => {
    const authority = await makeAuthority(folder);
    const secure = await FaultServer.start({ first: `${mirror}/one` }, authority);
    onTestFinished(() => secure.close());
    const url = `${secure.urlOf("first", "tag")}/${FILE}`;
    const [response] = (await once(getSecurely(url, { ca: authority.cert }), "response")) as [
      IncomingMessage,
    ];
    expect(await buffer(response)).toEqual(RIGHT);
    await expect(once(getSecurely(url), "response")).rejects.toThrow(/self.signed certificate/);
  });
});

describe("a wrong answer", () => {
  it("can be a status with headers", async () => {
    disturb(status(429, { "retry-after": "3" }));
    const response = await ask();
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "3"]);
  });

  it("can be half of the file under the whole length", async () => {
    disturb(CUT_OFF);
    const response = await ask();
    expect(response.headers.get("content-length")).toBe(String(RIGHT.length));
    await expect(bytes(response)).rejects.toThrow();
    expect(server.seen[0]?.body).toBeUndefined();
  });

  it("can be half of the file under its own length", async () => {
    disturb(SHORTENED);
    expect(await bytes(await ask())).toEqual(RIGHT.subarray(0, RIGHT.length / 2));
  });

  it("can be an HTML page with 200", async () => {
    disturb(HTML_PAGE);
    const response = await ask();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html"]);
    const text = await response.text();
    expect(text).toContain("<html>");
    await expect.poll(() => server.seen[0]?.body?.sha256).toBe(hashText(text));
  });

  it("can be other bytes of the same length, under the same headers", async () => {
    disturb(OTHER_BYTES);
    const response = await ask();
    expect(response.headers.get("cache-control")).toContain("max-age=31536000");
    const found = await bytes(response);
    expect(found.length).toBe(RIGHT.length);
    expect(found.filter((byte, index) => byte !== RIGHT[index])).toHaveLength(1);
  });

  it("can be no byte with 200", async () => {
    disturb(EMPTY);
    const response = await ask();
    expect([response.status, (await bytes(response)).length]).toEqual([200, 0]);
  });

  it("can be a redirect to itself", async () => {
    disturb(REDIRECT_LOOP);
    const response = await ask({ redirect: "manual" });
    const url = new URL(response.headers.get("location") ?? "", response.url);
    expect([response.status, url.pathname]).toEqual([302, new URL(response.url).pathname]);
  });

  it("can be a connection that is reset", async () => {
    disturb(RESET);
    await expect(ask()).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  });

  it("can be headers with nothing behind them, until the client goes away", async () => {
    disturb(HANGING);
    const abort = new AbortController();
    const response = await ask({ signal: abort.signal });
    expect(response.headers.get("content-length")).toBe(String(RIGHT.length));
    abort.abort();
    await expect(bytes(response)).rejects.toThrow();
  });

  it("can be no answer, until the client goes away", async () => {
    disturb(SILENT);
    const abort = new AbortController();
    const asked = ask({ signal: abort.signal });
    await expect.poll(() => server.seen.map(({ answer }) => answer)).toEqual(["silent"]);
    abort.abort();
    await expect(asked).rejects.toThrow();
  });

  it("can be the file, of which the second half waits", async () => {
    const gate = server.begin([{ source: "first", file: FILE, answer: HELD, times: 1 }]);
    const response = await ask();
    await gate.reached;
    const reader = response.body?.getReader();
    const received: Uint8Array[] = [];
    const size = () => received.reduce((sum, chunk) => sum + chunk.length, 0);
    const read = async (until: number) => {
      while (size() < until) received.push((await reader?.read())?.value ?? new Uint8Array());
    };
    await read(RIGHT.length / 2);
    expect(size()).toBe(RIGHT.length / 2);
    gate.open();
    await read(RIGHT.length);
    expect(Buffer.concat(received)).toEqual(RIGHT);
  });
});
