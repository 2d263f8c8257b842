import type { Http } from "../../../downloads/http";

/** A file that an index lists. */
export interface IndexFile {
  readonly file: string;
  readonly url: string;
  /** Empty where the index does not say. */
  readonly sha256: string;
  /** In bytes; null where the index does not say. */
  readonly size: number | null;
}

const JSON_TYPE = "application/vnd.pypi.simple.v1+json";
const LINK = /<a\b[^>]*\bhref\s*=\s*["']([^"']+)["'][^>]*>([^<]*)<\/a>/gi;

/** The files of a project in a package index: JSON (PEP 691) where the index has it, else HTML (PEP 503). */
export async function filesOfProject(
  http: Http,
  index: string,
  project: string,
): Promise<readonly IndexFile[]> {
  const page = `${index.replace(/\/+$/, "")}/${project}/`;
  const text = await http.text(page, { headers: { accept: `${JSON_TYPE}, text/html;q=0.1` } });
  return text.trimStart().startsWith("{") ? fromJson(text, page) : fromHtml(text, page);
}

interface JsonPage {
  readonly files?: readonly {
    readonly filename: string;
    readonly url: string;
    readonly hashes?: { readonly sha256?: string };
    readonly size?: number;
  }[];
}

function fromJson(text: string, page: string): readonly IndexFile[] {
  const { files = [] } = JSON.parse(text) as JsonPage;
  return files.map(({ filename, url, hashes, size }) => {
    return { file: filename, url: new URL(url, page).href, sha256: hashes?.sha256 ?? "", size: size ?? null };
  });
}

function fromHtml(text: string, page: string): readonly IndexFile[] {
  return Array.from(text.matchAll(LINK), ([, href = "", file = ""]) => {
    const url = new URL(href.replaceAll("&amp;", "&"), page);
    const sha256 = /^#sha256=([0-9a-f]{64})/.exec(url.hash)?.[1] ?? "";
    url.hash = "";
    return { file: file.trim(), url: url.href, sha256, size: null };
  });
}
