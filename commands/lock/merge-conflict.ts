import type { Lock } from "../../src/model/lock";

/** A lock's text without the markers that a merge left, and how it came about. */
export interface Unmarked {
  readonly text: string;
  /** One sentence for the person who runs the command. */
  readonly note: string;
  /** Pythons of whose wheels the two sides say different things: their resolution belongs to neither side. */
  readonly pythons: readonly string[];
}

type Entries = Readonly<Record<string, unknown>>;
type Sections = Readonly<Record<string, Entries>>;

/** A checksum of one release is a fact; where two sides differ, the sources are asked who is right. */
const PINNED_BY_KEY: readonly string[] = ["jars", "pyspark", "spark"] satisfies (keyof Lock)[];

/**
 * Reads a lock that has conflict markers: entries that one side alone has, and those of both; where they differ, ours.
 * An entry whose checksums differ is left out, so that it is asked for again.
 *
 * @returns undefined for a text without markers
 */
export function withoutMarkers(file: string, text: string): Unmarked | undefined {
  if (!/^(<{7}|>{7})(?=\s|$)/m.test(text)) return undefined;
  const [ours, theirs] = [readSide(text, "ours"), readSide(text, "theirs")];
  if (!ours && !theirs) {
    const note = `${file} has conflict markers, and neither side of them is a lock: it is made anew`;
    return { text: "{}", note, pythons: [] };
  }
  const open: Open = { entries: [], pythons: [] };
  const { $schema, ...sections } = merge(ours ?? {}, theirs ?? {}, open);
  const again = [...open.entries, ...open.pythons.map((python) => `the wheels of Python ${python}`)];
  const rest = again.length > 0 ? `; asked for again: ${again.join(", ")}` : "";
  const taken = ours && theirs ? "what either side has is taken" : "the side that can be read is taken";
  const lock = $schema === undefined ? sections : { $schema, ...sections };
  const note = `${file} has conflict markers: ${taken}${rest}`;
  return { text: JSON.stringify(lock), note, pythons: open.pythons };
}

/** One side of every conflict, with the lines that are in none. */
function readSide(text: string, wanted: "ours" | "theirs"): Sections | undefined {
  let side: "both" | "ours" | "base" | "theirs" = "both";
  const lines = text.split(/\r?\n/).filter((line) => {
    const marker = /^(<{7}|\|{7}|={7}|>{7})(?=\s|$)/.exec(line)?.[1]?.[0];
    if (marker === undefined) return side === "both" || side === wanted;
    side = marker === "<" ? "ours" : marker === "|" ? "base" : marker === "=" ? "theirs" : "both";
    return false;
  });
  try {
    const value: unknown = JSON.parse(lines.join("\n"));
    return isObject(value) ? (value as Sections) : undefined;
  } catch {
    return undefined;
  }
}

/** What the sides leave open: names of entries, and Pythons of wheels. */
interface Open {
  readonly entries: string[];
  readonly pythons: string[];
}

function merge(ours: Sections, theirs: Sections, open: Open): Readonly<Record<string, unknown>> {
  const sections = keysOf(ours, theirs).map((section) => {
    const [a, b] = [ours[section], theirs[section]];
    const isBoth = isObject(a) && isObject(b);
    return [section, isBoth ? mergeEntries(section, a, b, open) : (a ?? b)];
  });
  return Object.fromEntries(sections) as Readonly<Record<string, unknown>>;
}

function mergeEntries(section: string, ours: Entries, theirs: Entries, open: Open): Entries {
  const entries = keysOf(ours, theirs).flatMap((key) => {
    const [a, b] = [ours[key], theirs[key]];
    if (a === undefined || b === undefined || JSON.stringify(a) === JSON.stringify(b)) return [[key, a ?? b]];
    if (section === "wheels") {
      open.pythons.push(key);
      return [[key, { ...(b as Entries), ...(a as Entries) }]];
    }
    if (!PINNED_BY_KEY.includes(section) || checksumsIn(a) === checksumsIn(b)) return [[key, a]];
    open.entries.push(section === "jars" ? key : `${section}:${key}`);
    return [];
  });
  return Object.fromEntries(entries) as Entries;
}

function keysOf(a: Entries, b: Entries): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

/** Every checksum in an entry, wherever it stands. */
function checksumsIn(entry: unknown): string {
  const found = JSON.stringify(entry).match(/"[0-9a-f]{64}(?:[0-9a-f]{64})?"/g) ?? [];
  return found.sort().join();
}

function isObject(value: unknown): value is Entries {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
