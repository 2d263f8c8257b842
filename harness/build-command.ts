import type { Build } from "./plan";
import type { BuildInputs } from "./supply";

/** The words behind `docker` that build an image from the project's folder. */
export function buildArguments(build: Build, inputs: BuildInputs): string[] {
  const buildArgs = Object.entries({ ...build.arguments, ...inputs.arguments });
  return [
    "build",
    "--progress",
    "plain",
    ...inputs.options,
    ...buildArgs.flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    ...Object.entries(inputs.labels).flatMap(([name, value]) => ["--label", `${name}=${value}`]),
    "--tag",
    build.image,
    build.folder,
  ];
}
