import type { Matrix, RuntimeSettings } from "../model/matrix";
import type { Draft } from "../parse/draft";
import { pythonsOf, runtimePython } from "./pythons";

/**
 * Name of a runtime's folder and image: `spark-4.1.1-jdk17-gpu`, and `spark-4.1.1-jdk17-python3.11-gpu` in a matrix
 * with several Pythons.
 */
export function runtimeName(matrix: Draft<Matrix>, runtime: Draft<RuntimeSettings>, spark: string): string {
  const python = pythonsOf(matrix).length > 1 ? runtimePython(matrix, runtime) : undefined;
  return [
    `spark-${spark}`,
    `jdk${matrix.java?.version ?? ""}`,
    ...(python === undefined ? [] : [`python${python}`]),
    ...(runtime.variant ? [runtime.variant] : []),
  ].join("-");
}
