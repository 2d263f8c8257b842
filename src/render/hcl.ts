/** A text as HCL writes it: in quotes, with nothing in it that HCL would read as a template. */
export function hclString(text: string): string {
  return `"${hclTemplate(text)}"`;
}

/** A text as part of a template of HCL, which stands for itself. */
export function hclTemplate(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll(/[\\"]/g, "\\$&")
    .replaceAll(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll(/[$%](?=\{)/g, "$&$&");
}

/** What can have a meaning in a template; most texts have nothing of it. */
const SPECIAL = /[\\"{\p{Cc}]/u;

/** A name or an expression, and its value as HCL writes it. */
export interface HclEntry {
  readonly key: string;
  readonly value: string;
}

/** Entries whose equals signs stand below each other, as HCL's own formatter puts them. */
export function aligned(entries: readonly HclEntry[]): readonly HclEntry[] {
  const width = Math.max(0, ...entries.map(({ key }) => key.length));
  return entries.map(({ key, value }) => ({ key: key.padEnd(width), value }));
}
