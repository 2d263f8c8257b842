import { connect, createServer as createTcpServer } from "node:net";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { Http } from "../../downloads/http";
import { objectionTo } from "../../downloads/permitted";
import { retryAfter } from "../../downloads/retry";
import { makeAuthority } from "../../harness/faults/certificate";
import { temporaryFolder } from "../harness/temporary-folder";
import { SourceServer } from "../lock/source-server";

const QUICK = { attempts: 3, pause: 1 };

function newHttp(environment: NodeJS.ProcessEnv = {}) {
  const reports: string[] = [];
  const http = new Http((line) => reports.push(line), QUICK, environment);
  onTestFinished(() => http.close());
  return { http, reports };
}

test.each([408, 429, 500, 502, 503, 504])(
  "a source that answers %d is asked again, and said to be",
  async (status) => {
    const server = (await SourceServer.start()).at("/a", { status }, { status }, "text");
    const { http, reports } = newHttp();
    expect(await http.text(`${server.url}/a`)).toBe("text");
    expect(reports).toEqual([
      `${server.url}/a: answers ${status}; asking again in 0.0 s`,
      `${server.url}/a: answers ${status}; asking again in 0.0 s`,
    ]);
  },
);

test.each([400, 401, 403, 404, 410])("a source that answers %d is asked once", async (status) => {
  const server = (await SourceServer.start()).at("/a", { status }, "text");
  await expect(newHttp().http.text(`${server.url}/a`)).rejects.toThrow(`${server.url}/a: answers ${status}`);
  expect(server.seen).toEqual(["GET /a"]);
});

test("a source that goes on failing is given up", async () => {
  const server = (await SourceServer.start()).at("/a", { status: 503 });
  await expect(newHttp().http.text(`${server.url}/a`)).rejects.toThrow(`${server.url}/a: answers 503`);
  expect(server.seen).toHaveLength(3);
});

test("a source that wants to be left alone for longer than three minutes is given up", async () => {
  const server = (await SourceServer.start()).at(
    "/a",
    { status: 429, headers: { "retry-after": "181" } },
    "text",
  );
  await expect(newHttp().http.text(`${server.url}/a`)).rejects.toThrow("answers 429");
  expect(server.seen).toHaveLength(1);
});

test("a source is left alone for as long as it says", async () => {
  const server = (await SourceServer.start()).at(
    "/a",
    { status: 429, headers: { "retry-after": "1" } },
    "text",
  );
  const { http, reports } = newHttp();
  await http.text(`${server.url}/a`);
  expect(reports).toEqual([`${server.url}/a: answers 429; asking again in 1 s`]);
});

test("Retry-After is read as seconds or as a date, and what is neither as no wish", () => {
  const now = Date.parse("2026-11-23T10:00:00Z");
  const headers = ["120", "Mon, 23 Nov 2026 10:00:30 GMT", "Mon, 23 Nov 2026 09:00:00 GMT", "soon", null];
  expect(headers.map((header) => retryAfter(header, now))).toEqual([120_000, 30_000, 0, 0, 0]);
});

test("a redirect is followed where https, or this machine, is at its end", async () => {
  const server = await SourceServer.start();
  server.at("/a", { status: 302, headers: { location: "/b" } }).at("/b", "text");
  expect(await newHttp().http.text(`${server.url}/a`)).toBe("text");
});

test("a redirect to http on another machine is not followed", async () => {
  const server = await SourceServer.start();
  server.at("/a", { status: 302, headers: { location: "http://example.com/b" } });
  await expect(newHttp().http.text(`${server.url}/a`)).rejects.toThrow(
    `${server.url}/a: leads to http://example.com/b: it is http: to another machine, not https:`,
  );
});

test("a redirect to itself ends", async () => {
  const server = await SourceServer.start();
  server.at("/a", { status: 302, headers: { location: "/a" } });
  await expect(newHttp().http.text(`${server.url}/a`)).rejects.toThrow("redirects more than 10 times");
});

test("a token is not handed on to another server", async () => {
  const [first, second] = [await SourceServer.start(), await SourceServer.start()];
  first.at("/a", { status: 307, headers: { location: `${second.url}/b` } });
  second.at("/b", "text");
  await newHttp().http.text(`${first.url}/a`, { headers: { authorization: "Bearer secret" } });
  expect([first, second].map(({ requests }) => requests[0]?.headers.authorization)).toEqual([
    "Bearer secret",
    undefined,
  ]);
});

test.each([
  ["https://example.com/a", undefined],
  ["http://127.0.0.1:80/a", undefined],
  ["http://localhost/a", undefined],
  ["http://[::1]/a", undefined],
  ["http://example.com/a", "it is http: to another machine, not https:"],
  ["http://localhost.example.com/a", "it is http: to another machine, not https:"],
  ["file:///etc/passwd", "its scheme is file:, not https:"],
  ["ftp://example.com/a", "its scheme is ftp:, not https:"],
  ["https://user:secret@example.com/a", "it holds credentials"],
  ["nonsense", "it is not a URL"],
])("%s may be asked, or is not for a reason", (url, objection) => {
  expect(objectionTo(url)).toBe(objection);
});

test("the authority that a variable names is trusted, and without it the connection is refused", async () => {
  const authority = await makeAuthority(await temporaryFolder());
  const server = (await SourceServer.start(authority)).at("/a", "text");
  for (const variable of ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"]) {
    expect(await newHttp({ [variable]: authority.file }).http.text(`${server.url}/a`)).toBe("text");
  }
  await expect(newHttp().http.text(`${server.url}/a`)).rejects.toThrow("certificate");
});

test("a variable that names no file of authorities is named", () => {
  expect(() => newHttp({ SSL_CERT_FILE: "/nowhere/ca.pem" })).toThrow(
    'SSL_CERT_FILE: found "/nowhere/ca.pem" (ENOENT), allowed: a file of certificates that can be read; correct or unset it.',
  );
});

/** A proxy that makes tunnels, and where they led. */
async function startProxy() {
  const tunnels: string[] = [];
  const proxy = createServer().on("connect", (request, client) => {
    tunnels.push(request.url ?? "");
    const [, host = "", port = ""] = /^(.*):(\d+)$/.exec(request.url ?? "") ?? [];
    const server = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      server.pipe(client).pipe(server);
    });
    for (const socket of [server, client]) socket.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void proxy.close());
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, tunnels };
}

test.each(["http_proxy", "HTTP_PROXY"])(
  "requests go through the proxy of %s, but not to hosts of NO_PROXY",
  async (variable) => {
    const server = (await SourceServer.start()).at("/a", "text");
    const proxy = await startProxy();
    expect(await newHttp({ [variable]: proxy.url }).http.text(`${server.url}/a`)).toBe("text");
    expect(proxy.tunnels).toEqual([new URL(server.url).host]);
    await newHttp({ [variable]: proxy.url, NO_PROXY: "127.0.0.1" }).http.text(`${server.url}/a`);
    expect(proxy.tunnels).toHaveLength(1);
  },
);

test("https goes through the proxy of HTTPS_PROXY, end to end", async () => {
  const authority = await makeAuthority(await temporaryFolder());
  const server = (await SourceServer.start(authority)).at("/a", "text");
  const proxy = await startProxy();
  const { http } = newHttp({ HTTPS_PROXY: proxy.url, SSL_CERT_FILE: authority.file });
  expect(await http.text(`${server.url}/a`)).toBe("text");
  expect(proxy.tunnels).toEqual([new URL(server.url).host]);
});

test("a server that is not there is named with the reason", async () => {
  const closed = createTcpServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const url = `http://127.0.0.1:${port}/a`;
  await expect(newHttp().http.text(url)).rejects.toThrow(`${url}: connect ECONNREFUSED 127.0.0.1:${port}`);
});
