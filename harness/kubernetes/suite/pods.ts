import type { KubernetesObject } from "../kubectl";
import { CONTAINER, JOBS, SERVICE_ACCOUNT } from "./names";
import { CONTAINER_SECURITY, podSecurity, type Uid, WRITABLE_MOUNTS, WRITABLE_VOLUMES } from "./restricted";

/** The secret with the addresses and keys of servers, which every pod of a job has in its environment. */
export const SERVERS_SECRET = "servers";

/** The template that drivers and executors are made from; Spark sets the image, the command and the memory. */
export function podTemplate(uid: Uid): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "template" },
    spec: {
      securityContext: podSecurity(uid),
      containers: [container()],
      volumes: volumes(),
    },
  };
}

/** A pod of a runtime image that is not Spark's own doing. */
export interface OwnPod {
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  readonly pullPolicy: string;
  readonly uid: Uid;
  /** What the entrypoint is to run. */
  readonly args: readonly string[];
  /** Its memory limit, such as `1Gi`: at least the 256Mi that it asks for. */
  readonly memory: string;
  /** What it asks for, such as `250m`; left out: little. */
  readonly processors?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A pod with the same restrictions, folders and environment as drivers and executors. */
export function ownPod(pod: OwnPod): KubernetesObject {
  const { name, namespace, image, pullPolicy, uid, args, memory, processors = "50m", labels = {} } = pod;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels },
    spec: {
      serviceAccountName: SERVICE_ACCOUNT,
      restartPolicy: "Never",
      terminationGracePeriodSeconds: 2,
      securityContext: podSecurity(uid),
      containers: [
        {
          ...container(),
          image,
          imagePullPolicy: pullPolicy,
          args,
          env: [{ name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }],
          resources: { requests: { cpu: processors, memory: "256Mi" }, limits: { memory } },
        },
      ],
      volumes: volumes(),
    },
  };
}

/** A service without an address, whose name leads to the pods with these labels. */
export function headlessService(
  metadata: { readonly name: string; readonly namespace: string },
  selector: Readonly<Record<string, string>>,
  ports: readonly { readonly name: string; readonly port: number }[] = [],
): KubernetesObject {
  return { apiVersion: "v1", kind: "Service", metadata, spec: { clusterIP: "None", selector, ports } };
}

function container() {
  return {
    name: CONTAINER,
    securityContext: CONTAINER_SECURITY,
    envFrom: [{ secretRef: { name: SERVERS_SECRET, optional: true } }],
    volumeMounts: [...WRITABLE_MOUNTS, { name: JOBS.configMap, mountPath: JOBS.folder, readOnly: true }],
  };
}

function volumes() {
  return [...WRITABLE_VOLUMES, { name: JOBS.configMap, configMap: { name: JOBS.configMap } }];
}
