import { README, regionTexts } from "../render/readme-regions";
import { type Difference, withoutCarriageReturns } from "./difference";

/** What is generated of a file, by name: the whole of it, or the regions of the README, around which people write. */
export type Parts = ReadonlyMap<string, string>;

/** What is generated of a file that has a text; none where there is no text. */
export function partsOf(path: string, text: string | undefined): Parts {
  if (text === undefined) return new Map();
  const plain = withoutCarriageReturns(text);
  if (path !== README) return new Map([[path, plain]]);
  return new Map([...regionTexts(plain)].map(([name, region]) => [`${path}#${name}`, region]));
}

/** What of a file on disk is other than it is generated. */
export function changedParts({ path, actual, expected }: Difference): Parts {
  const generated = partsOf(path, expected);
  return new Map([...partsOf(path, actual)].filter(([name, text]) => generated.get(name) !== text));
}

/** Whether all of some parts are among others. */
export function holdsParts(parts: Parts, others: Parts): boolean {
  return [...parts].every(([name, text]) => others.get(name) === text);
}
