import { closest } from "fastest-levenshtein";
import { show } from "../model/problem";
import { type Rule, list, present } from "./rule";

/** Parts to keep that no image is built without. */
export const keepNamesTrims: Rule = ({ matrix, matrixFile, knowledge }) => {
  const names = knowledge.trims.trims.map(({ name }) => name);
  return present(matrix.keep).flatMap(([name, index]) => {
    if (names.includes(name)) return [];
    const allowed = `the names of compatibility/trims.json: ${list(names)}`;
    const fix = `write ${show(closest(name, names))} or remove it here`;
    return matrixFile.problem(["keep", index], show(name), allowed, fix);
  });
};
