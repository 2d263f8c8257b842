import correct from "spdx-correct";
import known from "../../../compatibility/licenses.json";
import { UNKNOWN_LICENSE, licenseReference, parseLicense } from "../../../src/model/license";

/** A licence as a POM or a wheel states it. */
export interface StatedLicense {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
}

/** What the lock records of a licence. */
export interface LockedLicense {
  /** SPDX expression. */
  readonly license: string;
  /** What whoever ships the file must know. */
  readonly attention?: string;
}

/** The licence of a file by what its metadata state. A licence is never guessed: where SPDX has no name, it gets its own. */
export function licenseOf(stated: readonly StatedLicense[], metadata: string): LockedLicense {
  const names = stated.map(wordsOf).filter((words) => words !== "");
  if (names.length === 0) {
    const attention = `The ${metadata} states no licence: read the terms before publishing an image that holds this file.`;
    return { license: UNKNOWN_LICENSE, attention };
  }
  const found = names.map((words) => oneOf(words, metadata));
  const terms = [...new Set(found.map(({ license }) => license))];
  const license = terms
    .map((term) => (terms.length > 1 && / /.test(term) ? `(${term})` : term))
    .join(" AND ");
  const attentions = [...new Set(found.flatMap(({ attention }) => attention ?? []))];
  // Several licences in a POM may mean "all" or "one of them"; the safe reading is all.
  return attentions.length > 0 ? { license, attention: attentions.join(" ").slice(0, 400) } : { license };
}

function wordsOf({ name, url }: StatedLicense): string {
  return (name ?? url ?? "").replace(/\s+/g, " ").trim();
}

function oneOf(words: string, metadata: string): LockedLicense {
  const row = known.licenses.find(({ names }) =>
    names.some((known) => known.toLowerCase() === words.toLowerCase()),
  );
  if (row) {
    const said = `The ${metadata} says "${plain(words)}".`;
    return row.attention
      ? { license: row.license, attention: `${row.attention} ${said}` }
      : { license: row.license };
  }
  if (parseLicense(words)) return { license: words };
  const corrected = correctionOf(words);
  if (corrected !== null && isUnambiguous(words, corrected)) return { license: corrected };
  const attention = `The ${metadata} says "${plain(words).slice(0, 200)}", for which SPDX has no single name: read the terms.`;
  return { license: licenseReference(words.slice(0, 100)), attention };
}

/** What spdx-correct makes of a name; with "+" alone it fails. */
function correctionOf(words: string): string | null {
  try {
    return correct(words);
  } catch {
    return null;
  }
}

/** spdx-correct answers "BSD" and "GPL" with one licence of several: only a name that says which one is taken. */
function isUnambiguous(words: string, corrected: string): boolean {
  if (/^[AL]?GPL|^GFDL/.test(corrected)) return false;
  return /\d/.test(words) || ["MIT", "ISC", "Zlib", "Unlicense"].includes(corrected);
}

/** Words as the lock's schema takes them. */
function plain(words: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  return words.replace(/[\u0000-\u001f\u007f`$\\{}<>|\u2028\u2029"]/g, " ");
}
