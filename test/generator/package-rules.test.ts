import { describe, expect, it } from "vitest";
import { useSpark } from "./compatibility-files";
import { type Files, type Json, problems } from "./fixture";

/** Locks a package at another version, and asks for it or not. */
function usePackage({ matrix, lock }: Files, name: string, version: string, requirement?: string): void {
  const [python] = Object.keys(lock.wheels);
  const wheels = lock.wheels[python ?? ""];
  wheels[name] = { ...wheels.numpy, requiredBy: [], ...wheels[name], version };
  if (requirement !== undefined) matrix.python.base = [requirement];
}

/** Takes another Python, which the lock has the same wheels for. */
function usePython({ matrix, lock }: Files, python: string): void {
  matrix.python.version = python;
  lock.wheels = { [python]: lock.wheels["3.10"] };
  const replaced = (file: Json): Json => ({ ...file, file: file.file.replace("3.10.", `${python}.`) });
  const { platforms, ...build } = lock.python["3.10"];
  lock.python[python] = {
    ...build,
    version: build.version.replace("3.10.", `${python}.`),
    platforms: { amd64: replaced(platforms.amd64), arm64: replaced(platforms.arm64) },
  };
}

/** Locks RAPIDS' wheels at another release, whose packages fit. */
function useWheels(files: Files, version: string, packages: Readonly<Record<string, string>> = {}): void {
  files.matrix.python.gpu = ["cudf-cu12"];
  usePackage(files, "cudf-cu12", version);
  for (const [name, other] of Object.entries(packages)) usePackage(files, name, other);
}

const only41 = (files: Files): void => useSpark(files, "4.1.1");

const refused: [string, (files: Files) => void, string[]][] = [
  [
    "NumPy 2 with PySpark 3.5",
    (files) => usePackage(files, "numpy", "2.2.6"),
    [
      'lock.json $.wheels["3.10"].numpy.version: found numpy 2.2.6 with Spark 3.5; allowed: numpy>=1.15,<2 with Spark 3.5 (compatibility/python.json, pyspark of 3.5: https://github.com/apache/spark/pull/47175); fix: require "numpy>=1.15,<2" and lock it, or take Spark 4.0, 4.1, 4.2 or 4.3',
    ],
  ],
  [
    "a requirement of NumPy 2 with PySpark 3.5, before anything is locked for it",
    ({ matrix }) => matrix.python.base.push("numpy>=2"),
    [
      'matrix.json $.python.base[1]: found numpy 2 or newer with Spark 3.5; allowed: numpy>=1.15,<2 with Spark 3.5 (compatibility/python.json, pyspark of 3.5: https://github.com/apache/spark/pull/47175); fix: require "numpy>=1.15,<2" and lock it, or take Spark 4.0, 4.1, 4.2 or 4.3',
    ],
  ],
  [
    "only what is missing of a requirement that a version yet to be locked can fulfil",
    (files) => {
      useSpark(files, "4.2.0");
      files.matrix.python.base.push("pyarrow>=15");
    },
    [
      'matrix.json $.python.base[1]: found "pyarrow>=15", which has no lock entry; allowed: a locked package; fix: run npx projen lock, or remove the requirement',
    ],
  ],
  [
    "pandas 3 with PySpark 4.1",
    (files) => {
      only41(files);
      delete files.matrix.python.gpu;
      usePython(files, "3.11");
      usePackage(files, "pandas", "3.0.1", "pandas>=3");
    },
    [
      'matrix.json $.python.base[0]: found pandas 3.0.1 with Spark 4.1; allowed: pandas>=2.2.0,<3 with Spark 4.1 (compatibility/python.json, pyspark of 4.1: https://spark.apache.org/docs/4.1.1/api/python/migration_guide/pyspark_upgrade.html); fix: require "pandas>=2.2.0,<3" and lock it, or take Spark 4.3',
    ],
  ],
  [
    "Python 3.9 with PySpark 4.1",
    (files) => {
      only41(files);
      delete files.matrix.python.gpu;
      usePython(files, "3.9");
    },
    [
      'matrix.json $.python.version: found "3.9" with Spark 4.1; allowed: Python 3.10 or newer with Spark 4.1 (compatibility/spark.json, python of 4.1: https://spark.apache.org/docs/4.1.1/api/python/migration_guide/pyspark_upgrade.html); fix: write "3.10", or take Spark 3.5 or 4.0',
    ],
  ],
  [
    "Python 3.9 with a PySpark of python-deps that has left it behind, though the runtimes' has not",
    (files) => {
      useSpark(files, "3.5.8");
      files.lock.spark["3.5.8"].scala = "2.12";
      delete files.matrix.python.gpu;
      usePython(files, "3.9");
    },
    [
      'matrix.json $.python.version: found "3.9" with Spark 4.1; allowed: Python 3.10 or newer with Spark 4.1 (compatibility/spark.json, python of 4.1: https://spark.apache.org/docs/4.1.1/api/python/migration_guide/pyspark_upgrade.html); fix: write "3.10", or take Spark 3.5 or 4.0',
    ],
  ],
  [
    "Python 3.10 with PySpark 4.3",
    (files) => {
      useSpark(files, "4.3.0");
      usePackage(files, "pyarrow", "25.0.1");
    },
    [
      'matrix.json $.python.version: found "3.10" with Spark 4.3; allowed: Python 3.11 or newer with Spark 4.3 (compatibility/spark.json, python of 4.3: metadata of PySpark 4.3.0, Requires-Python and classifiers); fix: write "3.11", or take Spark 3.5, 4.0, 4.1 or 4.2',
    ],
  ],
  [
    "a package that has no wheels for Python 3.10",
    (files) => {
      only41(files);
      delete files.matrix.python.gpu;
      usePackage(files, "pyarrow", "26.0.0", "pyarrow>=26");
      files.matrix.python.base.push("pandas");
    },
    [
      'matrix.json $.python.base[0]: found pyarrow 26.0.0 for Python 3.10, which it has no wheels for; allowed: pyarrow<26 (compatibility/python.json, ceiling of pyarrow on 3.10: https://github.com/apache/arrow/issues/50410); fix: require "pyarrow<26" and lock it, or take a newer Python',
    ],
  ],
  [
    "RAPIDS wheels that need a newer Python",
    (files) => {
      delete files.matrix.cuda;
      useWheels(files, "26.6.0", { pyarrow: "23.0.0" });
    },
    [
      "matrix.json $.python.gpu[0]: found cudf-cu12 26.6.0 with Python 3.10; allowed: Python 3.11 or newer with RAPIDS 26.06 (compatibility/python.json, rapids 26.06: https://github.com/rapidsai/cudf/blob/v26.06.00/python/cudf/pyproject.toml); fix: take Python 3.11, or take RAPIDS 26.02",
    ],
  ],
  [
    "RAPIDS wheels that need a newer driver than CUDA 12.1 has",
    (files) => useWheels(files, "26.2.1"),
    [
      "matrix.json $.python.gpu[0]: found cudf-cu12 26.2.1 with CUDA 12.1 and its driver; allowed: CUDA 12.2 to 12.9 and driver 535 or newer with RAPIDS 26.02 (compatibility/python.json, rapids 26.02: https://github.com/rapidsai/cudf/blob/v26.02.00/python/cudf/pyproject.toml); fix: set $.cuda to CUDA 12.2 or newer, or take RAPIDS 25.10",
    ],
  ],
  [
    "RAPIDS wheels beside packages that they do not work with",
    (files) => useWheels(files, "25.6.0"),
    [
      'matrix.json $.python.gpu[0]: found cudf-cu12 25.6.0 with pandas 2.3.3; allowed: pandas>=2.0,<2.2.4 with RAPIDS 25.06 (compatibility/python.json, rapids 25.06: https://github.com/rapidsai/cudf/blob/v25.06.00/python/cudf/pyproject.toml); fix: require "pandas>=2.0,<2.2.4" and lock it, or take RAPIDS 25.08',
    ],
  ],
  [
    "RAPIDS 26.08 with Python 3.10 as soon as it is asked for, and says what is not known of it",
    ({ matrix }) => (matrix.python.gpu = ["cudf-cu12==26.8.*"]),
    [
      "matrix.json $.python.gpu[0]: found cudf-cu12 26.8 with Python 3.10; allowed: Python 3.11 or newer with RAPIDS 26.08 (compatibility/python.json, rapids 26.08: https://github.com/rapidsai/cudf/blob/v26.08.00/python/cudf/pyproject.toml); fix: take Python 3.11, or take RAPIDS 25.10",
      'matrix.json $.python.gpu[0]: found cudf-cu12 26.8, whose CUDA and driver are not known (compatibility/python.json, rapids 26.08: https://github.com/rapidsai/cudf/blob/v26.08.00/python/cudf/pyproject.toml); allowed: RAPIDS whose CUDA and driver are known: 25.06, 25.08, 25.10, 25.12, 26.02, 26.04 or 26.06; fix: write "cuda" and "driver" of 26.08 in $.rapids of compatibility/python.json with their source, take RAPIDS 26.06, or accept it by { "rule": "rapids-wheels", "for": "rapids 26.08", "reason": "…" } in $.accept',
      'matrix.json $.python.gpu[0]: found cudf-cu12 26.8 with pandas 2.3.3; allowed: pandas>=3.0.0,<3.0.4 with RAPIDS 26.08 (compatibility/python.json, rapids 26.08: https://github.com/rapidsai/cudf/blob/v26.08.00/python/cudf/pyproject.toml); fix: require "pandas>=3.0.0,<3.0.4" and lock it, or take RAPIDS 25.10',
      'matrix.json $.python.gpu[0]: found cudf-cu12 26.8 with numpy 1.26.4; allowed: numpy>=2,<3 with RAPIDS 26.08 (compatibility/python.json, rapids 26.08: https://github.com/rapidsai/cudf/blob/v26.08.00/python/cudf/pyproject.toml); fix: require "numpy>=2,<3" and lock it, or take RAPIDS 25.10',
    ],
  ],
];

const allowed: [string, (files: Files) => void][] = [
  ["NumPy 2 with PySpark 4.1", (files) => (only41(files), usePackage(files, "numpy", "2.2.6"))],
  ["pandas 2.3 with PySpark 4.1", only41],
  [
    "pandas 3 with PySpark 4.3",
    (files) => {
      useSpark(files, "4.3.0");
      delete files.matrix.python.gpu;
      usePython(files, "3.12");
      usePackage(files, "pandas", "3.0.1", "pandas>=3");
      files.matrix.python.pyspark = "4.3.0";
      files.lock.pyspark["4.3.0"] = { ...files.lock.pyspark["4.1.1"], file: "pyspark-4.3.0.tar.gz" };
    },
  ],
  ["Python 3.13 with PySpark 3.5 and 4.1", (files) => usePython(files, "3.13")],
  ["RAPIDS wheels 25.10 with Python 3.10 and CUDA 12.1", (files) => useWheels(files, "25.10.0")],
  [
    "RAPIDS wheels 26.02 with CUDA 12.2",
    (files) => {
      useWheels(files, "26.2.0");
      files.matrix.cuda.version = "12.2";
    },
  ],
  [
    "RAPIDS wheels 26.02 without CUDA in the matrix",
    (files) => {
      useWheels(files, "26.2.0");
      delete files.matrix.cuda;
    },
  ],
  [
    "RAPIDS wheels 26.06 with Python 3.11",
    (files) => {
      delete files.matrix.cuda;
      usePython(files, "3.11");
      useWheels(files, "26.6.0", { pyarrow: "23.0.0" });
    },
  ],
];

const missing: [string, (files: Files) => void, string[]][] = [
  [
    "a Python newer than a Spark states",
    (files) => {
      useSpark(files, "4.2.0");
      delete files.matrix.python.gpu;
      usePython(files, "3.15");
    },
    [
      'matrix.json $.python.version: found "3.15" with Spark 4.2, of which nothing is known; allowed: Python 3.10 to 3.14 with Spark 4.2 (compatibility/spark.json, python of 4.2: metadata of PySpark 4.2.0, Requires-Python and classifiers); fix: raise "highest" of 4.2 in $.python of compatibility/spark.json with its source, write "3.14", or accept it by { "rule": "spark-python", "for": "python 3.15 with spark 4.2", "reason": "…" } in $.accept',
    ],
  ],
  [
    "a release of the RAPIDS wheels",
    (files) => useWheels(files, "26.10.0"),
    [
      'matrix.json $.python.gpu[0]: found cudf-cu12 26.10.0, whose needs are not known; allowed: what $.rapids of compatibility/python.json knows: 25.06, 25.08, 25.10, 25.12, 26.02, 26.04, 26.06, 26.08; fix: add { "release": "26.10", "python": …, "cuda": …, "driver": …, "packages": …, "source": …, "date": …, "confidence": … } to $.rapids of compatibility/python.json, take RAPIDS 26.08, or accept it by { "rule": "rapids-wheels", "for": "rapids 26.10", "reason": "…" } in $.accept',
    ],
  ],
];

describe("the rules of Python and its packages", () => {
  it.each(refused)("refuse %s", (_what, edit, expected) => {
    expect(problems(edit)).toEqual(expected);
  });

  it.each(allowed)("allow %s", (_what, edit) => {
    expect(problems(edit)).toEqual([]);
  });

  it.each(missing)("say what is not known of %s", (_what, edit, expected) => {
    expect(problems(edit)).toEqual(expected);
  });
});
