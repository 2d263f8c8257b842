import type { RuntimeFolder } from "../../../src/model/project";
import { configured, type Mutant, ran } from "../mutant";
import { type Claims, PACKAGES } from "./runtime-claims";
import { downgraded, sitePackages, topOf } from "./wheels";

// Jobs take PySpark from the archive; of two entries of a name, the later one counts.
const OTHER_PYSPARK =
  'import zipfile; zipfile.ZipFile("/opt/spark/python/lib/pyspark.zip", "a").writestr("pyspark/version.py", "__version__ = \\"0.1\\"\\n")';

// Its jars are in its folder, beside its code.
const PYSPARK_OF_PIP =
  "cp -rs /opt/spark/python/pyspark . && mkdir -p py4j pyspark/jars && ln -s /opt/spark/jars/spark-core_*.jar pyspark/jars/";

/** Faults of a runtime's Python. */
export function pythonMutants({ python, groups }: RuntimeFolder, claims: Claims): readonly Mutant[] {
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
