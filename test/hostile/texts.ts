import * as fc from "fast-check";
import { hostileString } from "./strings";

const TOKENS = [
  ...'{}[],:"\\',
  "//",
  "/*",
  "'",
  "<<<<<<< HEAD\n",
  "=======\n",
  ">>>>>>> other\n",
  "\u2028",
  "\ufeff",
  "\0",
  "\n",
  "\r\n",
  "01",
  "+1",
  "1.",
  ".5",
  "NaN",
  "undefined",
  "tru",
  '"spark": 1,',
  '"__proto__": {},',
  "[".repeat(120),
  '{"a":'.repeat(5000),
  '"\\ud800"',
  '"\\x"',
];

/** A text after one to four edits of its characters: a token put in, a part taken out, doubled or cut off. */
export function edited(text: string): fc.Arbitrary<string> {
  const edit = fc.tuple(
    fc.constantFrom("insert", "remove", "double", "cut"),
    fc.nat(text.length),
    fc.nat(12),
    token,
  );
  return fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) =>
    edits.reduce((result, [how, at, length, piece]) => {
      const [head, part, tail] = [
        result.slice(0, at),
        result.slice(at, at + length),
        result.slice(at + length),
      ];
      if (how === "insert") return head + piece + part + tail;
      if (how === "remove") return head + tail;
      return how === "double" ? head + part + part + tail : head;
    }, text),
  );
}

const token = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...TOKENS) }, hostileString);

/** A text that was never meant to be JSON. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...TOKENS), hostileString), { maxLength: 12 })
  .map((parts) => parts.join(""));
