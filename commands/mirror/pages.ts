import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { LAYOUT, mirrorArguments, mirrorSettings } from "../../src/model/mirror-layout";
import { htmlPage } from "../../harness/simple-index";
import type { MirroredFile } from "./mirrored-file";

/** A text that stands beside the locked files. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** What a mirror of some files has beside them: an index of its packages, checksum files, and how to use it. */
export function pagesOf(files: readonly MirroredFile[], base: string): readonly Page[] {
  return [
    ...indexPages(files),
    ...sidecars(files),
    environmentPage(base),
    settingsPage(base),
    readmePage(base),
  ];
}

/** The files that a mirror has, whatever their bytes are. */
export function presentIn(folder: string, files: readonly MirroredFile[]): readonly MirroredFile[] {
  return files.filter(({ path }) => existsSync(join(folder, path)));
}

/** One page for each project and one that lists them (PEP 503), with relative links: the mirror may lie anywhere. */
function indexPages(files: readonly MirroredFile[]): readonly Page[] {
  const indexed = files.flatMap(({ project, path, checksum }) => {
    const entry = { folder: posix.dirname(path), filename: posix.basename(path), sha256: checksum.hex };
    return project === undefined ? [] : [{ project, ...entry }];
  });
  const projects = [...new Set(indexed.map(({ project }) => project))].sort();
  const pages = projects.map((name): Page => {
    const own = indexed.filter(({ project }) => project === name);
    const text = htmlPage(name, own, ({ folder }) => `../../${folder}`);
    return { path: `${LAYOUT.pythonIndex}/${name}/index.html`, text };
  });
  const links = projects.map((name) => `    <a href="${name}/">${name}</a><br>\n`).join("");
  const list = `<!DOCTYPE html>\n<html>\n  <head><title>Simple index</title></head>\n  <body>\n${links}  </body>\n</html>\n`;
  return [{ path: `${LAYOUT.pythonIndex}/index.html`, text: list }, ...pages];
}

/** Beside each file that is no wheel, its checksum as `sha256sum` writes it. */
function sidecars(files: readonly MirroredFile[]): readonly Page[] {
  return files
    .filter(({ path }) => !path.startsWith(`${LAYOUT.wheels}/`))
    .map(({ path, checksum: { algorithm, hex } }) => {
      return { path: `${path}.${algorithm}`, text: `${hex}  ${path.split("/").at(-1)}\n` };
    });
}

const ENVIRONMENT = "mirror.env";

/** The build arguments, a line for each. */
function environmentPage(base: string): Page {
  const lines = Object.entries(mirrorArguments(base)).map(([name, value]) => `${name}=${value}\n`);
  return { path: ENVIRONMENT, text: lines.join("") };
}

/** The matrix's setting that makes every generated Dockerfile ask the mirror. */
function settingsPage(base: string): Page {
  return { path: "mirrors.json", text: `${JSON.stringify({ mirrors: mirrorSettings(base) }, null, 2)}\n` };
}

/** The URL that the build arguments of a mirror name; undefined where there are none. */
export async function baseOf(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, ENVIRONMENT), "utf8").catch(() => "");
  return new RegExp(`^MAVEN_URL=(https?://\\S+)/${LAYOUT.maven}$`, "m").exec(text)?.[1];
}

function readmePage(base: string): Page {
  const text = `# Mirror of locked files

Written by \`npx projen mirror\`; \`npx projen mirror --verify\` with this folder compares every byte with the lock.

| Folder | What it is | Build argument |
| --- | --- | --- |
| \`${LAYOUT.apache}\` | Spark distributions and PySpark | \`APACHE_ARCHIVE_URL\` |
| \`${LAYOUT.maven}\` | jars, in the layout of a Maven repository | \`MAVEN_URL\` |
| \`${LAYOUT.pythonBuildStandalone}\` | CPython | \`PYTHON_BUILD_STANDALONE_URL\` |
| \`${LAYOUT.pythonIndex}\`, \`${LAYOUT.wheels}\` | a package index (PEP 503) and its wheels | \`PIP_INDEX_URL\` |

For every build of the tree, take \`mirrors.json\` into the matrix instead, then \`npx projen lock\` and \`npx projen\`.

Serve the folder with any static web server that answers a folder with its index.html:

    python3 -m http.server --bind 127.0.0.1 --directory . 8000

Build with the arguments of \`${ENVIRONMENT}\`, which name ${base}; on the loopback interface, with \`--network host\`:

    docker build $(sed 's/^/--build-arg /' ${ENVIRONMENT}) --network host docker/docker-intermediate/jdbc-drivers

Not in here, for the lock does not hold them: Debian's packages and the images that the base images start from. A
\`DEBIAN_IMAGE\` that has ca-certificates, curl and unzip makes downloading stages do without Debian's packages.
`;
  return { path: "README.md", text };
}
