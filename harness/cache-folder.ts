import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * The folder that keeps downloads, stand-ins and the engine between runs, outside the checkout:
 * `$SPARK_K8S_CACHE`, else `$XDG_CACHE_HOME/spark-k8s-images`, else `~/.cache/spark-k8s-images`.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.SPARK_K8S_CACHE) return resolve(environment.SPARK_K8S_CACHE);
  return join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "spark-k8s-images");
}
