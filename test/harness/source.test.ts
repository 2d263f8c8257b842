import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { chooseSource } from "../../harness/source";

/** The address of a server that answers every request with this status. */
async function answering(status: number): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test("the source that was asked for is taken without a look", async () => {
  expect(await chooseSource("mirror", await answering(200))).toEqual({
    source: "mirror",
    reason: "as asked for",
  });
});

test("upstream is taken where it answers", async () => {
  const url = await answering(200);
  expect(await chooseSource(undefined, url)).toEqual({
    source: "upstream",
    reason: `${new URL(url).host} answers`,
  });
});

test("the mirror is taken where upstream answers with an error", async () => {
  const url = await answering(403);
  expect(await chooseSource(undefined, url)).toEqual({
    source: "mirror",
    reason: `${new URL(url).host} answers 403`,
  });
});

test("the mirror is taken where upstream cannot be reached", async () => {
  const chosen = await chooseSource(undefined, "http://127.0.0.1:1/");
  expect(chosen.source).toBe("mirror");
  expect(chosen.reason).toMatch(/^127\.0\.0\.1:1 cannot be reached: /);
});
