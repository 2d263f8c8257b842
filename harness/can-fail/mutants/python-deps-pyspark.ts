import type { PythonDepsFolder } from "../../../src/model/project";
import { type Mutant, ran } from "../mutant";
import { BYTECODE, CONNECT, OWN_PYSPARK, pysparkClaim } from "./python-deps-claims";
import { sitePackages, versionModule } from "./wheels";

/** Faults of the PySpark beside the packages. */
export function pysparkMutants(folder: PythonDepsFolder): readonly Mutant[] {
  const metadata = `/opt/pyspark/pyspark-${folder.pyspark.version}.dist-info/METADATA`;
  return [
    ran("PySpark's metadata are of another version", `sed -i 's/^Version: .*/Version: 0.1/' ${metadata}`, [
      pysparkClaim(folder),
    ]),
    ran("PySpark is of another version", versionModule(folder, "/opt/pyspark/pyspark/version.py"), [
      OWN_PYSPARK,
    ]),
    ran("PySpark is there twice", `cp -rs /opt/pyspark/pyspark ${sitePackages(folder.minor, "base")}/`, [
      OWN_PYSPARK,
    ]),
    ran("the client of Spark Connect is gone", "rm -r /opt/pyspark/pyspark/sql/connect", [CONNECT]),
    ran("a module's bytecode is gone", "rm /opt/pyspark/pyspark/__pycache__/version.*.pyc", [BYTECODE]),
  ];
}
