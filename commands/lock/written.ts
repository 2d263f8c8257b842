import { rename, writeFile } from "node:fs/promises";
import { flush } from "../../harness/staging";

/** Replaces a file whole: whatever interrupts it, the file is the old one or the new one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  await writeFile(temporary, text);
  await flush(temporary);
  await rename(temporary, path);
}
