import { createServer, type Http2Server } from "node:http2";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { answersKubelet } from "../../../harness/kubernetes/cluster/components/cri";
import { temporaryFolder } from "../temporary-folder";

/** A runtime on a socket, which answers as it is told. @returns the socket's path */
async function runtime(answer: (server: Http2Server) => void): Promise<string> {
  const socket = join(await temporaryFolder(), "socket");
  const server = createServer();
  answer(server);
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  onTestFinished(() => void server.close());
  return socket;
}

const HEAD = { ":status": 200, "content-type": "application/grpc" };

it("a container runtime answers the kubelet when it says what version it is", async () => {
  let asked: string | undefined;
  const socket = await runtime((server) =>
    server.on("stream", (stream, headers) => {
      asked = headers[":path"];
      stream.respond(HEAD, { waitForTrailers: true });
      stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
      stream.end(Buffer.from([0, 0, 0, 0, 2, 10, 0]));
    }),
  );
  expect(await answersKubelet(socket)).toBe(true);
  expect(asked).toBe("/runtime.v1.RuntimeService/Version");
});

it("it does not while it is not initialized yet", async () => {
  const socket = await runtime((server) =>
    server.on("stream", (stream) => stream.respond({ ...HEAD, "grpc-status": "14" }, { endStream: true })),
  );
  expect(await answersKubelet(socket)).toBe(false);
});

it("it does not where nothing listens, or what listens hangs up", async () => {
  expect(await answersKubelet(join(await temporaryFolder(), "none"))).toBe(false);
  const socket = await runtime((server) => server.on("session", (session) => session.destroy()));
  expect(await answersKubelet(socket)).toBe(false);
});
