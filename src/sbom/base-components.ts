import type { CudaFolder, JdkFolder, PythonFolder, Settings } from "../model/project";
import { PLAIN_COMPONENT, type Component, type Platform } from "./component";
import { debianPurl, genericPurl, imagePurl } from "./purl";

/** Where an image lists its Debian packages with their versions. */
const PACKAGES = "/usr/share/spark-k8s/debian-packages.txt";

/** What is known of the versions of Debian's packages. */
function packagesNote({ debianSnapshot }: Settings): string {
  return debianSnapshot === ""
    ? `Its packages are not locked: their versions are what Debian's archive has at the build, and ${PACKAGES} lists them.`
    : `Its packages are those of Debian's archive at ${debianSnapshot}; ${PACKAGES} lists them.`;
}

/** The image that every base image starts from. */
export function debianComponent(settings: Settings, image: string): Component {
  const { debianImage, debianRelease } = settings;
  return {
    ...PLAIN_COMPONENT,
    id: "system:debian",
    kind: "system",
    name: "debian",
    version: debianRelease,
    purl: imagePurl(debianImage),
    path: "/",
    note: packagesNote(settings),
    image,
  };
}

/** OpenJDK as Debian packages it. */
export function jdkComponent(
  { package: name, java }: JdkFolder,
  settings: Settings,
  image: string,
): Component {
  return {
    ...PLAIN_COMPONENT,
    id: `package:${name}`,
    kind: "package",
    name,
    version: "",
    purl: debianPurl(name, settings.debianRelease),
    license: "GPL-2.0-only WITH Classpath-exception-2.0",
    path: `/usr/lib/jvm/java-${java}`,
    note: packagesNote(settings),
    image,
  };
}

/** The interpreter, an unpacked archive of python-build-standalone. */
export function cpythonComponent({ build }: PythonFolder, platform: Platform, image: string): Component {
  const { sha256, verified, sources = [] } = build.platforms[platform];
  return {
    ...PLAIN_COMPONENT,
    id: "archive:cpython",
    kind: "archive",
    name: "cpython",
    version: build.version,
    purl: genericPurl("cpython", build.version, `sha256:${sha256}`),
    cpe: `cpe:2.3:a:python:python:${build.version}:*:*:*:*:*:*:*`,
    checksum: { algorithm: "SHA-256", hex: sha256 },
    verified,
    license: build.license,
    attention: build.attention ?? "",
    path: "/usr/local",
    unlisted: ["/usr/local"],
    sources,
    note: `Release ${build.release} of python-build-standalone. The libraries and the pip that its archive brings are not listed.`,
    image,
  };
}

/** CUDA's libraries, copied from NVIDIA's image. */
export function cudaComponent({ cuda, image: from, licenses }: CudaFolder, image: string): Component {
  const path = `/usr/local/cuda-${cuda}`;
  return {
    ...PLAIN_COMPONENT,
    id: "tree:cuda",
    kind: "tree",
    name: "cuda",
    version: cuda,
    purl: imagePurl(from),
    license: licenses,
    path,
    unlisted: [path],
    note: `Copied from the image ${from}; what it holds is not listed.`,
    image,
  };
}
