import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { download } from "../../../downloads/download";
import { SourceError } from "../../../downloads/source-error";
import { inStaging } from "../../../harness/staging";
import type { Net } from "../net";
import { indexUrl } from "../wheels/index-url";
import { filesOfProject } from "../wheels/simple-index";
import type { Subject } from "./subjects";

/** What one source said of one file. */
export interface Answer {
  readonly state: "ok" | "differs" | "unreachable";
  readonly source: string;
  /** What differs, or why the source did not answer. */
  readonly detail: string;
}

/** Asks every source of a file for its bytes. */
export async function answersOf(net: Net, subject: Subject): Promise<readonly Answer[]> {
  const { indexed, sources } = subject;
  if (!indexed) return inOrder(sources, (url) => answerOf(net, subject, url));
  try {
    const listed = await listing(net, indexed, subject.file);
    if (listed === undefined)
      return [{ state: "unreachable", source: "index", detail: `does not list ${subject.file}` }];
    if (listed.sha256 && listed.sha256 !== subject.hex)
      return [differs(listed.url, "sha256", subject.hex, listed.sha256)];
    return [await answerOf(net, subject, listed.url)];
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return [{ state: "unreachable", source: error.url, detail: error.reason }];
  }
}

async function answerOf(net: Net, subject: Subject, url: string): Promise<Answer> {
  const { algorithm, hex, size, name } = subject;
  return inStaging(join(net.cache.folder, "staging"), async (parent) => {
    const folder = await mkdtemp(join(parent, "verify-"));
    try {
      const found = await download(net.http, folder, { url, name }, async (file) => file);
      if (found.hashes[algorithm] !== hex) return differs(url, algorithm, hex, found.hashes[algorithm]);
      if (size !== null && size !== found.size) return differs(url, "size", String(size), String(found.size));
      return { state: "ok", source: url, detail: "" } as const;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return { state: "unreachable", source: url, detail: error.reason } as const;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

function differs(source: string, of: string, locked: string, found: string): Answer {
  return { state: "differs", source, detail: `${of} ${locked} in the lock, ${found} there` };
}

async function listing(net: Net, { project, index }: NonNullable<Subject["indexed"]>, file: string) {
  const files = await filesOfProject(net.http, await indexUrl(net, index), project);
  return files.find((other) => other.file === file);
}

async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
