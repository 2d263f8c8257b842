import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Algorithm } from "../checksum";
import { type Answer, GOOD, type Good, type Reply } from "./answers";
import type { Certificate } from "./certificate";
import { Gate } from "./gate";

const PASSED_ON = ["content-type", "content-length", "content-range", "cache-control", "etag", "vary"];

/** A source that answers requests for one file in a wrong way. */
export interface Fault {
  /** A source by its name in `Origins`. */
  readonly source: string;
  /** The file's name. */
  readonly file: string;
  readonly answer: Answer;
  /** How many requests get this answer; those after them are answered well. */
  readonly times: number;
}

/** Where the files of each source really are: its name and a URL without a slash at the end. */
export type Origins = Readonly<Record<string, string>>;

/** The hashes of some bytes. */
type Hashes = Readonly<Record<Algorithm, string>>;

/** One request for a file. */
export interface SeenRequest {
  readonly source: string;
  readonly file: string;
  /** The answer's name. */
  readonly answer: string;
  /** When it came, in milliseconds since the epoch. */
  readonly arrived: number;
  /** The whole body that was sent with status 200, by its hashes; undefined where there was none. */
  body?: Hashes;
}

/**
 * A mirror that passes requests on to a good one, and answers some of them wrongly.
 *
 * A file of a source is asked for as `/TAG/SOURCE/path`, where TAG can be anything: it makes a URL new. Any other path
 * is one of the good mirror's own, and counts as the first source's.
 */
export class FaultServer {
  #faults: { fault: Fault; left: number }[] = [];
  #seen: SeenRequest[] = [];
  #gate = new Gate();

  private constructor(
    private readonly origins: Origins,
    /** Its address without a slash at the end. */
    readonly url: string,
    /** Stops it and drops open connections. */
    readonly close: () => Promise<void>,
  ) {}

  /** Listens on the loopback interface; with a certificate it speaks TLS. */
  static async start(origins: Origins, certificate?: Certificate): Promise<FaultServer> {
    let listener: RequestListener = () => undefined;
    const handle: RequestListener = (request, response) => listener(request, response);
    const server = certificate ? createSecureServer(certificate, handle) : createServer(handle);
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    // pip cannot check a certificate of an IP address.
    const origin = certificate ? "https://localhost" : "http://127.0.0.1";
    const url = `${origin}:${(server.address() as AddressInfo).port}`;
    const close = () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    const started = new FaultServer(origins, url, close);
    listener = (request, response) => void started.#answer(request, response);
    return started;
  }

  /** The URL of a source under a tag. */
  urlOf(source: string, tag: string): string {
    return `${this.url}/${tag}/${source}`;
  }

  /** Begins anew with these faults: nothing was seen, nothing is held. @returns what holds the answer `HELD` */
  begin(faults: readonly Fault[]): Gate {
    this.#faults = faults.map((fault) => ({ fault, left: fault.times }));
    this.#seen = [];
    this.#gate = new Gate();
    return this.#gate;
  }

  /** The requests since it began, in the order in which they came. */
  get seen(): readonly SeenRequest[] {
    return this.#seen;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrived = Date.now();
    const { source, file, target } = this.#resolve(request.url ?? "/");
    const answer = this.#next(source, file);
    const seen: SeenRequest = { source, file, answer: answer.name, arrived };
    this.#seen.push(seen);
    try {
      const reply = await answer.reply(() => passOn(target, request), this.#gate);
      const hashes = await send(reply, response);
      if (reply.status === 200 && reply.end === "complete") seen.body = hashes;
    } catch {
      response.destroy(); // The client went away, or the good mirror did.
    }
  }

  #resolve(path: string): { source: string; file: string; target: string } {
    const [, , named = "", ...rest] = path.split("/");
    const origin = this.origins[named];
    const [[first, firstOrigin] = ["", ""]] = Object.entries(this.origins);
    const target = origin ? `${origin}/${rest.join("/")}` : new URL(path, firstOrigin).href;
    const file = decodeURIComponent(new URL(target).pathname.split("/").at(-1) ?? "");
    return { source: origin ? named : first, file, target };
  }

  #next(source: string, file: string): Answer {
    const found = this.#faults.find(
      ({ fault, left }) => fault.source === source && fault.file === file && left > 0,
    );
    if (!found) return GOOD;
    found.left -= 1;
    return found.fault.answer;
  }
}

async function passOn(target: string, request: IncomingMessage): Promise<Good> {
  const { accept = "*/*", range } = request.headers;
  const { status, headers, body } = await fetch(target, { headers: { accept, ...(range && { range }) } });
  const kept = PASSED_ON.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return {
    status,
    headers: Object.fromEntries(kept) as Record<string, string>,
    size: Number(headers.get("content-length")),
    body: body ?? Readable.from([]),
  };
}

async function send(reply: Reply, response: ServerResponse): Promise<Hashes> {
  const hashes = { sha256: createHash("sha256"), sha512: createHash("sha512") };
  const hashed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of reply.body) {
      Object.values(hashes).forEach((hash) => hash.update(chunk));
      yield chunk;
    }
  };
  if (reply.status !== undefined) {
    response.writeHead(reply.status, reply.headers);
    response.flushHeaders();
    await pipeline(Readable.from(hashed()), response, { end: reply.end === "complete" });
  }
  if (reply.end === "closed") response.socket?.end();
  if (reply.end === "reset") response.socket?.resetAndDestroy();
  return { sha256: hashes.sha256.digest("hex"), sha512: hashes.sha512.digest("hex") };
}
