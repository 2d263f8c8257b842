/** What the Pod Security standard `restricted` asks of a pod, and a root file system that cannot be written. */

/** Whom a pod's processes run as; the group is always 0, which owns what an image lets its users write. */
export type Uid = number;

/** The user that the images name. */
export const SPARK_UID: Uid = 185;

/** Security context of a pod. */
export function podSecurity(uid: Uid) {
  return {
    runAsNonRoot: true,
    runAsUser: uid,
    runAsGroup: 0,
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** Security context of a container. */
export const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
} as const;

/** The folders that a runtime image's README says can be written; each is an empty folder of its own in every pod. */
export const WRITABLE = ["/tmp", "/opt/spark/work-dir"] as const;

/** The empty folders as volumes. */
export const WRITABLE_VOLUMES = WRITABLE.map((path) => ({ name: volumeName(path), emptyDir: {} }));

/** Where they are mounted. */
export const WRITABLE_MOUNTS = WRITABLE.map((mountPath) => ({ name: volumeName(mountPath), mountPath }));

function volumeName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
