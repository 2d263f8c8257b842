/** A request that a registry has answered, as it stands in its access log. */
export interface Request {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  /** Bytes of the answer. */
  readonly bytes: number;
  /** What the client calls itself. */
  readonly client: string;
}

const LINE = /^\S+ - - \[[^\]]+\] "(\S+) (\S+) [^"]*" (\d+) (\d+) "[^"]*" "([^"]*)"$/;

/** The requests of an access log in the Combined Log Format; other lines are passed over. */
export function readRequests(log: string): readonly Request[] {
  return log.split("\n").flatMap((line) => {
    const [, method = "", path = "", status, bytes, client = ""] = LINE.exec(line) ?? [];
    return method === "" ? [] : [{ method, path, status: Number(status), bytes: Number(bytes), client }];
  });
}

/** A blob that was sent: its digest and the bytes sent. */
export interface SentBlob {
  readonly digest: string;
  readonly bytes: number;
}

/** The blobs that were sent whole or in part, each as often as it was asked for. */
export function sentBlobs(requests: readonly Request[]): readonly SentBlob[] {
  return requests.flatMap(({ method, path, status, bytes }) => {
    const digest = /\/blobs\/(sha256:[0-9a-f]{64})$/.exec(path)?.[1];
    return method === "GET" && status < 300 && digest !== undefined ? [{ digest, bytes }] : [];
  });
}

/** The digests of the blobs that were uploaded, or mounted from another repository without an upload. */
export function storedBlobs(requests: readonly Request[]): {
  readonly uploaded: readonly string[];
  readonly mounted: readonly string[];
} {
  const ended = (method: string, query: string) =>
    requests
      .filter(
        (request) =>
          request.method === method && request.status === 201 && request.path.includes("/blobs/uploads/"),
      )
      .flatMap(({ path }) => new URLSearchParams(path.split("?")[1]).get(query) ?? []);
  return { uploaded: ended("PUT", "digest"), mounted: ended("POST", "mount") };
}
