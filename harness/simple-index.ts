import type { IncomingMessage, ServerResponse } from "node:http";
import { LAYOUT } from "../src/model/mirror-layout";

/** A file in a project's page of the index. */
export interface IndexedFile {
  readonly filename: string;
  readonly sha256: string;
}

const FOLDER = `/${LAYOUT.wheels}`;
const JSON_TYPE = "application/vnd.pypi.simple.v1+json";
const HTML_TYPE = "text/html; charset=utf-8";

/** A project's name as PEP 503 normalizes it. */
export function normalizeProject(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

/** Answers with a project's page: JSON (PEP 691) where the client accepts it, else HTML (PEP 503). */
export function sendIndexPage(
  request: IncomingMessage,
  response: ServerResponse,
  project: string,
  files: readonly IndexedFile[],
): void {
  const isJson = request.headers.accept?.includes(JSON_TYPE) ?? false;
  const body = isJson ? jsonPage(project, files) : htmlPage(project, files);
  response.setHeader("Content-Type", isJson ? JSON_TYPE : HTML_TYPE);
  response.setHeader("Content-Length", Buffer.byteLength(body));
  response.setHeader("Cache-Control", "no-cache");
  response.setHeader("Vary", "Accept");
  response.end(body);
}

function jsonPage(name: string, files: readonly IndexedFile[]): string {
  const entries = files.map(({ filename, sha256 }) => ({
    filename,
    url: urlOf(filename),
    hashes: { sha256 },
  }));
  return JSON.stringify({ meta: { "api-version": "1.0" }, name, files: entries });
}

/**
 * A project's page (PEP 503).
 *
 * @param folderOf where the link to a file leads to: a path, or a relative one for pages that lie anywhere on a server
 */
export function htmlPage<Entry extends IndexedFile>(
  name: string,
  files: readonly Entry[],
  folderOf: (file: Entry) => string = () => FOLDER,
): string {
  const links = files.map((file) => {
    const { filename, sha256 } = file;
    return `    <a href="${urlOf(filename, folderOf(file))}#sha256=${sha256}">${filename}</a><br>\n`;
  });
  return `<!DOCTYPE html>\n<html>\n  <head><title>${name}</title></head>\n  <body>\n${links.join("")}  </body>\n</html>\n`;
}

function urlOf(filename: string, folder: string = FOLDER): string {
  return `${folder}/${encodeURIComponent(filename)}`;
}
