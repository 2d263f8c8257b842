/** A good source's answer. */
export interface Good {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the body. */
  readonly size: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** How an answer's connection ends behind its body: as HTTP says, never, closed, or reset. */
export type End = "complete" | "open" | "closed" | "reset";

/** What is sent for one request. */
export interface Reply {
  /** Undefined: nothing at all is sent. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly end: End;
}

/** A held download: half of it was sent, the rest waits. */
export interface Hold {
  /** Says that half was sent, and waits until the rest may follow. */
  pass(): Promise<void>;
}

/** A way in which a source answers. */
export interface Answer {
  /** What the request log calls it, in one word. */
  readonly name: string;
  /** @param good asks for what a good source would send */
  reply(good: () => Promise<Good>, hold: Hold): Reply | Promise<Reply>;
}

const NOTHING: readonly Uint8Array[] = [];
const PAGE = Buffer.from("<!DOCTYPE html>\n<html><title>Pick a mirror</title></html>\n");

/** The right file. */
export const GOOD: Answer = {
  name: "good",
  reply: async (good) => ({ ...(await good()), end: "complete" }),
};

/** The right file, of which the second half waits. */
export const HELD: Answer = {
  name: "held",
  async reply(good, hold) {
    const found = await good();
    return { ...found, body: heldBody(found, hold), end: "complete" };
  },
};

/** A status without a body. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): Answer {
  const all = { "content-length": "0", ...headers };
  return {
    name: String(code),
    reply: () => ({ status: code, headers: all, body: NOTHING, end: "complete" }),
  };
}

/** The headers of the right file, then nothing more. */
export const HANGING: Answer = {
  name: "hanging",
  reply: async (good) => ({ ...(await good()), body: NOTHING, end: "open" }),
};

/** Not even a status. */
export const SILENT: Answer = {
  name: "silent",
  reply: () => ({ status: undefined, headers: {}, body: NOTHING, end: "open" }),
};

/** Half of the right file under the length of the whole. */
export const CUT_OFF: Answer = {
  name: "cut-off",
  async reply(good) {
    const found = await good();
    return { ...found, body: firstBytes(found, half(found)), end: "closed" };
  },
};

/** Half of the right file, with its own length. */
export const SHORTENED: Answer = {
  name: "shortened",
  async reply(good) {
    const found = await good();
    const headers = { ...found.headers, "content-length": String(half(found)) };
    return { ...found, headers, body: firstBytes(found, half(found)), end: "complete" };
  },
};

/** An HTML page with 200, as portals and mirror selectors send it. */
export const HTML_PAGE: Answer = {
  name: "page",
  reply: () => ({
    status: 200,
    headers: { "content-type": "text/html", "content-length": String(PAGE.length) },
    body: [PAGE],
    end: "complete",
  }),
};

/** The right file but for one bit, under the right file's headers. */
export const OTHER_BYTES: Answer = {
  name: "other-bytes",
  async reply(good) {
    const found = await good();
    return { ...found, body: withOneBitChanged(found.body), end: "complete" };
  },
};

/** 200 and no byte. */
export const EMPTY: Answer = {
  name: "empty",
  reply: () => ({ status: 200, headers: { "content-length": "0" }, body: NOTHING, end: "complete" }),
};

/** The connection is reset at once. */
export const RESET: Answer = {
  name: "reset",
  reply: () => ({ status: undefined, headers: {}, body: NOTHING, end: "reset" }),
};

/** A redirect to the very URL that was asked for. */
export const REDIRECT_LOOP: Answer = {
  name: "redirect",
  reply: () => ({
    status: 302,
    headers: { location: "?", "content-length": "0" },
    body: NOTHING,
    end: "complete",
  }),
};

function half({ size }: Good): number {
  return Math.floor(size / 2);
}

async function* firstBytes({ body }: Good, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of body) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

async function* heldBody(good: Good, hold: Hold): AsyncGenerator<Uint8Array> {
  const middle = half(good);
  let sent = 0;
  for await (const chunk of good.body) {
    const untilMiddle = middle - sent;
    sent += chunk.length;
    if (untilMiddle < 0 || sent < middle) {
      yield chunk;
      continue;
    }
    yield chunk.subarray(0, untilMiddle);
    await hold.pass();
    yield chunk.subarray(untilMiddle);
  }
}

async function* withOneBitChanged(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of body) {
    yield isFirst ? changed(chunk) : chunk;
    isFirst = false;
  }
}

function changed(chunk: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(chunk);
  const last = copy.length - 1;
  copy[last] = (copy[last] ?? 0) ^ 1;
  return copy;
}
