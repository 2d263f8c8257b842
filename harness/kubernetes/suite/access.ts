import type { KubernetesObject } from "../kubectl";
import { SERVICE_ACCOUNT } from "./names";

/** What makes a namespace refuse every pod that the standard `restricted` of Pod Security does not allow. */
const ENFORCED = {
  "pod-security.kubernetes.io/enforce": "restricted",
  "pod-security.kubernetes.io/enforce-version": "latest",
};

const VERBS = ["create", "get", "list", "watch", "update", "patch", "delete", "deletecollection"];
const RESOURCES = ["pods", "services", "configmaps", "persistentvolumeclaims"];

/** A namespace that refuses what is not restricted. */
export function restrictedNamespace(
  name: string,
  labels: Readonly<Record<string, string>>,
): KubernetesObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: { ...ENFORCED, ...labels } } };
}

/** The account of submitters and drivers, and what it may do: make and remove what a job consists of. */
export function sparkAccess(namespace: string): readonly KubernetesObject[] {
  const metadata = { name: SERVICE_ACCOUNT, namespace };
  const group = "rbac.authorization.k8s.io";
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    {
      apiVersion: `${group}/v1`,
      kind: "Role",
      metadata,
      rules: [
        { apiGroups: [""], resources: RESOURCES, verbs: VERBS },
        { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] },
      ],
    },
    {
      apiVersion: `${group}/v1`,
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: group, kind: "Role", name: SERVICE_ACCOUNT },
      subjects: [{ kind: "ServiceAccount", name: SERVICE_ACCOUNT, namespace }],
    },
  ];
}
