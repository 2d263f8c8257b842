import type { Files } from "./fixture";

/** Takes another Iceberg, whose jars the lock has for the lines of the small matrix and for further ones. */
export function useIceberg({ matrix, lock }: Files, version: string, ...lines: string[]): void {
  matrix.iceberg.version = version;
  const runtimes = ["3.5_2.12", "4.1_2.13", ...lines].map((line) => `iceberg-spark-runtime-${line}`);
  for (const name of ["iceberg-aws-bundle", ...runtimes]) {
    lock.jars[`org.apache.iceberg:${name}:${version}`] = {
      ...lock.jars["org.apache.iceberg:iceberg-aws-bundle:1.12.0"],
      file: `${name}-${version}.jar`,
    };
  }
}

/** Takes another RAPIDS, whose jar the lock has for a Scala version. */
export function useRapids({ matrix, lock }: Files, version: string, scala = "2.13"): void {
  matrix.rapids.version = version;
  lock.jars[`com.nvidia:rapids-4-spark_${scala}:${version}`] = {
    ...lock.jars["com.nvidia:rapids-4-spark_2.13:26.08.1"],
    file: `rapids-4-spark_${scala}-${version}.jar`,
  };
}

/** Makes the matrix one of a single Spark, with the layers that are named and python-deps. */
export function useSpark({ matrix, lock }: Files, version: string, ...layers: string[]): void {
  matrix.spark = [version];
  matrix.runtimes = [{ spark: "all", layers: ["python-deps", ...layers] }];
  lock.spark[version] = { ...lock.spark["4.1.1"], file: `spark-${version}-bin-hadoop3.tgz` };
}

/** Makes the matrix one of a single Spark and its GPU runtime. */
export function useGpuSpark({ matrix, lock }: Files, version: string): void {
  matrix.spark = [version];
  matrix.runtimes = [{ ...matrix.runtimes[1], spark: [version] }];
  lock.spark[version] ??= { ...lock.spark["4.1.1"], file: `spark-${version}-bin-hadoop3.tgz` };
}

/** Takes another Debian and its Java. */
export function useDebian({ matrix }: Files, release: string, java: number): void {
  matrix.debian.release = release;
  matrix.java.version = java;
}
