import type { CudaFolder, JdkFolder, PythonFolder, Settings } from "../model/project";
import { PLAIN_PART, type Part, type Platform } from "./part";
import { debianPurl, genericPurl, imagePurl } from "./purl";

const NOT_LOCKED = "Its packages are not locked: their versions are what Debian's archive has at the build.";

/** The image that every base image starts from. */
export function debianPart({ debianImage, debianRelease }: Settings, image: string): Part {
  return {
    ...PLAIN_PART,
    id: "system:debian",
    kind: "system",
    name: "debian",
    version: debianRelease,
    purl: imagePurl(debianImage),
    path: "/",
    note: NOT_LOCKED,
    image,
  };
}

/** OpenJDK as Debian packages it. */
export function jdkPart(
  { package: name, java }: JdkFolder,
  { debianRelease }: Settings,
  image: string,
): Part {
  return {
    ...PLAIN_PART,
    id: `package:${name}`,
    kind: "package",
    name,
    version: "",
    purl: debianPurl(name, debianRelease),
    license: "GPL-2.0-only WITH Classpath-exception-2.0",
    path: `/usr/lib/jvm/java-${java}`,
    note: NOT_LOCKED,
    image,
  };
}

/** The interpreter, an unpacked archive of python-build-standalone. */
export function cpythonPart({ build }: PythonFolder, platform: Platform, image: string): Part {
  const { sha256, verified } = build.platforms[platform];
  return {
    ...PLAIN_PART,
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
    note: `Release ${build.release} of python-build-standalone. The libraries and the pip that its archive brings are not listed.`,
    image,
  };
}

/** CUDA's libraries, copied from NVIDIA's image. */
export function cudaPart({ cuda, image: from, licenses }: CudaFolder, image: string): Part {
  const path = `/usr/local/cuda-${cuda}`;
  return {
    ...PLAIN_PART,
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
