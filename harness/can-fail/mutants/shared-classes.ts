import { type Mutant, ran } from "../mutant";

const DATA = "/opt/class-data";

const DRIVER = "the driver takes its classes from the archive";
const EXECUTOR = "an executor takes its classes from the archive";
const SETTINGS = "settings are found before what jars have";
/** Before the claims of a driver and an executor whose jars are listed in another order. */
const ORDERED = "whatever that order, ";

/** What the test of an image claims of its archive of classes. */
export interface ArchiveClaims {
  readonly driver: readonly string[];
  readonly executor: readonly string[];
  /** That settings are found; none where the test does not look for them. */
  readonly settings: readonly string[];
}

/** Of an image without an archive: no claims. */
export const NO_ARCHIVE: ArchiveClaims = { driver: [], executor: [], settings: [] };

/** The claims of a Spark core. */
export const CORE_ARCHIVE: ArchiveClaims = {
  driver: [DRIVER, ORDERED + DRIVER],
  executor: [EXECUTOR, ORDERED + EXECUTOR],
  settings: [SETTINGS],
};

/** The claims of a runtime. */
export const RUNTIME_ARCHIVE: ArchiveClaims = { driver: [DRIVER], executor: [EXECUTOR], settings: [] };

/** The claims that fail where neither driver nor executor has classes from the archive. */
export function unused({ driver, executor }: ArchiveClaims): readonly string[] {
  return [...driver, ...executor];
}

/** The claims that fail where no driver and no executor starts as it should. */
export function unstarted(claims: ArchiveClaims): readonly string[] {
  return [...unused(claims), ...claims.settings];
}

/** Whether a claim is one of the test of an image about its archive of classes. */
export function isOfArchive(claim: string): boolean {
  return unstarted(CORE_ARCHIVE).includes(claim);
}

/** Faults of an archive of classes, and of what makes drivers and executors use it. */
export function archiveMutants(claims: ArchiveClaims): readonly Mutant[] {
  return [
    ran("the archive of classes is gone", `rm ${DATA}/spark.jsa`, unused(claims)),
    ran("a jar of the archive has another time", "touch /opt/spark/jars/spark-core_*.jar", unused(claims)),
    ran(
      "the jars of the archive are named in another order",
      `sort -r -o ${DATA}/jars ${DATA}/jars`,
      unused(claims),
    ),
    ran("the jar that leads to the settings is gone", `rm ${DATA}/conf.jar`, unstarted(claims)),
    ran(
      "commands of Spark do not ask for the archive",
      "sed -i '/^share_classes$/d' /opt/spark/bin/spark-class",
      claims.driver,
    ),
    ran(
      "the entrypoint does not ask for the archive",
      "sed -i '/^  share_classes$/d' /opt/entrypoint.sh",
      claims.executor,
    ),
  ];
}
