import type { JarsHadoopAwsFolder } from "../../../src/model/project";
import {
  configured,
  EMPTY_ARCHIVE,
  type Mutant,
  type PlannedImage,
  ran,
  replacedByPage,
  truncated,
} from "../mutant";

const JARS = "/opt/spark/jars";
const FILE_SYSTEM = "hadoop-aws has the file system of s3a://";
const HADOOP_ONCE = "no class of Hadoop is there twice";
const CLIENT = "the client of S3 loads, from the bundle of the AWS SDK";
const SDK_ONCE = "no class of the AWS SDK is there twice";

/** Faults of the image with the jars of s3a:// for one Hadoop. A jar that cannot be opened ends every question but that of a class. */
export function jarsHadoopAwsMutants(image: PlannedImage<JarsHadoopAwsFolder>): readonly Mutant[] {
  const { folder, build } = image;
  const spark = build.arguments.SPARK_VERSION ?? folder.spark;
  const chosen = folder.builds.find(({ sparks }) => sparks.includes(spark));
  const [hadoopAws, sdk, ...libraries] = chosen?.jars.map(({ file }) => file) ?? [];
  if (chosen === undefined || hadoopAws === undefined || sdk === undefined) return [];
  const list = `the jars are those for Spark ${spark}, byte for byte, and no other`;
  const release = `hadoop-aws says that it is ${chosen.hadoop}, the release of the bundled Hadoop`;
  const ofHadoopAws = [release, FILE_SYSTEM, HADOOP_ONCE];
  return [
    ran("hadoop-aws is gone", `rm ${JARS}/${hadoopAws}`, [list, ...ofHadoopAws]),
    ran("the AWS SDK is gone", `rm ${JARS}/${sdk}`, [list, CLIENT, SDK_ONCE]),
    ran("hadoop-aws is truncated", truncated(`${JARS}/${hadoopAws}`), [list, ...ofHadoopAws, SDK_ONCE]),
    ran("the AWS SDK is an HTML page", replacedByPage(`${JARS}/${sdk}`), [
      list,
      ...ofHadoopAws,
      CLIENT,
      SDK_ONCE,
    ]),
    ran("hadoop-aws is there twice", `ln -s ${hadoopAws} ${JARS}/twice.jar`, [list, ...ofHadoopAws]),
    ran("the AWS SDK is there twice", `ln -s ${sdk} ${JARS}/twice.jar`, [list, SDK_ONCE]),
    ran("a second AWS SDK", `${EMPTY_ARCHIVE} >${JARS}/bundle-2.54.17.jar`, [list]),
    ...libraries
      .slice(0, 1)
      .map((library) => ran("a library of hadoop-aws is gone", `rm ${JARS}/${library}`, [list])),
    ...anotherHadoop(image, { hadoopAws, claims: [list, release] }),
    configured("it does not say which Spark it is for", 'LABEL spark-k8s.spark-version=""', [
      "the jars are those for Spark unknown, byte for byte, and no other",
      "hadoop-aws says that it is none, the release of the bundled Hadoop",
      FILE_SYSTEM,
      CLIENT,
      SDK_ONCE,
    ]),
    configured("SPARK_HOME leads elsewhere", "ENV SPARK_HOME=/usr/share/spark", [
      "SPARK_HOME names the folder that the jars are for",
    ]),
  ];
}

/** The hadoop-aws for another Hadoop under this one's name, where the matrix has one. */
function anotherHadoop(
  { folder, build }: PlannedImage<JarsHadoopAwsFolder>,
  { hadoopAws, claims }: { hadoopAws: string; claims: readonly string[] },
): readonly Mutant[] {
  const other = folder.variants.find(({ reference }) => reference !== build.image)?.reference;
  if (other === undefined) return [];
  const mount = `--mount=type=bind,from=${other},source=${JARS},target=/mnt`;
  const script = `${mount} cp /mnt/hadoop-aws-*.jar ${JARS}/${hadoopAws}`;
  return [{ ...ran("hadoop-aws is for another Hadoop", script, claims), takesFrom: other }];
}
