import { cp, mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fetchWheels, type Wheel } from "../artifacts/wheels";
import type { ArtifactCache, CachedFile } from "../cache";
import type { MirrorContext } from "../mirror-context";
import { secondsSince, type Report } from "../report";
import { run } from "../run";
import { packFolder } from "./archive";
import type { Provided } from "./stand-in";

/** The CPython that the Go module carries: its version and its python-build-standalone release. */
const CPYTHON = { version: "3.10.16", release: "20241219" } as const;

const RECIPE = 1;
const GO_PROGRAM = join(__dirname, "cpython");

// The module has copies where the release has links.
const LINKS: Readonly<Record<string, string>> = {
  "bin/python": "python3.10",
  "bin/python3": "python3.10",
  "bin/pip": "pip3.10",
  "bin/pip3": "pip3.10",
  "lib/libpython3.10.so": "libpython3.10.so.1.0",
};

// The release has both installed; the module leaves them out.
const WHEELS: readonly Wheel[] = [
  {
    name: "pip",
    version: "25.3",
    file: "pip-25.3-py3-none-any.whl",
    sha256: "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd",
    size: null,
    python: "3.10",
  },
  {
    name: "setuptools",
    version: "80.9.0",
    file: "setuptools-80.9.0-py3-none-any.whl",
    sha256: "062d34222ad13e0cc312a4c02d73f059e86a4acbfbdea8f8f76b28c99f306922",
    size: null,
    python: "3.10",
  },
];

const CPYTHON_FILE = `cpython-${CPYTHON.version}+${CPYTHON.release}-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz`;

/** Serves the stand-in of CPython where the Dockerfile looks for python-build-standalone's release. */
export async function provideCpython({ cache, mirror, routes, report }: MirrorContext): Promise<Provided> {
  const { file, checksum } = await makeCpython(cache, report);
  routes.add({ path: `/python-build-standalone/${CPYTHON.release}/${CPYTHON_FILE}`, file });
  return {
    standIn: `python-build-standalone's CPython ${CPYTHON.version}, made from the Go module go-embed-python`,
    arguments: {
      PYTHON_BUILD_STANDALONE_URL: `${mirror.url}/python-build-standalone`,
      PYTHON_VERSION: CPYTHON.version,
      PYTHON_RELEASE: CPYTHON.release,
      PYTHON_AMD64_SHA256: checksum.hex,
    },
  };
}

/** Makes an `install_only` tarball from the python-build-standalone that a Go module carries, with pip and setuptools. */
export async function makeCpython(cache: ArtifactCache, report: Report): Promise<CachedFile> {
  const recipe = `cpython ${RECIPE} ${CPYTHON_FILE} ${WHEELS.map((wheel) => wheel.sha256).join(" ")}`;
  return cache.derive(`stand-in ${CPYTHON_FILE}`, recipe, "sha256", async (folder) => {
    report(`making the stand-in ${CPYTHON_FILE} from the Go module go-embed-python`);
    const start = Date.now();
    const tree = join(folder, "python");
    await extract(folder, tree);
    await addWheels(cache, tree, report);
    const tarball = join(folder, CPYTHON_FILE);
    await packFolder(tree, "python", tarball);
    report(`made the stand-in ${CPYTHON_FILE} in ${secondsSince(start)} s`);
    return tarball;
  });
}

/** The program is copied first, so that Go writes nothing into the checkout. */
async function extract(folder: string, tree: string): Promise<void> {
  const program = join(folder, "program");
  await cp(GO_PROGRAM, program, { recursive: true });
  await run("go", ["run", ".", tree], { cwd: program });
  for (const [link, target] of Object.entries(LINKS)) {
    await rm(join(tree, link), { force: true });
    await symlink(target, join(tree, link));
  }
}

async function addWheels(cache: ArtifactCache, tree: string, report: Report): Promise<void> {
  const packages = join(tree, "lib", "python3.10", "site-packages");
  await mkdir(packages, { recursive: true });
  for (const { path } of await fetchWheels(cache, WHEELS, report)) {
    await run("python3", ["-m", "zipfile", "-e", path, packages]);
  }
}
