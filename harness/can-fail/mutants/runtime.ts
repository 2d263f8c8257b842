import type { HadoopAwsBuild, LockedDriver, RuntimeFolder } from "../../../src/model/project";
import { configured, type Mutant, type PlannedImage, ran, replacedByPage, truncated } from "../mutant";
import { downgraded, GPU_CLAIMS, sitePackages, topOf } from "./wheels";

const JARS = "/opt/spark/jars";
const ENTRYPOINT = "/opt/entrypoint.sh";
const TWICE = "no jar is there twice under another name";
const TABLES = [
  "an Iceberg table is made, filled and read",
  "MERGE updates and inserts",
  "an earlier state of the table is read",
];
const S3_CLIENT = "S3FileIO makes its client";
const S3A_CLASSES = "an executor finds the file system of s3a:// and the client of S3";
const PACKAGES = "the Python packages are those of the lock";
const PIP_CHECK = "pip check is clean";

// Jobs take PySpark from the archive; of two entries of a name, the later one counts.
const OTHER_PYSPARK =
  'import zipfile; zipfile.ZipFile("/opt/spark/python/lib/pyspark.zip", "a").writestr("pyspark/version.py", "__version__ = \\"0.1\\"\\n")';

// Its jars are in its folder, beside its code.
const PYSPARK_OF_PIP =
  "cp -rs /opt/spark/python/pyspark . && mkdir -p py4j pyspark/jars && ln -s /opt/spark/jars/spark-core_*.jar pyspark/jars/";

/** Faults of a runtime image, where it has what they need. */
export function runtimeMutants({ folder }: PlannedImage<RuntimeFolder>): readonly Mutant[] {
  const claims = claimsOf(folder);
  return [
    ...layoutMutants(),
    ...entrypointMutants(claims),
    ...folder.drivers.slice(0, 1).flatMap((driver) => driverMutants(folder, driver)),
    ...(folder.hadoopAws ? hadoopAwsMutants(folder, folder.hadoopAws) : []),
    ...(folder.iceberg ? icebergMutants(folder, claims) : []),
    ...(folder.python ? pythonMutants(folder, claims) : []),
  ];
}

/** What the test claims of the jobs that it runs. */
interface Claims {
  readonly versions: string;
  readonly arrow: string;
  readonly pythons: string;
  readonly iceberg: readonly string[];
  /** Of every job of Spark. */
  readonly jobs: readonly string[];
  /** Of Python without Spark. */
  readonly packages: readonly string[];
}

function claimsOf({ python, spark, drivers, hadoopAws, iceberg, groups, rapids }: RuntimeFolder): Claims {
  const versions = `PySpark and Spark are ${spark}; executors count`;
  const arrow = "a pandas UDF runs through Arrow on the executors";
  const pythons = `the driver and the executors have Python ${python}`;
  const tables = iceberg ? [...TABLES, ...(python ? [S3_CLIENT] : [])] : [];
  const plugin = [
    `the plugin of RAPIDS is ${rapids} and starts`,
    "a query runs on the GPU",
    "the query counts",
  ];
  const hasGpu = groups.some(({ name }) => name === "gpu");
  return {
    versions,
    arrow,
    pythons,
    iceberg: tables,
    jobs: [
      `a job of ${python ? "PySpark" : "SQL"} in a local cluster runs to its end`,
      ...(python ? [versions, arrow, pythons] : []),
      ...tables,
      ...(hadoopAws ? [S3A_CLASSES] : []),
      ...drivers.flatMap((driver) => foundClaims(driver, python)),
      ...(rapids ? plugin : []),
    ],
    packages: [
      "a session of the Python packages runs to its end",
      PACKAGES,
      PIP_CHECK,
      ...(hasGpu ? ["a session of the GPU packages runs to its end", ...GPU_CLAIMS] : []),
    ],
  };
}

/** That Spark finds a JDBC driver. Spark's own driver is asked through Python. */
function foundClaims({ title, driverClass }: LockedDriver, python: string): readonly string[] {
  const onDriver = `${title}: Spark's driver finds ${driverClass}`;
  const onExecutor = `${title}: an executor finds ${driverClass}`;
  return python ? [onDriver, onExecutor] : [onExecutor];
}

function layoutMutants(): readonly Mutant[] {
  return [
    ran("a jar is there twice under another name", `cp ${JARS}/commons-text-*.jar ${JARS}/text.jar`, [TWICE]),
    ran("the work-dir cannot be written", "chmod 0755 /opt/spark/work-dir", [
      "the work-dir can be written by group 0",
    ]),
  ];
}

function entrypointMutants({ jobs }: Claims): readonly Mutant[] {
  const home = "every command has a user name and a home that can be written";
  return [
    configured("another entrypoint", `ENTRYPOINT ["${ENTRYPOINT}", "env"]`, [
      "the entrypoint is /opt/entrypoint.sh",
    ]),
    ran("commands do not run under tini", `sed -i 's/^exec .*tini -s -- /exec /' ${ENTRYPOINT}`, [
      "every command runs under tini",
    ]),
    ran("the entrypoint does not provide a passwd entry", `sed -i 's/^provide_home$/:/' ${ENTRYPOINT}`, [
      home,
      ...jobs,
    ]),
  ];
}

function driverMutants({ python }: RuntimeFolder, driver: LockedDriver): readonly Mutant[] {
  const { file } = driver.jar;
  const found = foundClaims(driver, python);
  const once = `${driver.title}: its jar is on the class path once`;
  const settings = `echo 'spark.driver.extraClassPath /opt/other/${file}' >/opt/spark/conf/spark-defaults.conf`;
  return [
    ran("a JDBC driver's jar is gone", `rm /opt/jdbc/${file}`, [...found, once]),
    ran("a JDBC driver's jar is an HTML page", replacedByPage(`/opt/jdbc/${file}`), found),
    ran(
      "a JDBC driver is missing on the executors",
      `mkdir /opt/other && mv /opt/jdbc/${file} /opt/other/ && ${settings}`,
      [...found.slice(-1), once],
    ),
  ];
}

/** A job of SQL ends at the first statement that fails, one of PySpark goes on. */
function hadoopAwsMutants({ python }: RuntimeFolder, { hadoop, jars }: HadoopAwsBuild): readonly Mutant[] {
  const job = python ? [] : ["a job of SQL in a local cluster runs to its end"];
  const list = `the jars of s3a:// are those for Hadoop ${hadoop}`;
  const [hadoopAws, sdk] = jars.map(({ file }) => file);
  return [
    ran("hadoop-aws is gone", `rm ${JARS}/${hadoopAws}`, [list, S3A_CLASSES, ...job]),
    ran("the AWS SDK is gone", `rm ${JARS}/${sdk}`, [list, S3A_CLASSES, ...job]),
    ran("the AWS SDK is truncated", truncated(`${JARS}/${sdk}`), [S3A_CLASSES, ...job]),
    ran("a second AWS SDK", `echo >${JARS}/bundle-2.54.17.jar`, [list]),
  ];
}

function icebergMutants({ python }: RuntimeFolder, { iceberg }: Claims): readonly Mutant[] {
  const runtime = `${JARS}/iceberg-spark-runtime-*.jar`;
  return [
    ran("Iceberg is truncated", truncated(runtime), iceberg),
    ...(python
      ? [ran("Iceberg's bundle for AWS is gone", `rm ${JARS}/iceberg-aws-bundle-*.jar`, [S3_CLIENT])]
      : []),
  ];
}

function pythonMutants({ python, groups }: RuntimeFolder, claims: Claims): readonly Mutant[] {
  const { jobs, packages, versions, arrow, pythons } = claims;
  const modules = sitePackages(python, "base");
  return [
    ...groups.flatMap((group) =>
      topOf(group).map((wheel) =>
        ran(`a wheel of the group ${group.name} is older`, downgraded(python, groups, wheel), [PACKAGES]),
      ),
    ),
    ran("the interpreter is gone", `rm /usr/local/bin/python${python}`, [...jobs, ...packages]),
    configured("the label of Python is gone", 'LABEL spark-k8s.python-version=""', [
      "a label names the Python",
    ]),
    configured("the executors have no Python", "ENV PYSPARK_PYTHON=/nowhere/python3", [arrow, pythons]),
    ran("PySpark is of another version", `python${python} -W ignore -c '${OTHER_PYSPARK}'`, [versions]),
    ran("PySpark of pip is there too", `cd ${modules} && ${PYSPARK_OF_PIP}`, [
      "there is one Spark",
      "there is one PySpark, that of Spark",
      "there is one Py4J for Python",
    ]),
    ran("pandas is gone", `rm -r ${modules}/pandas`, [arrow]),
  ];
}
