/**
 * A text for a line or a table cell of GitHub's Markdown: it reads as it is written. An underscore within a word, an `&`
 * that begins no entity and other harmless characters stay as they are, so that the source stays readable.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*[\]<>|~]/g, "\\$&")
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_")
    .replace(/&(?=#?[A-Za-z0-9]+;)/g, "\\&");
}

/** A record whose texts are for a document. */
export function inMarkdown<T extends Readonly<Record<string, string>>>(texts: T): T {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, markdownText(text)])) as T;
}
