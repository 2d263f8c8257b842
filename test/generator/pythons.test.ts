import { describe, expect, it } from "vitest";
import { appliesTo, requirementBounds } from "../../src/model/requirement";
import { addPython, type Files, generated, problems, textOf } from "./fixture";

/** Python 3.11 beside 3.10, for the runtime with a GPU and for one more, without Python. */
function twoPythons(files: Files): void {
  addPython(files, "3.11");
  files.matrix.runtimes[1].python = "3.11";
  files.matrix.runtimes.push({ spark: ["3.5.8"], variant: "plain", layers: ["jdbc-drivers"] });
}

function folders(edit: (files: Files) => void): string[] {
  const paths = [...generated(edit).keys()].filter((path) => path.endsWith("/Dockerfile"));
  return paths.map((path) => path.split("/").at(-2) ?? path);
}

describe("several Pythons", () => {
  it("have an image each, packages each, and their version in the names of runtimes with Python", () => {
    expect(folders(twoPythons)).toEqual([
      "jdk-17",
      "python-3.10",
      "python-3.11",
      "cuda-12.1",
      "spark-3.5.8-core",
      "spark-4.1.1-core",
      "python-deps",
      "python-deps-3.11",
      "jdbc-drivers",
      "jars-rapids",
      "jars-iceberg",
      "spark-3.5.8-jdk17-python3.10",
      "spark-4.1.1-jdk17-python3.10",
      "spark-4.1.1-jdk17-python3.11-gpu",
      "spark-3.5.8-jdk17-plain",
    ]);
  });

  it("give a runtime the interpreter and the packages of its own", () => {
    const text = textOf("docker/runtime/spark-4.1.1-jdk17-python3.11-gpu/Dockerfile", twoPythons);
    const lines = text.split("\n");
    expect(lines.filter((line) => line.includes("PYTHON") || line.includes("-version="))).toEqual([
      "ARG PYTHON_IMAGE=spark-k8s-python-3.11:latest",
      "ARG PYTHON_DEPS_IMAGE=spark-k8s-python-deps-3.11:latest-gpu",
      "FROM ${PYTHON_IMAGE} AS python",
      "FROM ${PYTHON_DEPS_IMAGE} AS python-deps",
      "ENV PYSPARK_PYTHON=/usr/local/bin/python3.11",
      "ENV PYSPARK_DRIVER_PYTHON=/usr/local/bin/python3.11",
      'LABEL spark-k8s.python-version="3.11"',
    ]);
    expect(text).toContain('title="Apache Spark 4.1.1 runtime on JDK 17 and CPython 3.11 (gpu)"');
  });

  it("have runtimes whose test compares the Python of the driver with that of the executors", () => {
    expect(textOf("docker/runtime/spark-4.1.1-jdk17-python3.11-gpu/test.sh", twoPythons)).toContain(
      "said 'the driver and the executors have Python 3.11' 'python: 3.11 on the driver, 3.11 on the executors'",
    );
  });

  it("install the packages with their own interpreter", () => {
    const folder = "docker/docker-intermediate/python-deps-3.11";
    expect(textOf(`${folder}/Dockerfile`, twoPythons)).toContain(
      "\nARG BASE_IMAGE=spark-k8s-python-3.11:latest\n",
    );
    expect(textOf(`${folder}/install-wheels.sh`, twoPythons)).toContain("python3.11 -m pip install");
    expect(textOf(`${folder}/requirements-base.txt`, twoPythons)).toContain(
      "# The base group for CPython 3.11",
    );
  });

  it("keep their packages apart in the notice of licences", () => {
    const edit = (files: Files) => {
      twoPythons(files);
      files.lock.wheels["3.11"].numpy.version = "1.26.3";
    };
    const rows = textOf("THIRD-PARTY-LICENSES.md", edit).match(/^\| (numpy|pandas|PySpark).*$/gm);
    expect(rows).toEqual([
      "| PySpark (without jars) | 4.1.1 | Apache-2.0 | download |",
      "| numpy | 1.26.4 | base, gpu, iceberg | MIT |",
      "| numpy | 1.26.3 | base, gpu, iceberg | MIT |",
      "| pandas | 2.3.3 | base, gpu | MIT |",
    ]);
  });
});

it("a list of one Python gives the tree of that Python alone", () => {
  const listed = generated(({ matrix }) => (matrix.python.version = ["3.10"]));
  expect([...listed.values()]).toEqual([...generated().values()]);
});

it("a runtime has a label that names its Python, with one Python too, and none without Python", () => {
  expect(textOf("docker/runtime/spark-4.1.1-jdk17/Dockerfile")).toContain(
    '\nLABEL spark-k8s.python-version="3.10"\n',
  );
  expect(textOf("docker/runtime/spark-3.5.8-jdk17-plain/Dockerfile", twoPythons)).not.toContain(
    "python-version",
  );
});

describe("a marker", () => {
  it.each([
    ["numpy", "3.10", true],
    ["numpy>=2 ; python_version >= '3.11'", "3.10", false],
    ["numpy>=2 ; python_version >= '3.11'", "3.11", true],
    ["numpy>=2;python_version>='3.9'", "3.10", true],
    ['numpy ; python_version == "3.12"', "3.11", false],
    ["numpy ; python_version != '3.12'", "3.11", true],
    ["numpy ; python_version >= '3.11' and python_version < '3.13'", "3.13", false],
    ["numpy ; python_version < '3.11' or python_version >= '3.13'", "3.13", true],
    ["numpy ; python_version == '3.9' or python_version > '3.10' and python_version < '3.12'", "3.9", true],
    ["numpy ; python_version == '3.9' or python_version > '3.10' and python_version < '3.12'", "3.12", false],
  ])("of %s holds for Python %s: %s", (requirement, python, expected) => {
    expect(appliesTo(requirement, python)).toBe(expected);
  });

  it("is no part of the bounds", () => {
    expect(requirementBounds("numpy>=1.26,<2 ; python_version < '3.11'")).toBe(">=1.26,<2");
  });

  it("drops a requirement for the Pythons where it does not hold, and a group that is left with none", () => {
    const edit = (files: Files) => {
      addPython(files, "3.11");
      files.matrix.python.gpu = ["cudf-cu12 ; python_version < '3.11'"];
      delete files.lock.wheels["3.11"]["cudf-cu12"];
    };
    const of = (folder: string) => textOf(`docker/docker-intermediate/${folder}/Dockerfile`, edit);
    expect(of("python-deps")).toContain("ARG BUILD_GPU_DEPS=false");
    expect(of("python-deps-3.11")).not.toContain("GPU");
  });

  it("lets a package have other bounds for each Python", () => {
    const edit = (files: Files) => {
      addPython(files, "3.11");
      files.matrix.runtimes = [
        { spark: ["3.5.8"], layers: ["python-deps"] },
        { spark: ["4.1.1"], python: "3.11", layers: ["python-deps"] },
      ];
      files.matrix.python.base = [
        "numpy<2 ; python_version < '3.11'",
        "numpy>=2 ; python_version >= '3.11'",
        "pandas",
      ];
      files.lock.wheels["3.11"].numpy.version = "2.3.1";
    };
    const requirements = (folder: string) =>
      textOf(`docker/docker-intermediate/${folder}/requirements-base.txt`, edit).match(/^numpy==\S+/m)?.[0];
    expect([requirements("python-deps"), requirements("python-deps-3.11")]).toEqual([
      "numpy==1.26.4",
      "numpy==2.3.1",
    ]);
  });
});

const cases: [string, (files: Files) => void, string[]][] = [
  [
    "a Python twice",
    (files) => addPython(files, "3.10"),
    [
      'matrix.json $.python.version[1]: found "3.10" a second time; allowed: each item once; fix: remove one of the two',
    ],
  ],
  [
    "a Python of the list without lock entries",
    ({ matrix }) => (matrix.python.version = ["3.10", "3.12"]),
    [
      'matrix.json $.python.version[1]: found "3.12", which has no lock entry; allowed: what lock.json holds in $.python: 3.10; fix: run npx projen lock, or take a version that lock.json holds',
      "matrix.json $.python.version[1]: found the set of wheels for Python 3.12, which has no lock entry; allowed: what lock.json holds in $.wheels: 3.10; fix: run npx projen lock, or take a version that lock.json holds",
    ],
  ],
  [
    "a runtime on a Python that is not in the matrix",
    ({ matrix }) => (matrix.runtimes[0].python = "3.11"),
    [
      'matrix.json $.runtimes[0].python: found "3.11"; allowed: the Pythons of $.python.version: 3.10; fix: add "3.11" to $.python.version or take another one here',
    ],
  ],
  [
    "a Python without the layer that brings it",
    ({ matrix }) =>
      matrix.runtimes.push({ spark: ["3.5.8"], variant: "sql", python: "3.10", layers: ["jdbc-drivers"] }),
    [
      'matrix.json $.runtimes[2].python: found "3.10" without the layer "python-deps"; allowed: a Python beside that layer; fix: add "python-deps" to the layers',
    ],
  ],
  [
    "a group with a Python for which it has no requirement",
    (files) => {
      twoPythons(files);
      files.matrix.python.gpu = ["cudf-cu12 ; python_version < '3.11'"];
    },
    [
      'matrix.json $.runtimes[1].pythonGroups[0]: found "gpu" with Python 3.11, for which $.python.gpu has no requirement; allowed: the groups of Python 3.11: iceberg; fix: remove it here or take another Python',
    ],
  ],
  [
    "a package twice for one Python, whatever its markers say of others",
    ({ matrix }) =>
      (matrix.python.base = [
        "pandas",
        "pandas ; python_version < '3.11'",
        "pandas ; python_version > '3.10'",
      ]),
    [
      'matrix.json $.python.base[1]: found "pandas" a second time; allowed: each item once; fix: remove one of the two',
    ],
  ],
  [
    "a requirement that the lock lacks for one of the Pythons",
    (files) => {
      twoPythons(files);
      delete files.lock.wheels["3.11"].pandas;
    },
    [
      'matrix.json $.python.base[0]: found "pandas>=2.2,<3", which has no lock entry; allowed: a locked package; fix: run npx projen lock, or remove the requirement',
    ],
  ],
  [
    "a Python that the PySpark of its runtime has left behind, though another Python would do",
    (files) => {
      addPython(files, "3.9");
      files.matrix.runtimes[1].python = "3.9";
    },
    [
      'matrix.json $.python.version[1]: found "3.9" with Spark 4.1; allowed: Python 3.10 or newer with Spark 4.1 (compatibility/spark.json, python of 4.1: https://spark.apache.org/docs/4.1.1/api/python/migration_guide/pyspark_upgrade.html); fix: write "3.10", or take Spark 3.5 or 4.0',
      "matrix.json $.python.gpu[0]: found cudf-cu12 25.10.0 with Python 3.9; allowed: Python 3.10 or newer with RAPIDS 25.10 (compatibility/python.json, rapids 25.10: https://github.com/rapidsai/cudf/blob/v25.10.00/python/cudf/pyproject.toml); fix: take Python 3.10",
    ],
  ],
  [
    "a package that does not fit the PySpark of a runtime on the Python that has it",
    (files) => {
      twoPythons(files);
      files.lock.wheels["3.11"].pandas.version = "3.0.1";
      files.matrix.python.base = ["pandas"];
    },
    [
      'matrix.json $.python.base[0]: found pandas 3.0.1 with Spark 4.1; allowed: pandas>=2.2.0,<3 with Spark 4.1 (compatibility/python.json, pyspark of 4.1: https://spark.apache.org/docs/4.1.1/api/python/migration_guide/pyspark_upgrade.html); fix: require "pandas>=2.2.0,<3" and lock it, or take Spark 4.3',
      'matrix.json $.python.gpu[0]: found cudf-cu12 25.10.0 with pandas 3.0.1; allowed: pandas>=2.0,<2.4 with RAPIDS 25.10 (compatibility/python.json, rapids 25.10: https://github.com/rapidsai/cudf/blob/v25.10.00/python/cudf/pyproject.toml); fix: require "pandas>=2.0,<2.4" and lock it',
    ],
  ],
  [
    "a version that is none, at its place in the list",
    ({ matrix }) => (matrix.python.version = ["3.10", "three"]),
    [
      'matrix.json $.python.version[1]: found "three"; allowed: a Python version, major.minor, such as 3.10; fix: write it as in 3.10',
    ],
  ],
  [
    "a marker that is not one of python_version",
    ({ matrix }) => (matrix.python.base[0] = "pandas ; sys_platform == 'linux'"),
    [
      "matrix.json $.python.base[0]: found \"pandas ; sys_platform == 'linux'\"; allowed: a package name with optional version bounds and an optional marker of python_version, such as pandas>=2.2,<3 ; python_version < '3.13'; fix: write it as in pandas>=2.2",
    ],
  ],
];

describe("the rules refuse", () => {
  it.each(cases)("%s", (_what, edit, expected) => {
    expect(problems(edit)).toEqual(expected);
  });

  it("nothing where a package does not fit a Spark that runs on another Python", () => {
    const edit = (files: Files) => {
      twoPythons(files);
      files.lock.wheels["3.11"].numpy.version = "2.2.6";
    };
    expect(problems(edit)).toEqual([]);
  });
});
