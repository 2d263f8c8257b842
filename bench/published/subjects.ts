/** Figures that are published: the file that has them, what measures and writes them, and what they depend on. */
export interface Subject {
  /** Path from the root. */
  readonly data: string;
  readonly command: string;
  /** As `digestOfInputs` reads them. */
  readonly files: readonly string[];
}

/** How long the generator takes, whatever the matrix. */
export const GENERATION: Subject = {
  data: "measured/generation.json",
  command: "npm run -s bench -- --publish",
  files: [
    "bench/pipeline/measure.ts",
    "bench/disk/measure.ts",
    "bench/processes.ts",
    ".projenrc.ts",
    "tools/synth.js",
    "templates/**",
    "test/fixture-project/*.json",
  ],
};

/** What images take, and what nodes pull. */
export const IMAGES: Subject = {
  data: "measured/images.json",
  command: "npm run -s bench:images -- --publish",
  files: ["templates/*.Dockerfile.hbs", "templates/*.{sh,py,pl,pth,txt}.hbs", "!templates/*.test.sh.hbs"],
};

/** How drivers and executors of a Spark start. */
export function startOf(spark: string): Subject {
  return {
    data: `measured/start-${spark}.json`,
    command: `npm run -s bench:start -- ${spark} --publish 2>/dev/null`,
    files: [
      "templates/{spark-core,runtime}.Dockerfile.hbs",
      "templates/{entrypoint,share-classes,archive-classes}.sh.hbs",
      "templates/forget-addresses.pl.hbs",
      "templates/class-lists/*",
    ],
  };
}
