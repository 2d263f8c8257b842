import { pythonsOf } from "../check/pythons";
import type { Knowledge } from "../model/knowledge";
import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import type { Project } from "../model/project";
import { resolveAccepted } from "./accepted";
import { resolveCuda, resolveJdk, resolvePython } from "./bases";
import { resolveDeployment } from "./deployment";
import { resolveJarsHadoopAws } from "./jars-hadoop-aws";
import { resolveJarsIceberg } from "./jars-iceberg";
import { resolveJarsRapids } from "./jars-rapids";
import { resolveJdbcDrivers } from "./jdbc-drivers";
import { withExpressions } from "./locked-licenses";
import { resolvePythonDeps } from "./python-deps";
import { resolveRuntimes } from "./runtimes";
import { resolveSettings } from "./settings";
import { resolveSparkCores } from "./spark-cores";

/** Decides every value that a template writes. The matrix and the lock must have passed the checks. */
export function resolve(matrix: Matrix, written: Lock, knowledge: Knowledge): Omit<Project, "inputs"> {
  const lock = withExpressions(written);
  const settings = resolveSettings(matrix, lock, knowledge);
  const jdk = resolveJdk(matrix, settings);
  const pythons = pythonsOf(matrix).map(({ python: minor }) => {
    const python = resolvePython(matrix, lock, settings, minor);
    return { python, pythonDeps: resolvePythonDeps(matrix, lock, settings, python) };
  });
  const input = { matrix, lock, settings, jdk, knowledge };
  const [jdbcDrivers, jarsHadoopAws, jarsIceberg, jarsRapids] = [
    resolveJdbcDrivers(input)[0],
    resolveJarsHadoopAws(input)[0],
    resolveJarsIceberg(input)[0],
    resolveJarsRapids(input)[0],
  ];
  const cores = resolveSparkCores(matrix, lock, settings, jdk);
  const runtimes = resolveRuntimes(input, {
    cores: new Map(cores.map((core) => [core.spark, core])),
    pythons,
    jdbcDrivers,
    jarsHadoopAws,
    jarsIceberg,
    jarsRapids,
  });
  const folders = [
    jdk,
    ...pythons.map(({ python }) => python),
    ...resolveCuda(input, pythons[0]?.python),
    ...cores,
    ...pythons.map(({ pythonDeps }) => pythonDeps),
    jdbcDrivers,
    jarsRapids,
    jarsIceberg,
    jarsHadoopAws,
    ...runtimes,
  ].filter((folder) => folder !== undefined);
  const deployment = resolveDeployment(matrix, runtimes);
  const hasWorkflow = matrix.workflow ?? false;
  return { settings, folders, deployment, hasWorkflow, accepted: resolveAccepted(matrix, folders) };
}
