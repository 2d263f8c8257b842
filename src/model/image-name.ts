/** An image of the project, as far as its names go. */
export interface NamedImage {
  /** Path of its folder from the root, such as `docker/runtime/spark-4.1.1-jdk17`. */
  readonly folder: string;
  /** Name of its variant; empty for the build without arguments. */
  readonly variant: string;
  /** Reference, such as `registry.example.com/spark-k8s-python-deps:latest-iceberg`. */
  readonly reference: string;
}

/** The folder's own name, such as `spark-3.5.8-core`. */
export function folderName(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1);
}

/** The name of one image: its folder's, and its variant's behind it. Bake's target has it with `_` for `.`. */
export function imageName({ folder, variant }: Pick<NamedImage, "folder" | "variant">): string {
  return [folderName(folder), ...(variant ? [variant] : [])].join("-");
}

/**
 * Whether a word that somebody wrote names an image: its folder's name or path, which name each variant; its own name,
 * with the prefix of the project's names or without; its reference, with its registry or without, or `FOLDER:TAG`. Each
 * may have `_` for `.`, as bake's targets do.
 */
export function isCalled(image: NamedImage, word: string): boolean {
  const asked = word.replace(/\/$/, "");
  return namesOf(image).some((name) => asked === name || asked === name.replaceAll(".", "_"));
}

function namesOf(image: NamedImage): readonly string[] {
  const folder = folderName(image.folder);
  const local = image.reference.slice(image.reference.lastIndexOf("/") + 1);
  const [repository = "", tag = ""] = local.split(":");
  const short = imageName(image);
  const prefixed = `${repository.slice(0, -folder.length)}${short}`;
  return [folder, image.folder, image.reference, local, `${folder}:${tag}`, short, prefixed];
}
