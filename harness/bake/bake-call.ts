import type { Build } from "../plan";
import type { BuildInputs } from "../supply";

/** A build with what it is given, and its target in the bake file. */
export interface BakedBuild {
  readonly build: Build;
  readonly target: string;
  readonly inputs: BuildInputs;
}

/**
 * The words behind `docker` that build some targets.
 *
 * @param overrides a file with {@link overridesOf} the builds
 */
export function bakeArguments(builds: readonly BakedBuild[], overrides: string): readonly string[] {
  return [
    "buildx",
    "bake",
    "--file",
    "docker-bake.hcl",
    "--file",
    overrides,
    "--progress",
    "plain",
    ...(builds.some(isOnHost) ? ["--allow", "network.host"] : []),
    ...builds.flatMap(({ inputs }) =>
      secretsOf(inputs).flatMap((secret) => ["--allow", `fs.read=${fileOf(secret)}`]),
    ),
    ...builds.map(({ target }) => target),
  ];
}

/** A bake file, as JSON, that gives each target what its plain build is given: arguments, labels, network and secret. */
export function overridesOf(builds: readonly BakedBuild[]): string {
  const targets = builds.map(({ target, inputs }) => [
    target,
    {
      args: inputs.arguments,
      labels: inputs.labels,
      ...(secretsOf(inputs).length > 0 ? { secret: secretsOf(inputs) } : {}),
      // RUN steps reach the mirror on the loopback interface.
      ...(isOnHost({ inputs }) ? { network: "host" } : {}),
    },
  ]);
  return JSON.stringify({ target: Object.fromEntries(targets) });
}

function isOnHost({ inputs: { options } }: Pick<BakedBuild, "inputs">): boolean {
  return options.join(" ").includes("--network host");
}

function secretsOf({ options }: BuildInputs): readonly string[] {
  return options.filter((_, index) => options[index - 1] === "--secret");
}

function fileOf(secret: string): string {
  return secret.replace(/^.*\bsrc=/, "");
}
