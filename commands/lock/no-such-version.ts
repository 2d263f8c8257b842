import { compareVersions, neighbours } from "../../src/check/nearest";

/** A version that nobody published. */
export class NoSuchVersion extends Error {
  override readonly name = "NoSuchVersion";

  /**
   * @param asked what messages call what was asked for, such as `pandas==9.9`
   * @param version the version that it names
   * @param published every version that there is
   */
  constructor(asked: string, version: string, published: readonly string[]) {
    const alike = likeVersions(version, published);
    const newest = [...alike].sort(compareVersions).at(-1) ?? "none";
    const nearest = neighbours(version, alike).join(" and ") || "none";
    super(`${asked}: there is no such version; the nearest: ${nearest}; the newest: ${newest}`);
  }
}

const PREVIEW = /[._-]?(?:alpha|beta|preview|snapshot|dev|rc|cr|pre|m\d|a\d|b\d)/i;

/** Versions of the same kind: no previews where none was asked for, and of drivers those for the same Java. */
function likeVersions(version: string, published: readonly string[]): readonly string[] {
  const java = /jre\d+$/.exec(version)?.[0] ?? "";
  const narrowed = [
    published.filter((other) => other.endsWith(java) && !PREVIEW.test(other)),
    published.filter((other) => !PREVIEW.test(other)),
  ];
  return narrowed.find((versions) => versions.length > 0) ?? published;
}
