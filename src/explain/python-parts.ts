import { cite } from "../check/facts";
import { linesWithPython } from "../check/lines-with-python";
import { compareVersions } from "../check/nearest";
import { pythonsOf } from "../check/pythons";
import type { PythonDepsFolder } from "../model/project";
import { type Evidence, inLock, inMatrix, matrixBound } from "./evidence";
import type { PartExplanation } from "./explanation";
import { type Candidate, anyOther, tryMoves } from "./moves";
import { verifiedBy } from "./verified-by";

/** The interpreter. */
export function pythonPart(evidence: Evidence, minor: string): PartExplanation {
  const { lock, knowledge, input } = evidence;
  const build = lock.python[minor];
  const named = pythonsOf(evidence.matrix).filter(({ python }) => python === minor);
  const lines = new Set(linesWithPython(input, minor).map(({ line }) => line));
  const rapids = knowledge.python.rapids.filter(({ python }) => compareVersions(python, minor) <= 0);
  const newest = rapids.toSorted((a, b) => compareVersions(b.release, a.release))[0];
  return {
    name: "CPython",
    version: build?.version ?? minor,
    from: [
      ...named.map(({ path }) => inMatrix(evidence, path, `"${minor}"`)),
      inLock(
        evidence,
        ["python", minor],
        `${build?.version} of python-build-standalone ${build?.release}${build ? `, ${verifiedBy(build.platforms.amd64.verified)}` : ""}`,
      ),
    ],
    boundBy: [
      ...knowledge.spark.python
        .filter(({ line }) => lines.has(line))
        .map((row) => ({
          says: `PySpark ${row.line} needs Python ${row.lowest}${row.highest === null ? " or newer" : ` to ${row.highest}`}`,
          source: cite("spark", `python of ${row.line}`, row),
        })),
      ...(newest && evidence.matrix.python.gpu
        ? [
            {
              says: `The newest RAPIDS wheels for Python ${minor} are ${newest.release}`,
              source: cite("python", `rapids ${newest.release}`, newest),
            },
          ]
        : []),
    ],
    moves: tryMoves(evidence, pythonCandidates(evidence, minor)),
  };
}

function pythonCandidates({ matrix, lock, knowledge }: Evidence, minor: string): readonly Candidate[] {
  const named = new Set(pythonsOf(matrix).map(({ python }) => python));
  const known = new Set([
    ...Object.keys(lock.python),
    ...knowledge.python.endOfLife.map(({ python }) => python),
    ...knowledge.spark.python.map(({ lowest }) => lowest),
  ]);
  const places = [
    ...pythonsOf(matrix).flatMap(({ python, path }) => (python === minor ? [path] : [])),
    ...matrix.runtimes.flatMap(({ python }, index) =>
      python === minor ? [["runtimes", index, "python"]] : [],
    ),
  ];
  return [...known]
    .filter((python) => !named.has(python))
    .sort(compareVersions)
    .map((version) => ({ version, edits: places.map((path) => ({ path, value: version })) }));
}

/** PySpark of python-deps, which runtimes do not take. */
export function pysparkPart(evidence: Evidence, { pyspark }: PythonDepsFolder): PartExplanation {
  const path = ["python", "pyspark"];
  const { version, verified } = pyspark;
  const others = Object.keys(evidence.lock.pyspark).filter((other) => other !== version);
  return {
    name: "PySpark",
    version,
    from: [
      inMatrix(evidence, path, `"${version}"`),
      inLock(evidence, ["pyspark", version], `${pyspark.file}, ${verifiedBy(verified)}`),
    ],
    boundBy: [matrixBound(evidence, ["spark"], "runtimes do without it: theirs comes with their Spark")],
    moves: [
      ...tryMoves(
        evidence,
        others.map((other) => ({ version: other, edits: [{ path, value: other }] })),
      ),
      anyOther(evidence, path),
    ],
  };
}
