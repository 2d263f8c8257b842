import { cp, mkdir, readdir, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fetchWheels, type CachedWheel, type Wheel } from "../artifacts/wheels";
import type { ArtifactCache } from "../cache";
import { hashText } from "../checksum";
import type { Engine } from "../engine";
import { secondsSince, type Report } from "../report";
import { run } from "../run";
import { inStaging } from "../staging";
import { packFolder } from "./archive";
import { CUDA_WHEELS, type CudaWheel } from "./cuda-wheels";
import { importImage } from "./import-image";
import type { Provided } from "./stand-in";

const IMAGE = "stand-in/cuda:12.1.1-runtime";
const DESCRIPTION = "nvidia/cuda:12.1.1-runtime, made from NVIDIA's own wheels for CUDA 12.1";
const RECIPE = 1;
const LIBRARIES = "targets/x86_64-linux/lib";

/** Makes an image that holds `/usr/local/cuda-12.1` alone from NVIDIA's wheels, unless the engine has it. */
export async function makeCudaImage(cache: ArtifactCache, engine: Engine, report: Report): Promise<Provided> {
  const recipe = hashText([RECIPE, ...CUDA_WHEELS.map(({ sha256 }) => sha256)].join(" "));
  await importImage(engine, { reference: IMAGE, description: DESCRIPTION, recipe }, report, async (load) => {
    const cached = await fetchWheels(cache, CUDA_WHEELS.map(asWheel), report);
    await inStaging(join(cache.folder, "staging"), async (folder) => {
      report(`making the stand-in ${IMAGE} from ${cached.length} wheels`);
      const start = Date.now();
      const tarball = join(folder, "cuda.tar.gz");
      await packFolder(await arrange(cached, folder), "usr", tarball);
      await load(tarball);
      report(`made the stand-in ${IMAGE} in ${secondsSince(start)} s`);
    });
  });
  return { standIn: DESCRIPTION, arguments: { CUDA_IMAGE: IMAGE } };
}

function asWheel(wheel: CudaWheel): Wheel {
  const file = `${wheel.name.replaceAll("-", "_")}-${wheel.version}-py3-none-manylinux1_x86_64.whl`;
  return { ...wheel, file, python: "3.10" };
}

async function arrange(wheels: readonly CachedWheel[], folder: string): Promise<string> {
  const cuda = join(folder, "usr", "local", "cuda-12.1");
  await mkdir(join(cuda, LIBRARIES), { recursive: true });
  await symlink(LIBRARIES, join(cuda, "lib64"));
  for (const wheel of wheels) {
    const unpacked = join(folder, wheel.name);
    await run("python3", ["-m", "zipfile", "-e", wheel.path, unpacked]);
    await addLibraries(unpacked, wheel.version, join(cuda, LIBRARIES));
    await addLicense(unpacked, join(cuda, "EULA.txt"));
  }
  return join(folder, "usr");
}

/** Gives each library its full version as its name and a link by its soname, as NVIDIA's packages do. */
async function addLibraries(unpacked: string, version: string, target: string): Promise<void> {
  const [component] = await readdir(join(unpacked, "nvidia"), { withFileTypes: true }).then((entries) =>
    entries.filter((entry) => entry.isDirectory() && entry.name !== "__pycache__"),
  );
  if (component === undefined) throw new Error(`No component under nvidia/ in ${unpacked}.`);
  const source = join(unpacked, "nvidia", component.name, "lib");
  for (const soname of (await readdir(source)).filter((name) => name.includes(".so."))) {
    const file = fullName(soname, version);
    await rename(join(source, soname), join(target, file));
    if (file !== soname) await symlink(file, join(target, soname));
  }
}

/** The file name behind a soname: `libcudart.so.12` of 12.1.105 is `libcudart.so.12.1.105`. */
export function fullName(soname: string, version: string): string {
  const [base = "", major = ""] = soname.split(/(?<=\.so)\./);
  return version.startsWith(`${major}.`) ? `${base}.${version}` : soname;
}

async function addLicense(unpacked: string, target: string): Promise<void> {
  const info = (await readdir(unpacked)).find((name) => name.endsWith(".dist-info"));
  if (info) await cp(join(unpacked, info, "License.txt"), target);
}
