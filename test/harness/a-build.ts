import type { Build } from "../../harness/plan";

/** A build of the image `spark-k8s-NAME` (`:latest` unless the name has a tag) from the folder `docker/NAME`. */
export function aBuild(name: string, given: Partial<Pick<Build, "parents" | "arguments">> = {}): Build {
  return {
    image: reference(name),
    folder: `docker/${name.split(":")[0]}`,
    variant: name.split(":latest-")[1] ?? "",
    arguments: given.arguments ?? {},
    parents: (given.parents ?? []).map(reference),
  };
}

function reference(name: string): string {
  return `spark-k8s-${name}${name.includes(":") ? "" : ":latest"}`;
}
