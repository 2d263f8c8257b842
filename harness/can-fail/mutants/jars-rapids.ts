import type { JarsRapidsFolder } from "../../../src/model/project";
import {
  configured,
  EMPTY_ARCHIVE,
  foldersOf,
  type Mutant,
  type PlannedImage,
  ran,
  replacedByPage,
  truncated,
} from "../mutant";

const JARS = "/opt/spark/jars";
const DISCOVERY = "/opt/sparkRapidsPlugin/getGpusResources.sh";
const INDEXES = "the discovery script tells Spark the indexes of the GPUs";
const NO_DRIVER = "the discovery script fails where the driver does not answer";

/** Faults of the image with the RAPIDS jar for one Spark version. */
export function jarsRapidsMutants(image: PlannedImage<JarsRapidsFolder>): readonly Mutant[] {
  const { folder, build } = image;
  const spark = build.arguments.SPARK_VERSION ?? folder.spark;
  const jar = folder.builds.find(({ sparks }) => sparks.includes(spark))?.jar.file;
  if (jar === undefined) return [];
  const bytes = `${jar} has the bytes of the lock`;
  const parts = partsOf(spark);
  const inside = parts.map(({ claim }) => claim);
  const version = `the jar says that it is RAPIDS ${folder.rapids}`;
  return [
    ran("the jar is gone", `rm ${JARS}/${jar}`, [
      `the jar is the one for Spark ${spark}, and no other`,
      bytes,
      version,
      ...inside,
    ]),
    ran("the jar is truncated", truncated(`${JARS}/${jar}`), [bytes, version, ...inside]),
    ran("the jar is an HTML page", replacedByPage(`${JARS}/${jar}`), [bytes, version, ...inside]),
    ...parts.map(({ fault, path, claim }) =>
      withoutPart(image, { fault, jar, path, claims: [bytes, claim] }),
    ),
    ran("another jar is there", `${EMPTY_ARCHIVE} >${JARS}/another.jar`, [
      `the jar is the one for Spark ${spark}, and no other`,
    ]),
    ran("the discovery script cannot be run", `chmod a-x ${DISCOVERY}`, [INDEXES]),
    ran("the discovery script goes on without the driver", `sed -i '/^set /d' ${DISCOVERY}`, [NO_DRIVER]),
    configured("no device is asked for", 'ENV NVIDIA_VISIBLE_DEVICES=""', [
      "the environment asks for all devices, to compute and to be asked about",
    ]),
    configured("SPARK_HOME leads elsewhere", "ENV SPARK_HOME=/usr/share/spark", [
      "SPARK_HOME names the folder that the jar is for",
    ]),
  ];
}

/** What the jar must hold, each with the claim that says so. */
function partsOf(spark: string) {
  return [
    {
      fault: "the shim for this Spark is not in the jar",
      path: `spark${spark.replaceAll(".", "")}/`,
      claim: `the shim for Spark ${spark} is inside`,
    },
    {
      fault: "the plugin is not in the jar",
      path: "com/nvidia/spark/SQLPlugin.class",
      claim: "the plugin is inside",
    },
    {
      fault: "cuDF for Java is not in the jar",
      path: "ai/rapids/cudf/DType.class",
      claim: "ai.rapids.cudf is inside",
    },
    {
      fault: "the library of cuDF is not in the jar",
      path: "amd64/Linux/libcudf.so",
      claim: "the native library of cuDF is inside",
    },
  ];
}

interface LostPart {
  readonly fault: string;
  readonly jar: string;
  /** Beginning of the entries' names. */
  readonly path: string;
  readonly claims: readonly string[];
}

/**
 * The jar without some of its entries, and without all that the test does not ask for: the layer stays small, and no
 * claim tells the difference. The image has no tool for jars, so the Python image lends its own.
 */
function withoutPart({ project }: PlannedImage, { fault, jar, path, claims }: LostPart): Mutant {
  const [python] = foldersOf(project, "python");
  const image = python?.variants[0]?.reference ?? "";
  return {
    fault,
    takesFrom: image,
    instructions: [
      `RUN --mount=type=bind,from=${image},target=/mnt /mnt/usr/local/bin/python3 <<'EOT'
import os, re, zipfile

jar = "${JARS}/${jar}"
with zipfile.ZipFile(jar) as old, zipfile.ZipFile("/tmp/jar", "w") as new:
    for name in old.namelist():
        if name.startswith("${path}"):
            continue
        if re.match(r"META-INF/maven/|spark[0-9]+/META-INF/|com/nvidia/spark/SQLPlugin|ai/rapids/cudf/", name):
            new.writestr(name, old.read(name))
        if name.endswith("/libcudf.so"):
            new.writestr(name, b"")
os.replace("/tmp/jar", jar)
EOT`,
    ],
    claims,
  };
}
