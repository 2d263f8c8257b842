import { show } from "../model/problem";
import { lockedFiles } from "./locked-files";
import { type Rule, present } from "./rule";

/** Sources that lead to a file of another name. */
export const sourcesLeadToFile: Rule = ({ lock, lockFile }) =>
  lockedFiles(lock).flatMap(({ path, entry: { file, sources } }) =>
    present(sources).flatMap(([source, index]) => {
      if (file === undefined || nameAt(source) === file) return [];
      const fix = "run npx projen lock, which writes the sources anew";
      return lockFile.problem([...path, "sources", index], show(source), `a URL that ends in /${file}`, fix);
    }),
  );

/** The last name of a URL's path; undefined where it is no URL or no text. */
function nameAt(source: string): string | undefined {
  try {
    return decodeURIComponent(new URL(source).pathname.split("/").at(-1) ?? "");
  } catch {
    return undefined; // A port above 65535, or not a name in percent encoding: no file is there.
  }
}
