import type { CudaFolder, FolderBase, JdkFolder, PythonFolder, Settings } from "../model/project";

/** The time that files of every layer have, in seconds since 1970: 1980-01-02, which a ZIP archive can say too. */
const EPOCH = 315_619_200;

/** What every template of a folder may name. */
export function commonView(settings: Settings, folder: FolderBase) {
  const base = folder.parents[0]?.reference ?? settings.debianImage;
  return {
    syntax: settings.syntax,
    epoch: EPOCH,
    snapshot: settings.debianSnapshot,
    debianArchive: settings.debianArchive,
    debianRelease: settings.debianRelease,
    debianImage: settings.debianImage,
    source: settings.source,
    ...settings.mirrors,
    name: folder.name,
    title: folder.title,
    description: folder.description,
    version: folder.version,
    licenses: folder.licenses,
    baseImage: base,
    baseName: base.split("@")[0],
    image: folder.variants[0]?.reference ?? "",
    // Go's template of `docker inspect --format` has the same braces as Handlebars.
    openBraces: "{{",
    closeBraces: "}}",
  };
}

export function jdkView({ java, package: debianPackage }: JdkFolder) {
  return {
    java,
    package: debianPackage,
    hasJdk: debianPackage.includes("-jdk-"),
    sizeLimit: debianPackage.includes("-jdk-") ? 700 : 400,
  };
}

export function pythonView({ minor, build, groups }: PythonFolder) {
  return {
    minor,
    groups,
    // The label names the interpreter that was built in, another patch by a build argument too.
    version: "${PYTHON_VERSION}",
    pythonVersion: build.version,
    pythonRelease: build.release,
    amd64Sha256: build.platforms.amd64.sha256,
    arm64Sha256: build.platforms.arm64.sha256,
  };
}

/** The Java whose interface to C the class CudaRuntime is written for: later ones have another. */
const JAVA_OF_CUDA_RUNTIME = 17;

export function cudaView({ cuda, image, pythonImage, java }: CudaFolder) {
  const [major = 0, minor = 0] = cuda.split(".").map(Number);
  return {
    cuda,
    cudaImage: image,
    pythonImage,
    runtimeVersion: major * 1000 + minor * 10,
    cudaMajor: major,
    asksThroughJava: java === JAVA_OF_CUDA_RUNTIME,
  };
}
