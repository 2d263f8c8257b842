import { join } from "node:path";

/** Everything that a cluster writes while it runs; what is found here at its start was left by one that was killed. */
export const STATE = "/var/lib/spark-k8s-kubernetes";

/** Files and folders of the running cluster. */
export const IN_STATE = {
  certificates: join(STATE, "certificates"),
  components: join(STATE, "components"),
  containerdSocket: join(STATE, "containerd.sock"),
  containerdState: join(STATE, "containerd"),
  etcd: join(STATE, "etcd"),
  ipam: join(STATE, "addresses"),
  kubeconfig: join(STATE, "admin.conf"),
  kubelet: join(STATE, "kubelet"),
  outerFolders: join(STATE, "outer-folders.json"),
  owner: join(STATE, "owner"),
  podLogs: join(STATE, "pod-logs"),
  settings: join(STATE, "settings"),
  sysctls: join(STATE, "sysctls.json"),
} as const;

/** What is kept between clusters, in a folder of the cache. */
export interface KeptFolders {
  /** Programs that were compiled or unpacked, each version in a folder of its own. */
  readonly programs: string;
  /** Images as containerd keeps them. */
  readonly images: string;
  /** What components and jobs print. */
  readonly logs: string;
}

/** Where a cluster keeps what outlasts it. @param cacheFolder the project's cache */
export function keptFolders(cacheFolder: string): KeptFolders {
  const home = join(cacheFolder, "kubernetes");
  return {
    programs: join(home, "programs"),
    images: join(home, "images"),
    logs: join(cacheFolder, "logs", "kubernetes"),
  };
}
