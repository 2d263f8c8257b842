import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createHash } from "node:crypto";
import { onTestFinished } from "vitest";

/** What a path is answered with; a list is used up one by one, the last one staying. */
export interface Answer {
  readonly body?: string | Buffer;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Send so many bytes and break the connection. */
  readonly cutAfter?: number;
  /** Send the headers and then nothing. */
  readonly isHeld?: boolean;
  /** Answer when this has come to pass. */
  readonly after?: Promise<unknown>;
  /** Answer a HEAD at once. */
  readonly isQuickToHead?: boolean;
  /** Status of the answer to a HEAD. */
  readonly headStatus?: number;
}

/** One request. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
}

/** A server of files on the loopback interface, with answers as a test wants them. */
export class SourceServer {
  readonly requests: Request[] = [];
  readonly #answers = new Map<string, Answer[]>();
  #waiting: { path: string; tell: () => void }[] = [];
  url = "";

  /** Starts one that stops when the test has ended. */
  static async start(certificate?: { readonly key: string; readonly cert: string }): Promise<SourceServer> {
    const server = new SourceServer();
    const handle = (request: IncomingMessage, response: ServerResponse) => server.#answer(request, response);
    const listening = certificate ? createSecureServer(certificate, handle) : createServer(handle);
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    const origin = certificate ? "https://localhost" : "http://127.0.0.1";
    server.url = `${origin}:${(listening.address() as AddressInfo).port}`;
    onTestFinished(() => {
      listening.closeAllConnections();
      listening.close();
    });
    return server;
  }

  /** Answers a path. */
  at(path: string, ...answers: readonly (Answer | string | Buffer)[]): this {
    const whole = answers.map((answer) =>
      typeof answer === "string" || Buffer.isBuffer(answer) ? { body: answer } : answer,
    );
    this.#answers.set(path, [...whole]);
    return this;
  }

  /** Resolves when a path is asked for. */
  asked(path: string): Promise<void> {
    return new Promise((tell) => this.#waiting.push({ path, tell }));
  }

  /** Paths that were asked for, as `METHOD path`. */
  get seen(): readonly string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method = "GET", url = "/", headers } = request;
    const path = decodeURI(url);
    this.requests.push({ method, path, headers });
    const answers = this.#answers.get(path);
    const answer = (answers && answers.length > 1 && method === "GET" ? answers.shift() : answers?.[0]) ?? {
      status: 404,
    };
    const isQuick = method === "HEAD" && answer.isQuickToHead;
    void Promise.resolve(isQuick ? undefined : answer.after).then(() =>
      send(method, headers, response, answer),
    );
    for (const { tell } of this.#waiting.filter((waiting) => waiting.path === path)) tell();
    this.#waiting = this.#waiting.filter((waiting) => waiting.path !== path);
  }
}

function send(
  method: string,
  asked: IncomingMessage["headers"],
  response: ServerResponse,
  answer: Answer,
): void {
  const { status, sent, headers } = partOf(answer, asked);
  const answered = method === "HEAD" ? (answer.headStatus ?? status) : status;
  response.writeHead(answered, { "content-length": String(sent.length), ...headers, ...answer.headers });
  if (method === "HEAD") response.end();
  else if (answer.isHeld) response.flushHeaders();
  else if (answer.cutAfter === undefined) response.end(sent);
  else response.write(sent.subarray(0, answer.cutAfter), () => setTimeout(() => response.destroy(), 100));
}

/** The whole body, or the rest of it for a client that has its beginning. */
function partOf({ body = "", status }: Answer, asked: IncomingMessage["headers"]) {
  const whole = Buffer.from(body);
  const etag = `"${createHash("sha256").update(whole).digest("hex").slice(0, 16)}"`;
  const from = Number(/^bytes=(\d+)-$/.exec(asked.range ?? "")?.[1] ?? 0);
  if (from === 0 || asked["if-range"] !== etag || status !== undefined) {
    return { status: status ?? 200, sent: whole, headers: { etag } };
  }
  const range = `bytes ${from}-${whole.length - 1}/${whole.length}`;
  return { status: 206, sent: whole.subarray(from), headers: { etag, "content-range": range } };
}
