import { statSync } from "node:fs";
import { objectionTo } from "../../downloads/permitted";
import { SourceError } from "../../downloads/source-error";
import { UsageError } from "../../src/model/usage-error";
import type { Net } from "../lock/net";
import { indexUrl } from "../lock/wheels/index-url";
import { filesOfProject } from "../lock/wheels/simple-index";
import type { MirroredFile } from "./mirrored-file";

/** Where files are looked for beside the sources of the lock. */
export interface Origins {
  /** Folders of other mirrors. */
  readonly folders: readonly string[];
  /** URLs of other mirrors, without a slash at the end. */
  readonly urls: readonly string[];
  /** The index that lists wheels and PySpark; empty: the clients' own default. */
  readonly index: string;
}

/** Sorts what `--from` names. @throws UsageError for what is neither a folder nor a URL that may be asked */
export function originsOf(from: readonly string[], index: string): Origins {
  const urls = from.filter((name) => /^[a-z][a-z0-9+.-]*:\/\//i.test(name));
  for (const url of urls) {
    const objection = objectionTo(url);
    if (objection)
      throw new UsageError(`--from: found a URL, but ${objection}, allowed: a folder, or an https URL.`);
  }
  const folders = from.filter((name) => !urls.includes(name));
  const absent = folders.find((name) => !statSync(name, { throwIfNoEntry: false })?.isDirectory());
  if (absent !== undefined)
    throw new UsageError(`--from: found "${absent}", allowed: a folder that is there, or an https URL.`);
  return { folders, urls: urls.map((url) => url.replace(/\/+$/, "")), index };
}

/** The URLs to ask for a file, in this order. An index is asked for the file's only when its turn comes. */
export async function* urlsFor(
  net: Net,
  file: MirroredFile,
  { urls, index }: Origins,
): AsyncGenerator<string, void, undefined> {
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  yield* urls.map((url) => `${url}/${path}`);
  yield* file.sources;
  if (file.project !== undefined) yield await listed(net, file, await indexUrl(net, index));
}

/** Where the index has a file. @throws SourceError */
async function listed({ http }: Net, { project = "", path }: MirroredFile, index: string): Promise<string> {
  const name = path.split("/").at(-1);
  const found = (await filesOfProject(http, index, project)).find(({ file }) => file === name);
  if (found === undefined) throw new SourceError(`${index}/${project}/`, `does not list ${name}`);
  return found.url;
}
