import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, dirname } from "node:path";
import send from "send";
import { RequestLog } from "./request-log";
import type { RouteTable } from "./routes";
import { normalizeProject, sendIndexPage } from "./simple-index";

/** The port a mirror takes if it is free: URLs are build arguments, so another one would cost the layer cache. */
export const MIRROR_PORT = 8631;

/** A running mirror. */
export interface Mirror {
  /** Its address without a slash at the end, such as `http://127.0.0.1:8631`. */
  readonly url: string;
  readonly log: RequestLog;
  /** Stops it and drops open connections. */
  close(): Promise<void>;
}

/**
 * Serves a route table over HTTP on the loopback interface.
 * @param port the port to prefer; another free one is taken where it is in use
 */
export async function startMirror(routes: RouteTable, port = MIRROR_PORT): Promise<Mirror> {
  const log = new RequestLog();
  const server = createServer((request, response) => {
    log.watch(request, response);
    answer(routes, request, response);
  });
  await listen(server, port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    return listen(server, 0);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, log, close: () => close(server) };
}

function answer(routes: RouteTable, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return refuse(response, 405, "Only GET and HEAD are answered.");
  }
  const path = decodedPath(request.url ?? "/") ?? "";
  const file = routes.fileAt(path);
  if (file !== undefined) return sendFile(request, response, file);
  const [, project, slash] = /^\/simple\/([^/]+)(\/?)$/.exec(path) ?? [];
  const name = normalizeProject(project ?? "");
  const files = routes.filesOf(name);
  if (files === undefined) return refuse(response, 404, `The mirror has no ${path || request.url}.`);
  if (slash) return sendIndexPage(request, response, name, files);
  response.setHeader("Location", `/simple/${name}/`);
  refuse(response, 301, "");
}

/** The path is only ever looked up in the table, so ".." in it leads nowhere. */
function decodedPath(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split("?", 1)[0] ?? "/");
  } catch {
    return undefined;
  }
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: string): void {
  const name = basename(file);
  response.setHeader("ETag", `"${name}"`);
  response.setHeader("Content-Type", "application/octet-stream");
  send(request, encodeURIComponent(name), { root: dirname(file), immutable: true, maxAge: "1y" })
    .on("error", ({ status }: { status?: number }) => {
      if (status === 416) refuse(response, 416, "The mirror's file is shorter.");
      else refuse(response, 500, `The mirror cannot read ${file}.`);
    })
    .pipe(response);
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  const body = `${reason}\n`;
  response.statusCode = status;
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.setHeader("Content-Length", Buffer.byteLength(body));
  response.end(body);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
