import type { JarsIcebergFolder } from "../../../src/model/project";
import { configured, type Mutant, type PlannedImage, ran, replacedByPage, truncated } from "../mutant";

const JARS = "/opt/spark/jars";
const SDK_ONCE = "no class of the AWS SDK is there twice";
const ICEBERG_ONCE = "no class of Iceberg is there twice";
const FILE_IO = "S3FileIO loads, from the runtime";
const CLIENT = "the client of S3 loads, from the bundle";

/** Faults of the image with the Iceberg jars for one Spark line. S3FileIO needs the bundle, which holds classes of both. */
export function jarsIcebergMutants(image: PlannedImage<JarsIcebergFolder>): readonly Mutant[] {
  const { folder, build } = image;
  const spark = build.arguments.SPARK_VERSION ?? folder.spark;
  const line = folder.lines.find(({ line: prefix }) => spark.startsWith(`${prefix}.`));
  if (line === undefined) return [];
  const runtime = line.jar.file;
  const bundle = folder.bundle.file;
  const list = `the jars are those for Spark ${spark}, and no other`;
  const version = `the runtime says that it is Iceberg ${folder.iceberg}, the release of the bundle`;
  return [
    ran("the runtime is gone", `rm ${JARS}/${runtime}`, [list, bytesClaim(runtime), version, FILE_IO]),
    ran("the bundle is gone", `rm ${JARS}/${bundle}`, [list, bytesClaim(bundle), FILE_IO, CLIENT, SDK_ONCE]),
    ran("the runtime is truncated", truncated(`${JARS}/${runtime}`), [
      bytesClaim(runtime),
      version,
      FILE_IO,
      SDK_ONCE,
      ICEBERG_ONCE,
    ]),
    ran("the bundle is an HTML page", replacedByPage(`${JARS}/${bundle}`), [
      bytesClaim(bundle),
      version,
      FILE_IO,
      CLIENT,
      SDK_ONCE,
      ICEBERG_ONCE,
    ]),
    ran("the bundle is there twice", `ln -s ${bundle} ${JARS}/twice.jar`, [list, SDK_ONCE, ICEBERG_ONCE]),
    ran("the runtime is there twice", `ln -s ${runtime} ${JARS}/twice.jar`, [list, version, ICEBERG_ONCE]),
    ...anotherLine(image, runtime),
    configured("it does not say which Spark it is for", 'LABEL spark-k8s.spark-version=""', [
      "the jars are those for Spark unknown, and no other",
      bytesClaim("none"),
      FILE_IO,
    ]),
    configured("SPARK_HOME leads elsewhere", "ENV SPARK_HOME=/usr/share/spark", [
      "SPARK_HOME names the folder that the jars are for",
    ]),
  ];
}

/** The runtime of another Spark line under this one's name, where the matrix has one. */
function anotherLine({ folder, build }: PlannedImage<JarsIcebergFolder>, runtime: string): readonly Mutant[] {
  const other = folder.variants.find(({ reference }) => reference !== build.image)?.reference;
  if (other === undefined) return [];
  const mount = `--mount=type=bind,from=${other},source=${JARS},target=/mnt`;
  const script = `${mount} cp /mnt/iceberg-spark-runtime-*.jar ${JARS}/${runtime}`;
  return [
    { ...ran("the runtime is that of another Spark line", script, [bytesClaim(runtime)]), takesFrom: other },
  ];
}

function bytesClaim(file: string): string {
  return `${file} has the bytes of the lock`;
}
