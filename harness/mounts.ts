import { readFile } from "node:fs/promises";
import { run, succeeds } from "./run";

/** The mounts in a folder, the last one that was made first. */
export function mountsIn(folder: string, mountinfo: string): string[] {
  return mountinfo
    .split("\n")
    .map((line) => decode(line.split(" ")[4] ?? ""))
    .filter((path) => path === folder || path.startsWith(`${folder}/`))
    .toReversed();
}

/** The mounts in a folder now. */
export async function findMounts(folder: string): Promise<string[]> {
  return mountsIn(folder, await readFile("/proc/self/mountinfo", "utf8"));
}

/** Takes every mount in a folder away. */
export async function unmountAll(folder: string): Promise<void> {
  for (const path of await findMounts(folder)) {
    // A mount that is still in use goes as soon as it is no longer.
    if (!(await succeeds("umount", [path]))) await run("umount", ["--lazy", path]);
  }
}

/** The kernel writes a space, tab, newline or backslash in octal (proc(5)). */
function decode(path: string): string {
  return path.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
