import * as fc from "fast-check";

/** Pieces that mean something to a shell, a Dockerfile, YAML, Markdown, a template, a path or JSON itself. */
const PIECES = [
  ..."'\"`$\\|<>&;()[]{}#*?!~^%@:=,+-_. \t\n\r\0",
  "\u0085\u00a0\u200b\u200f\u2028\u2029\u202e\ufeff",
  "\ud800",
  "😀",
  "\u001b[31m",
  "$(id)",
  "`id`",
  "${HOME}",
  "{{name}}",
  "{{/if}}",
  "]]",
  "<script>",
  "<!-- ",
  "-->",
  "EOT\n",
  "\nRUN id\n",
  "'; id; '",
  '"; id; "',
  "../",
  "/etc/passwd",
  "a/../../b",
  "docker/",
  "C:\\",
  "file:///etc/passwd",
  "http://mirror.example.com/a",
  "https://user:pw@mirror.example.com/a",
  "javascript:alert(1)",
  "[a](https://example.com)",
  "*a*",
  "__a__",
  "&lt;",
  "\\u0041",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "0",
  "00",
  "1e999",
  "99999999999999999999",
  "-1",
  "NaN",
  "null",
  "true",
];

/** A text out of hostile pieces and plain ones. */
export const hostileString: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...PIECES),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 4 })
    .map((parts) => parts.join("")),
  fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.nat(4000).map((length) => "a".repeat(length)),
);

/** A text that another one leads to: a hostile piece before it, behind it or in it. */
export function spoiled(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...PIECES), fc.nat(text.length))
    .map(([piece, at]) => text.slice(0, at) + piece + text.slice(at));
}

const MARK = "\ue000raw:";

/** Numbers that JSON.stringify never writes: {@link textOf} puts them into the text as they stand. */
const RAW = ["1e400", "-1e400", "-0", "1E-400", "123456789012345678901234567890", "0.1e1"];
const MARKED = new RegExp(`"${MARK}(${RAW.map((raw) => raw.replaceAll(".", "\\.")).join("|")})"`, "g");

const KEYS = [
  ..."spark pyspark python jars wheels images mirrors debian java cuda jdbc iceberg rapids runtimes jarSurgery keep".split(
    " ",
  ),
  ..."version release base gpu layers variant pythonGroups file files sha256 sha512 size license attention".split(
    " ",
  ),
  ..."deploy workflow namespace serviceAccount driver executor instances cores memory memoryOverhead".split(
    " ",
  ),
  ..."platforms amd64 verified by source sources 3.10 3.5.8 __proto__ constructor toString $schema".split(
    " ",
  ),
  "",
  "org.postgresql:postgresql:42.7.1",
];

/** A key: one that the files have, or any. */
export const hostileKey: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...KEYS) },
  hostileString,
);

/** A JSON value of any shape with the keys of the files in it. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(
      hostileString,
      fc.constantFrom(...RAW.map((raw) => MARK + raw), null, true, false, 0, -1, 17, 1.5),
      fc.double({ noNaN: true }),
    ),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(hostileKey, tie("value"), { maxKeys: 5 }),
  ),
})).value;

/** A value as JSON text, the raw numbers of {@link hostileJson} among it. */
export function textOf(value: unknown): string {
  return (JSON.stringify(value, null, 1) ?? "").replace(MARKED, "$1");
}
