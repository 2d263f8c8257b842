import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import picomatch from "picomatch";

/**
 * A digest of what figures were measured of, `sha256:` and 64 digits. A program counts with everything that it imports
 * of this project, without comments, layout, types and JSON, so that only another behaviour changes it; any other file
 * counts byte for byte.
 *
 * @param files Paths from the root: programs (`bench/disk/measure.ts`), and patterns of other files; one that begins with
 * `!` leaves files out.
 */
export function digestOfInputs(root: string, files: readonly string[]): string {
  const programs = files.filter((file) => /\.[jt]s$/.test(file));
  const patterns = files.filter((file) => !programs.includes(file));
  const hash = createHash("sha256");
  for (const text of bundled(root, programs)) hash.update(`${text.length}\n${text}`);
  for (const path of matching(root, patterns)) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  return `sha256:${hash.digest("hex")}`;
}

function bundled(root: string, entryPoints: readonly string[]): readonly string[] {
  if (entryPoints.length === 0) return [];
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [...entryPoints],
    outdir: ".",
    outbase: ".",
    write: false,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    loader: { ".json": "empty" },
    legalComments: "none",
    minifyWhitespace: true,
    minifySyntax: true,
  });
  return outputFiles.map(({ text }) => text);
}

function matching(root: string, patterns: readonly string[]): readonly string[] {
  const ignore = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const wanted = patterns.filter((pattern) => !pattern.startsWith("!"));
  const matches = picomatch(wanted, { ignore });
  const folders = new Set(wanted.map((pattern) => picomatch.scan(pattern).base.split("/")[0] ?? ""));
  return [...folders].sort().flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1))
      .filter((path) => matches(path))
      .sort(),
  );
}
