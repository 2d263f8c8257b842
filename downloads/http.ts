import { type Dispatcher, type HeadersInit, type Response, fetch } from "undici";
import type { Report } from "../harness/report";
import { dispatcherFor } from "./dispatcher";
import { objectionTo } from "./permitted";
import { PATIENT, type Patience, retryAfter, withPatience } from "./retry";
import { SourceError, networkReason } from "./source-error";

/** What a request carries beside its URL. */
export interface Asking {
  readonly method?: "GET" | "HEAD";
  readonly headers?: Readonly<Record<string, string>>;
}

const MOST_REDIRECTS = 10;
const LONGEST_TEXT = 32e6;
/** Answers after which the same request may succeed: too slow, too many, and failures of the server's own. */
const PASSING = new Set([408, 429, 500, 502, 503, 504]);

/** A client for sources of artifacts: https, or http on this machine; again and more slowly where a source is busy. */
export class Http {
  readonly #dispatcher: Dispatcher;

  /** @throws Error naming the variable that names a file of authorities which cannot be read */
  constructor(
    readonly report: Report,
    readonly patience: Patience = PATIENT,
    environment: NodeJS.ProcessEnv = process.env,
  ) {
    this.#dispatcher = dispatcherFor(environment);
  }

  /** The text at a URL. @throws SourceError */
  async text(url: string, asking: Asking = {}): Promise<string> {
    return withPatience(this.patience, this.report, async () => {
      const response = await this.open(url, asking);
      const text = await response.text().catch((error: unknown) => {
        throw new SourceError(url, networkReason(error), true);
      });
      if (text.length > LONGEST_TEXT) throw new SourceError(url, `answers with ${text.length} characters`);
      return text;
    });
  }

  /** Size of the file at a URL in bytes; null where the source does not say. @throws SourceError */
  async size(url: string, patience: Patience = this.patience): Promise<number | null> {
    return withPatience(patience, this.report, async () => {
      const { headers } = await this.open(url, { method: "HEAD" });
      const length = headers.get("content-length");
      return length === null || isHtml(headers.get("content-type")) ? null : Number(length) || null;
    });
  }

  /** Asks once, and follows redirects. @throws SourceError for any answer but a success */
  async open(url: string, { method = "GET", headers = {} }: Asking = {}): Promise<Response> {
    let target = url;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const objection = objectionTo(target);
      if (objection)
        throw new SourceError(url, target === url ? objection : `leads to ${target}: ${objection}`);
      const response = await this.#ask(url, target, method, redirectedHeaders(headers, url, target));
      if (response.ok) return response;
      await response.body?.cancel();
      const location = response.headers.get("location");
      if (response.status < 300 || response.status >= 400 || location === null) throw failure(url, response);
      target = new URL(location, target).href;
    }
    throw new SourceError(url, `redirects more than ${MOST_REDIRECTS} times`);
  }

  /** Ends open connections. */
  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  async #ask(url: string, target: string, method: string, headers: HeadersInit): Promise<Response> {
    const dispatcher = this.#dispatcher;
    try {
      return await fetch(target, { method, headers, redirect: "manual", dispatcher });
    } catch (error) {
      const reason = networkReason(error);
      // A name that does not exist, or a certificate that is wrong, will not be right in a moment.
      const isPassing = !/ENOTFOUND|certificate|self.signed|CERT_|EPROTO/i.test(reason);
      throw new SourceError(url, reason, isPassing);
    }
  }
}

/** Whether a Content-Type is that of a page: what a portal or an error answers with instead of a file. */
export function isHtml(type: string | null): boolean {
  return type !== null && /^\s*(text\/html|application\/xhtml\+xml)/i.test(type);
}

function redirectedHeaders(
  headers: Readonly<Record<string, string>>,
  url: string,
  target: string,
): Record<string, string> {
  const all = Object.entries({ "accept-encoding": "identity", ...headers });
  const isSameOrigin = new URL(url).origin === new URL(target).origin;
  return Object.fromEntries(all.filter(([name]) => isSameOrigin || name.toLowerCase() !== "authorization"));
}

function failure(url: string, { status, headers }: Response): SourceError {
  return new SourceError(
    url,
    `answers ${status}`,
    PASSING.has(status),
    retryAfter(headers.get("retry-after")),
    headers.get("www-authenticate") ?? undefined,
  );
}
