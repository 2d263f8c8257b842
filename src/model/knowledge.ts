import iceberg from "../../compatibility/iceberg.json";
import jdbc from "../../compatibility/jdbc.json";
import python from "../../compatibility/python.json";
import rapids from "../../compatibility/rapids.json";
import spark from "../../compatibility/spark.json";

/** A Spark release line. */
export interface SparkLine {
  /** Major and minor, such as `3.5`. */
  readonly line: string;
  /** Scala versions that binaries are published for; the first is the one without a suffix. */
  readonly scala: readonly string[];
  /** Java feature releases that the project documents. */
  readonly java: readonly number[];
  /** Where the fact was read. */
  readonly source: string;
}

/** What the PySpark of a Spark line needs. */
export interface PysparkLine {
  /** Major and minor of Spark, such as `3.5`. */
  readonly line: string;
  /** Lowest Python, major and minor. */
  readonly python: string;
  /** Versions that it works with, as PEP 440 writes them, by normalized package name. */
  readonly packages: Readonly<Record<string, string>>;
  /** Where the fact was read. */
  readonly source: string;
}

/** A RAPIDS Accelerator release and the exact Spark versions it has a shim for. */
export interface RapidsRelease {
  /** Year and month, such as `26.08`; its patch releases support the same Spark versions. */
  readonly release: string;
  /** Spark versions by Scala version. */
  readonly spark: Readonly<Record<string, readonly string[]>>;
  /** Where the fact was read. */
  readonly source: string;
}

/** An Iceberg runtime artifact and the Iceberg releases that have it. */
export interface IcebergRuntime {
  /** Spark line, such as `4.1`. */
  readonly line: string;
  /** Scala versions it is published for. */
  readonly scala: readonly string[];
  /** First Iceberg release that has it. */
  readonly first: string;
  /** Last Iceberg release that has it; null where it goes on. */
  readonly last: string | null;
  /** Where the fact was read. */
  readonly source: string;
}

/** The Java feature release that Iceberg needs from a release on. */
export interface IcebergJava {
  /** First Iceberg release with this need. */
  readonly from: string;
  /** Lowest Java feature release. */
  readonly java: number;
  /** Where the fact was read. */
  readonly source: string;
}

/** A JDBC driver. */
export interface JdbcDriver {
  /** Key in the matrix. */
  readonly database: string;
  /** The database's own name. */
  readonly title: string;
  /** Maven group. */
  readonly group: string;
  /** Maven artifact. */
  readonly artifact: string;
  /** Class that implements java.sql.Driver. */
  readonly driverClass: string;
  /** A URL that the driver accepts. */
  readonly url: string;
}

/** What is known of the parts that images are made of: data of the ecosystem, not a choice. */
export interface Knowledge {
  readonly sparkLines: readonly SparkLine[];
  readonly pyspark: readonly PysparkLine[];
  readonly rapidsReleases: readonly RapidsRelease[];
  readonly icebergRuntimes: readonly IcebergRuntime[];
  readonly icebergJava: readonly IcebergJava[];
  readonly jdbcDrivers: readonly JdbcDriver[];
}

/** The facts of `compatibility/`. */
export const KNOWLEDGE: Knowledge = {
  sparkLines: spark.lines,
  pyspark: python.pyspark,
  rapidsReleases: rapids.releases,
  icebergRuntimes: iceberg.runtimes,
  icebergJava: iceberg.java,
  jdbcDrivers: jdbc.drivers,
};
