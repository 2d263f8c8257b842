import { mkdir, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname } from "node:path";

/** One request that the mirror answered. */
export interface LoggedRequest {
  readonly method: string;
  /** The path as it was asked for, with its query. */
  readonly path: string;
  readonly status: number;
  /** Bytes of the answer's body; 0 when the client went away before its end. */
  readonly bytes: number;
}

/** The requests that a mirror answered, in the order in which they ended. */
export class RequestLog {
  readonly #requests: LoggedRequest[] = [];

  /** Every request so far. */
  get requests(): readonly LoggedRequest[] {
    return this.#requests;
  }

  /** Notes a request once its answer has ended. */
  watch(request: IncomingMessage, response: ServerResponse): void {
    response.on("close", () => {
      const method = request.method ?? "GET";
      const hasBody = response.writableFinished && method !== "HEAD";
      const bytes = hasBody ? Number(response.getHeader("content-length") ?? 0) : 0;
      this.#requests.push({ method, path: request.url ?? "/", status: response.statusCode, bytes });
    });
  }

  /** Writes one line per request: method, path, status, bytes. */
  async write(file: string): Promise<void> {
    const lines = this.#requests.map(
      ({ method, path, status, bytes }) => `${method} ${path} ${status} ${bytes}\n`,
    );
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, lines.join(""));
  }
}
