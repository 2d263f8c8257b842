import type { LockedPackage, PythonDepsFolder } from "../../../src/model/project";
import type { EXTRA_ARGUMENTS } from "../../../src/resolve/python-deps";
import { GPU_CLAIMS } from "./wheels";

type Extra = keyof typeof EXTRA_ARGUMENTS;

// What the tests of images with Python packages claim.
export const PIP_CHECK = "pip check is clean";
export const BYTECODE = "every module has its bytecode: a read-only root cannot get it later";
export const LEFT_OUT = "what nobody runs is left out";
export const OWN_PYSPARK = "PySpark is the one of /opt/pyspark";
export const PARQUET = "a frame goes from pandas through Arrow to parquet and back";
export const CONNECT = "the client of Spark Connect imports";
export const CATALOGUE = "a catalogue of PyIceberg on SQLite makes and reads a table";
export const S3 = "s3fs and fsspec are of one release, and fsspec knows S3";

/** What a test claims of an extra group, beside its packages. */
export const EXTRA_CLAIMS: Readonly<
  Record<Extra, { readonly session: string; readonly others: readonly string[] }>
> = {
  gpu: { session: "a session of the GPU group runs to its end", others: GPU_CLAIMS },
  iceberg: { session: "a session of the Iceberg group runs to its end", others: [CATALOGUE, S3] },
};

/** That a package is there in its version. */
export function importClaim({ name, version }: LockedPackage): string {
  return `${name} imports and is ${version}`;
}

/** That PySpark is there in its version. */
export function pysparkClaim({ pyspark }: PythonDepsFolder): string {
  return `pyspark imports and is ${pyspark.version}`;
}
