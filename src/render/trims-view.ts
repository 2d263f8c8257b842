import type { ImageFolder, Settings } from "../model/project";
import { interpreterPatterns, type TrimPattern, wheelPatterns } from "../model/trims";

/** What a folder's build leaves out: names of parts and patterns of paths. */
export function leftOutView({ trims }: Settings, folder: ImageFolder): readonly TrimPattern[] {
  switch (folder.kind) {
    case "python":
      return interpreterPatterns(trims);
    case "python-deps":
      return wheelPatterns(trims, folder.minor);
    default:
      return [];
  }
}
