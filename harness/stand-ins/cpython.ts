import { cp, mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { LAYOUT } from "../../src/model/mirror-layout";
import { fetchWheels, type Wheel } from "../artifacts/wheels";
import type { ArtifactCache, CachedFile } from "../cache";
import type { MirrorContext } from "../mirror-context";
import { secondsSince, type Report } from "../report";
import { run } from "../run";
import { packFolder } from "./archive";
import type { Provided } from "./stand-in";

/** A CPython that a version of the Go module carries: its version and its python-build-standalone release. */
interface EmbeddedCpython {
  readonly version: string;
  readonly release: string;
}

/** Those that there are, by major and minor; the folder `cpython/MINOR` has the module's version. */
const EMBEDDED: Readonly<Record<string, EmbeddedCpython>> = {
  "3.10": { version: "3.10.16", release: "20241219" },
  "3.11": { version: "3.11.11", release: "20241219" },
};

const RECIPE = 1;
const GO_PROGRAM = join(__dirname, "cpython");

/** The module has copies where the release has links. */
function linksOf(minor: string): Readonly<Record<string, string>> {
  return {
    "bin/python": `python${minor}`,
    "bin/python3": `python${minor}`,
    "bin/pip": `pip${minor}`,
    "bin/pip3": `pip${minor}`,
    [`lib/libpython${minor}.so`]: `libpython${minor}.so.1.0`,
  };
}

// The release has both installed; the module leaves them out.
const WHEELS: readonly Omit<Wheel, "python">[] = [
  {
    name: "pip",
    version: "25.3",
    file: "pip-25.3-py3-none-any.whl",
    sha256: "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd",
    size: null,
  },
  {
    name: "setuptools",
    version: "80.9.0",
    file: "setuptools-80.9.0-py3-none-any.whl",
    sha256: "062d34222ad13e0cc312a4c02d73f059e86a4acbfbdea8f8f76b28c99f306922",
    size: null,
  },
];

/** The stand-in of a Python. @throws Error naming those that there are, when there is none for it */
export function embeddedCpython(minor: string): EmbeddedCpython & { readonly file: string } {
  const found = EMBEDDED[minor];
  if (found === undefined) {
    throw new Error(
      `There is no stand-in of CPython ${minor}, allowed: ${Object.keys(EMBEDDED).join(", ")}; use --source upstream.`,
    );
  }
  const build = "x86_64-unknown-linux-gnu-install_only_stripped";
  return { ...found, file: `cpython-${found.version}+${found.release}-${build}.tar.gz` };
}

/** Serves the stand-in of a Python where the Dockerfile looks for python-build-standalone's release. */
export async function provideCpython(context: MirrorContext, minor: string): Promise<Provided> {
  const { cache, mirror, routes, report } = context;
  const { version, release, file: name } = embeddedCpython(minor);
  const { file, checksum } = await makeCpython(cache, minor, report);
  routes.add({ path: `/${LAYOUT.pythonBuildStandalone}/${release}/${name}`, file });
  return {
    standIn: `python-build-standalone's CPython ${version}, made from the Go module go-embed-python`,
    arguments: {
      PYTHON_BUILD_STANDALONE_URL: `${mirror.url}/${LAYOUT.pythonBuildStandalone}`,
      PYTHON_VERSION: version,
      PYTHON_RELEASE: release,
      PYTHON_AMD64_SHA256: checksum.hex,
    },
  };
}

/** Makes an `install_only` tarball from the python-build-standalone that a Go module carries, with pip and setuptools. */
async function makeCpython(cache: ArtifactCache, minor: string, report: Report): Promise<CachedFile> {
  const { file: name } = embeddedCpython(minor);
  const recipe = `cpython ${RECIPE} ${name} ${WHEELS.map((wheel) => wheel.sha256).join(" ")}`;
  return cache.derive(`stand-in ${name}`, recipe, "sha256", async (folder) => {
    report(`making the stand-in ${name} from the Go module go-embed-python`);
    const start = Date.now();
    const tree = join(folder, "python");
    await extract(folder, minor, tree);
    await addWheels(cache, { minor, tree }, report);
    const tarball = join(folder, name);
    await packFolder(tree, "python", tarball);
    report(`made the stand-in ${name} in ${secondsSince(start)} s`);
    return tarball;
  });
}

/** The program is copied first, so that Go writes nothing into the checkout. */
async function extract(folder: string, minor: string, tree: string): Promise<void> {
  const program = join(folder, "program");
  await cp(join(GO_PROGRAM, minor), program, { recursive: true });
  await cp(join(GO_PROGRAM, "main.go"), join(program, "main.go"));
  await run("go", ["run", ".", tree], { cwd: program });
  for (const [link, target] of Object.entries(linksOf(minor))) {
    await rm(join(tree, link), { force: true });
    await symlink(target, join(tree, link));
  }
}

async function addWheels(
  cache: ArtifactCache,
  { minor, tree }: { readonly minor: string; readonly tree: string },
  report: Report,
): Promise<void> {
  const packages = join(tree, "lib", `python${minor}`, "site-packages");
  await mkdir(packages, { recursive: true });
  const wheels = WHEELS.map((wheel) => ({ ...wheel, python: minor }));
  for (const { path } of await fetchWheels(cache, wheels, report)) {
    await run("python3", ["-m", "zipfile", "-e", path, packages]);
  }
}
