import { licenseExpression } from "../model/license";
import { oncePer } from "../model/once-per";
import type { LockedGroup, RuntimeFolder } from "../model/project";
import type { LayerFolders, PythonFolders } from "./runtimes";

/** The licences of a runtime: of its Spark with the jars that were added to it, and of what its layers bring. */
export function runtimeLicenses(
  folders: LayerFolders,
  python: PythonFolders | undefined,
  { spark, layers, groups }: Pick<RuntimeFolder, "spark" | "layers" | "groups">,
): string {
  const { cores, jdbcDrivers, jarsHadoopAws, jarsIceberg, jarsRapids } = folders;
  const jars = [jdbcDrivers, jarsHadoopAws, jarsIceberg, jarsRapids].flatMap((folder) =>
    folder && layers.includes(folder.kind) ? [folder.licenses] : [],
  );
  const packages = python
    ? [python.python.licenses, python.pythonDeps.pyspark.license, ...groups.map(groupLicenses)]
    : [];
  return licenseExpression([cores.get(spark)?.licenses ?? "", ...packages, ...jars]);
}

const groupLicenses = oncePer<LockedGroup, string>(({ packages }) =>
  licenseExpression(packages.map(({ license }) => license)),
);
