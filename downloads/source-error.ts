/** A source did not give what it was asked for. */
export class SourceError extends Error {
  override readonly name = "SourceError";

  constructor(
    readonly url: string,
    /** Why, as one phrase such as `answers 404`. */
    readonly reason: string,
    /** Whether the same request may succeed a little later. */
    readonly isPassing = false,
    /** How long the source asked to be left alone, in milliseconds. */
    readonly retryAfter = 0,
    /** WWW-Authenticate of an answer that asks for a token. */
    readonly challenge: string | undefined = undefined,
  ) {
    super(`${url}: ${reason}`);
  }
}

/** What an error of the network says, such as `ENOTFOUND` or `certificate has expired`. */
export function networkReason(error: unknown): string {
  const { cause, code, message } = error as Error & { cause?: unknown; code?: string };
  if (cause instanceof Error) return networkReason(cause);
  return code && !message.includes(code) ? `${message} (${code})` : message || String(code ?? error);
}
