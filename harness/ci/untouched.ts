import picomatch from "picomatch";
import { changesSince } from "../../commands/affected/changes";
import { affectedTargets } from "../../commands/affected/select";
import type { Project } from "../../src/model/project";
import { bakeTargets } from "../../src/resolve/bake-targets";
import type { Part } from "./parts";
import type { Ran } from "./record";

/** Whether a part that passed can be left out, since nothing that it reads has changed since then. */
export async function isUntouched(
  root: string,
  project: Project,
  part: Part,
  { commit, passed }: Ran,
): Promise<boolean> {
  if (!passed || commit.endsWith("+")) return false;
  const changes = await changesSince(root, commit).catch(() => undefined); // A commit that this clone does not have.
  if (changes?.paths === undefined) return false;
  const included = part.reads.filter((glob) => !glob.startsWith("!"));
  const ignore = part.reads.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1));
  const isRead = picomatch(included, { ignore, dot: true });
  if (changes.paths.some((path) => isRead(path))) return false;
  return !part.usesImages || affectedTargets(bakeTargets(project), changes).length === 0;
}
