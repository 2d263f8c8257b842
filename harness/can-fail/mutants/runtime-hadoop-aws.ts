import type { HadoopAwsBuild, Project, RuntimeFolder } from "../../../src/model/project";
import { foldersOf, type Mutant, type PlannedImage, ran, truncated } from "../mutant";
import { S3A_CLASSES } from "./runtime-claims";

const JARS = "/opt/spark/jars";

/** Faults of a runtime's jars of s3a://. A job of SQL ends at the first statement that fails, one of PySpark goes on. */
export function hadoopAwsMutants(
  { folder: { python }, project }: Omit<PlannedImage<RuntimeFolder>, "build">,
  build: HadoopAwsBuild,
): readonly Mutant[] {
  const failed = [S3A_CLASSES, ...(python ? [] : ["a job of SQL in a local cluster runs to its end"])];
  const { hadoop, jars } = build;
  const list = `the jars of s3a:// are those for Hadoop ${hadoop}`;
  const [hadoopAws, sdk, ...libraries] = jars.map(({ file }) => file);
  return [
    ran("hadoop-aws is gone", `rm ${JARS}/${hadoopAws}`, [list, ...failed]),
    ran("the AWS SDK is gone", `rm ${JARS}/${sdk}`, [list, ...failed]),
    ran("the AWS SDK is truncated", truncated(`${JARS}/${sdk}`), failed),
    ran("a second AWS SDK", `echo >${JARS}/bundle-2.54.17.jar`, [list]),
    ...libraries
      .slice(0, 1)
      .map((library) => ran("a library of hadoop-aws is gone", `rm ${JARS}/${library}`, [list])),
    ...anotherHadoop({ ...build, project }, { list, failed }),
  ];
}

/** The hadoop-aws for another Hadoop, under this one's name and under its own, where the matrix has one. */
function anotherHadoop(
  { project, hadoop, jars: [hadoopAws] }: HadoopAwsBuild & Pick<PlannedImage, "project">,
  claims: { readonly list: string; readonly failed: readonly string[] },
): readonly Mutant[] {
  const jar = `${JARS}/${hadoopAws?.file}`;
  return layersForOthers(project, hadoop).flatMap((takesFrom) => {
    const copy = `--mount=type=bind,from=${takesFrom},source=${JARS},target=/mnt cp /mnt/hadoop-aws-*.jar`;
    const [disguised, named] = [`${copy} ${jar}`, `${copy} ${JARS}/ && rm ${jar}`];
    return [
      {
        ...ran("hadoop-aws is for another Hadoop, under this one's name", disguised, claims.failed),
        takesFrom,
      },
      { ...ran("hadoop-aws is for another Hadoop", named, [claims.list, ...claims.failed]), takesFrom },
    ];
  });
}

/** The image of the layer for another Hadoop, where the matrix has one. */
function layersForOthers(project: Project, hadoop: string): readonly string[] {
  return foldersOf(project, "jars-hadoop-aws")
    .flatMap(({ spark, builds, variants }) => {
      const isOther = (version: string): boolean =>
        builds.some((build) => build.hadoop !== hadoop && build.sparks.includes(version));
      return variants.filter(({ arguments: { SPARK_VERSION = spark } }) => isOther(SPARK_VERSION));
    })
    .slice(0, 1)
    .map(({ reference }) => reference);
}
