import { run } from "../../run";
import { CTR_OPTIONS } from "./containers";
import { readIds } from "./image-ids";

/**
 * Removes images that no name of the engine's leads to: what a name led to before it was built anew, and what was pulled
 * from a registry of a scenario. The kubelet knows each image by its checksum too, which keeps it on the disk otherwise.
 * @param ctr path of the command
 */
export async function removeUnnamedImages(ctr: string): Promise<void> {
  const unnamed = unnamedIn(await run(ctr, [...CTR_OPTIONS, "images", "list"]));
  if (unnamed.length > 0) await run(ctr, [...CTR_OPTIONS, "images", "remove", "--sync", ...unnamed]);
}

/** The references in the table of `ctr images list` to images that have no name but a checksum. */
export function unnamedIn(table: string): string[] {
  const rows = table
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [reference = "", , digest = ""] = line.split(/\s+/);
      return reference === "" ? [] : [{ reference, digest }];
    });
  const isName = (reference: string) => !reference.includes("@") && !reference.startsWith("sha256:");
  const named = new Set(rows.filter(({ reference }) => isName(reference)).map(({ digest }) => digest));
  // The kubelet knows an image by the engine's id, also where another manifest has led to it since.
  const ids = new Set(readIds(table).values());
  return rows
    .filter(({ reference, digest }) => !named.has(digest) && !ids.has(reference))
    .map(({ reference }) => reference);
}
