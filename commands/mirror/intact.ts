import { stat } from "node:fs/promises";
import { hashFile } from "../../harness/checksum";
import type { MirroredFile } from "./mirrored-file";

/** What a file was found to be; `differs`: what was expected and what was found. */
export type Found =
  | { readonly state: "absent" }
  | { readonly state: "intact" }
  | { readonly state: "wrong"; readonly differs: string };

/** Holds a file's size and bytes against the lock. */
export async function examine(
  path: string,
  { size, checksum }: Pick<MirroredFile, "size" | "checksum">,
): Promise<Found> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined) return { state: "absent" };
  if (!status.isFile()) return { state: "wrong", differs: "expected a file, found something else" };
  if (size !== null && status.size !== size)
    return { state: "wrong", differs: `expected ${size} bytes, found ${status.size}` };
  const { algorithm, hex } = checksum;
  const found = await hashFile(path, algorithm);
  return found === hex
    ? { state: "intact" }
    : { state: "wrong", differs: `expected ${algorithm} ${hex}, found ${found}` };
}
