import distributions from "../../compatibility/distributions.json";
import iceberg from "../../compatibility/iceberg.json";
import jarFamilies from "../../compatibility/jar-families.json";
import jarKinds from "../../compatibility/jar-kinds.json";
import jarProofs from "../../compatibility/jar-proofs.json";
import jdbc from "../../compatibility/jdbc.json";
import os from "../../compatibility/os.json";
import python from "../../compatibility/python.json";
import rapids from "../../compatibility/rapids.json";
import spark from "../../compatibility/spark.json";
import trims from "../../compatibility/trims.json";
import vulnerabilities from "../../compatibility/vulnerabilities.json";
import type { DistributionFacts } from "./compatibility/distributions";
import type { IcebergFacts } from "./compatibility/iceberg";
import type { JarFamilyFacts } from "./compatibility/jar-families";
import type { JarKindFacts } from "./compatibility/jar-kinds";
import type { JarProofFacts } from "./compatibility/jar-proofs";
import type { JdbcFacts } from "./compatibility/jdbc";
import type { OsFacts } from "./compatibility/os";
import type { PythonFacts } from "./compatibility/python";
import type { RapidsFacts } from "./compatibility/rapids";
import type { Confidence, SparkFacts } from "./compatibility/spark";
import type { TrimFacts } from "./compatibility/trims";
import type { VulnerabilityFacts } from "./compatibility/vulnerabilities";

/** Where a row comes from: every row of `compatibility/` says it. */
export interface Evidence {
  /** A URL, or what was read or measured. */
  readonly source: string;
  /** Day on which it was read or measured. */
  readonly date: string;
  /** How sure the fact is; what each word means is in `schema/compatibility/evidence.schema.json`. */
  readonly confidence: Confidence;
  /** What is not verified, or what else must be known. */
  readonly note?: string;
}

/** What is known of the parts that images are made of: data of the ecosystem, not a choice. One key for each file. */
export interface Knowledge {
  readonly distributions: DistributionFacts;
  readonly iceberg: IcebergFacts;
  readonly "jar-families": JarFamilyFacts;
  readonly "jar-kinds": JarKindFacts;
  readonly "jar-proofs": JarProofFacts;
  readonly jdbc: JdbcFacts;
  readonly os: OsFacts;
  readonly python: PythonFacts;
  readonly rapids: RapidsFacts;
  readonly spark: SparkFacts;
  readonly trims: TrimFacts;
  readonly vulnerabilities: VulnerabilityFacts;
}

/** The facts of `compatibility/`. A test holds each file against its schema, which its type is generated from. */
export const KNOWLEDGE: Knowledge = {
  distributions: distributions as DistributionFacts,
  iceberg: iceberg as IcebergFacts,
  "jar-families": jarFamilies as JarFamilyFacts,
  "jar-kinds": jarKinds as JarKindFacts,
  "jar-proofs": jarProofs as JarProofFacts,
  jdbc: jdbc as JdbcFacts,
  os: os as OsFacts,
  python: python as PythonFacts,
  rapids: rapids as RapidsFacts,
  spark: spark as SparkFacts,
  trims: trims as TrimFacts,
  vulnerabilities: vulnerabilities as VulnerabilityFacts,
};
