import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import { type CudaFolder, GROUPS, type JdkFolder, type PythonFolder, type Settings } from "../model/project";
import { requirementsFor } from "../check/pythons";
import { entry } from "./entry";
import type { JarsInput } from "./jars";
import { referenceOf } from "./settings";
import { pinnedReference } from "./upstream-image";

const BASES = "docker/docker-base";

/** The JDK image, base of every other one but Python. */
export function resolveJdk(matrix: Matrix, settings: Settings): JdkFolder {
  const java = matrix.java.version;
  const name = `jdk-${java}`;
  return {
    kind: "jdk",
    name,
    path: `${BASES}/${name}`,
    title: `OpenJDK ${java} on ${settings.debian}`,
    description: `${settings.debian} with OpenJDK ${java}, tini and the user spark: the base of every Spark image`,
    version: String(java),
    licenses: "GPL-2.0-only WITH Classpath-exception-2.0",
    parents: [],
    variants: [{ name: "", reference: referenceOf(settings, name), arguments: {} }],
    java,
    package: `openjdk-${java}-${matrix.java.package ?? "jre-headless"}`,
  };
}

/** The image of a Python, named by major and minor. */
export function resolvePython(matrix: Matrix, lock: Lock, settings: Settings, minor: string): PythonFolder {
  const build = entry(lock.python, minor);
  const name = `python-${minor}`;
  return {
    kind: "python",
    name,
    path: `${BASES}/${name}`,
    title: `CPython ${minor} on ${settings.debian}`,
    description: `${settings.debian} with CPython ${minor} of python-build-standalone at /usr/local`,
    version: build.version,
    licenses: build.license,
    parents: [],
    variants: [{ name: "", reference: referenceOf(settings, name), arguments: {} }],
    minor,
    build,
    groups: GROUPS.filter((group) => requirementsFor(matrix, group, minor).length > 0),
  };
}

/** The CUDA image, where the matrix has one. @param python the image that its test uses */
export function resolveCuda(
  { matrix, lock, settings, jdk }: JarsInput,
  python: PythonFolder | undefined,
): readonly CudaFolder[] {
  if (!matrix.cuda || !python) return [];
  const { version } = matrix.cuda;
  const name = `cuda-${version}`;
  const base = { argument: "BASE_IMAGE", stage: "", reference: referenceOf(settings, jdk.name) };
  return [
    {
      kind: "cuda",
      name,
      path: `${BASES}/${name}`,
      title: `CUDA ${version} and OpenJDK ${jdk.java} on ${settings.debian}`,
      description: `The JDK image with NVIDIA's CUDA ${version} runtime libraries at /usr/local/cuda-${version}`,
      version,
      licenses: "LicenseRef-NVIDIA-CUDA-EULA",
      parents: [base],
      variants: [{ name: "", reference: referenceOf(settings, name), arguments: {} }],
      java: jdk.java,
      cuda: version,
      image: pinnedReference(lock, matrix.cuda.image),
      pythonImage: referenceOf(settings, python.name),
    },
  ];
}
