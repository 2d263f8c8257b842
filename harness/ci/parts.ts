/** A part of the full suite, which runs by itself. */
export interface Part {
  readonly name: string;
  /** What it shows, in a few words. */
  readonly title: string;
  /** Lines of bash, each with the project's folder as its working directory; the first that fails ends the part. */
  readonly commands: readonly string[];
  /** Globs of the files that it reads, but for the images' folders. */
  readonly reads: readonly string[];
  /** Whether a changed image can change its result. */
  readonly usesImages: boolean;
}

/** What parts are made for. */
export interface PartsInput {
  /** References of the images with packages for a GPU; none where the matrix has none. */
  readonly gpuImages: readonly string[];
}

/** The code and data that every image's build and test depends on, beside its own folder. */
const HARNESS = ["harness/*.ts", "harness/{artifacts,servers,stand-ins}/**", "downloads/**"];
const GENERATOR = ["src/**", "compatibility/**", "schema/**", "templates/**", "matrix.json", "lock.json"];
const PACKAGES = ["package-lock.json"];

/** Drops what builds have left: the images of a part and of the next do not fit on a disk of 90 GB together. */
const PRUNE = "docker builder prune --all --force | tail -n 1";

/** Every part of the full suite, in the order in which they run. */
export function fullSuite({ gpuImages }: PartsInput): readonly Part[] {
  const withoutGpu = gpuImages.map((reference) => `--except ${reference}`).join(" ");
  const build = `npm run -s images -- --no-test ${withoutGpu}`;
  const part = (
    name: string,
    title: string,
    commands: readonly string[],
    reads: readonly string[],
  ): Part => ({
    name,
    title,
    commands,
    reads: [...reads, ...HARNESS, ...PACKAGES],
    usesImages: true,
  });
  return [
    {
      name: "node-22",
      title: "generation and unit tests on Node 22",
      commands: [".ci/with-node 22 bash -c 'npx projen check && npx vitest run'"],
      reads: ["**", "!docs/**"],
      usesImages: false,
    },
    {
      name: "user-changes",
      title: "every test after each of four changes that users make to the matrix",
      commands: ["npm run -s user-changes"],
      reads: ["**", "!docs/**"],
      usesImages: false,
    },
    {
      name: "bench",
      title: "the generator's benchmark",
      commands: ["npm run -s bench"],
      reads: ["bench/**", ...GENERATOR, ...PACKAGES],
      usesImages: false,
    },
    part(
      "images",
      "every image built and tested, its layers and its bill of materials, without the packages for a GPU",
      [
        `npm run -s images -- ${withoutGpu}`,
        `npm run -s layer-check -- ${withoutGpu}`,
        `npm run -s sbom-check -- ${withoutGpu}`,
        PRUNE,
      ],
      ["harness/{layers,sbom-check}/**", "measured/layer-budgets.json", "src/sbom/**"],
    ),
    part(
      "bake",
      "every image built by one call of bake, each with the layers of its plain build",
      [build, `npm run -s bake-check -- ${withoutGpu}`, PRUNE],
      ["harness/bake/**", "docker-bake.hcl"],
    ),
    part(
      "reproducible",
      "every image built twice, with equal layers",
      [`npm run -s images -- --verify-reproducible --no-test ${withoutGpu}`, PRUNE],
      ["harness/reproducible/**"],
    ),
    part(
      "mirror",
      "images built from a mirror alone",
      [build, "npm run -s mirror-proof", PRUNE],
      ["harness/mirror-proof/**", "commands/mirror/**"],
    ),
    part(
      "fleet",
      "images built by a fleet of builders",
      [build, "npm run -s fleet-proof", PRUNE],
      ["harness/fleet/**", "docker-bake.hcl"],
    ),
    part(
      "kubernetes",
      "every scenario but the long ones, with each Spark and as each user",
      [build, PRUNE, "npm run -s kubernetes -- --all --except gpu --except soak --except twenty-jobs"],
      ["harness/kubernetes/**", "deploy/**"],
    ),
    part(
      "kubernetes-long",
      "fifty jobs after one another and twenty at once",
      [build, PRUNE, "npm run -s kubernetes -- run soak twenty-jobs"],
      ["harness/kubernetes/**"],
    ),
    part(
      "deploy",
      "deploy/ held by a real API server",
      [build, PRUNE, "npm run -s deploy-check"],
      ["harness/{deploy-check,kubernetes}/**", "deploy/**"],
    ),
    part(
      "mutants",
      "every fault on every image that can have it",
      [build, `npm run -s can-fail -- --every-image ${withoutGpu}`],
      ["harness/can-fail/**", ...GENERATOR],
    ),
    part("faults", "downloads that go wrong in every way", ["npm run -s faults"], ["harness/faults/**"]),
    part(
      "newest",
      "images of examples/newest",
      ["npm run -s images -- --project examples/newest spark-4.2.0-jdk21-python3.11"],
      ["examples/newest/**", ...GENERATOR],
    ),
    part(
      "jar-surgery",
      "images of examples/jar-surgery, told apart from the project's own",
      [
        "npm run -s images -- --no-test spark-3.5.8-core",
        "npm run -s images -- --project examples/jar-surgery spark-3.5.8-core",
        "npm run -s sbom-check -- --project examples/jar-surgery spark-3.5.8-core",
        "npm run -s can-fail -- --exchanged-with examples/jar-surgery",
      ],
      ["examples/jar-surgery/**", "harness/can-fail/**", ...GENERATOR],
    ),
    ...(gpuImages.length > 0 ? [gpuPart(part, gpuImages.join(" "))] : []),
  ];
}

function gpuPart(
  part: (name: string, title: string, commands: readonly string[], reads: readonly string[]) => Part,
  names: string,
): Part {
  return part(
    "gpu",
    "the images with packages for a GPU: tests, layers, bills of materials, jobs, faults, bake",
    [
      PRUNE,
      `npm run -s images -- ${names}`,
      `npm run -s layer-check -- ${names}`,
      `npm run -s sbom-check -- ${names}`,
      PRUNE,
      "npm run -s kubernetes -- run gpu",
      `npm run -s can-fail -- --every-image ${names}`,
      `npm run -s bake-check -- ${names}`,
      PRUNE,
    ],
    ["harness/{bake,can-fail,kubernetes,layers,sbom-check}/**", ...GENERATOR],
  );
}
