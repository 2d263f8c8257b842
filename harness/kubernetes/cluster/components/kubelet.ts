import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DOMAIN, NODE, NODE_ADDRESS } from "../addresses";
import { CERTIFICATES } from "../certificates";
import type { Component } from "../component";
import { CONTROL_GROUP } from "../control-groups";
import { IN_STATE } from "../folders";
import type { Programs } from "../programs";
import { answersOk } from "./health";

const CONFIGURATION = join(IN_STATE.settings, "kubelet.json");
// Pods are to ask the cluster's DNS alone.
const NO_RESOLVER = join(IN_STATE.settings, "resolv.conf");

/** The kubelet, which makes this machine the cluster's node. */
export async function kubelet(programs: Programs): Promise<Component> {
  await mkdir(IN_STATE.settings, { recursive: true });
  await writeFile(NO_RESOLVER, "");
  await writeFile(CONFIGURATION, JSON.stringify(configuration(), undefined, 2));
  return {
    name: "kubelet",
    program: programs.kubelet,
    args: [
      `--config=${CONFIGURATION}`,
      `--kubeconfig=${IN_STATE.kubeconfig}`,
      `--root-dir=${IN_STATE.kubelet}`,
      `--cert-dir=${IN_STATE.certificates}`,
      `--hostname-override=${NODE}`,
      `--node-ip=${NODE_ADDRESS}`,
    ],
    isHealthy: () => answersOk("http://127.0.0.1:10248/healthz"),
  };
}

function configuration() {
  const { authority, server, serverKey } = CERTIFICATES;
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    address: NODE_ADDRESS,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: authority },
    },
    authorization: { mode: "Webhook" },
    tlsCertFile: server,
    tlsPrivateKeyFile: serverKey,
    readOnlyPort: 0,
    healthzBindAddress: "127.0.0.1",
    // The machine may have version 1 of control groups, and no systemd.
    failCgroupV1: false,
    cgroupDriver: "cgroupfs",
    cgroupRoot: `/${CONTROL_GROUP}`,
    failSwapOn: false,
    makeIPTablesUtilChains: false,
    containerRuntimeEndpoint: `unix://${IN_STATE.containerdSocket}`,
    podLogsDir: IN_STATE.podLogs,
    volumePluginDir: join(IN_STATE.kubelet, "volume-plugins"),
    resolvConf: NO_RESOLVER,
    clusterDNS: [NODE_ADDRESS],
    clusterDomain: DOMAIN,
    // An image that a pod has pulled from a registry is the one that was copied, and needs no key under that name either.
    imagePullCredentialsVerificationPolicy: "NeverVerify",
    // The disk is the machine's own: neither are images removed nor pods evicted because others have filled it.
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    evictionHard: {
      "memory.available": "100Mi",
      "nodefs.available": "200Mi",
      "nodefs.inodesFree": "1%",
      "imagefs.available": "200Mi",
    },
    nodeStatusUpdateFrequency: "5s",
    syncFrequency: "10s",
  };
}
