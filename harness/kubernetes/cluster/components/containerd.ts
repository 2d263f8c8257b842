import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BRIDGE, NODE_ADDRESS, POD_NETWORK, POD_NETWORK_NAME } from "../addresses";
import type { Component } from "../component";
import { IN_STATE } from "../folders";
import type { Programs } from "../programs";
import { answersKubelet } from "./cri";

/** The image of the container that holds a pod's namespaces. */
export const PAUSE_IMAGE = "docker.io/library/spark-k8s-test-pause:latest";
const CONFIGURATION = join(IN_STATE.settings, "containerd.toml");
const NETWORKS = join(IN_STATE.settings, "cni");
// None of these has a use here, and each complains of what the machine lacks for it.
const DISABLED = [
  "io.containerd.nri.v1.nri",
  "io.containerd.snapshotter.v1.blockfile",
  "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper",
  "io.containerd.snapshotter.v1.erofs",
  "io.containerd.snapshotter.v1.zfs",
  "io.containerd.internal.v1.tracing",
  "io.containerd.tracing.processor.v1.otlp",
];

/** What runs the pods' containers: a second containerd beside the engine's. @param images where it keeps images */
export async function containerd(programs: Programs, images: string): Promise<Component> {
  await mkdir(NETWORKS, { recursive: true });
  await mkdir(images, { recursive: true });
  await writeFile(join(NETWORKS, "10-pods.conflist"), JSON.stringify(podNetwork()));
  await writeFile(CONFIGURATION, configuration(images, programs.cniPlugins));
  return {
    name: "containerd",
    program: programs.containerd,
    args: ["--config", CONFIGURATION],
    isHealthy: () => answersKubelet(IN_STATE.containerdSocket),
  };
}

/** containerd's configuration. */
export function configuration(images: string, cniPlugins: string): string {
  const text = JSON.stringify; // A JSON string is a TOML string.
  return `version = 3
root = ${text(images)}
state = ${text(IN_STATE.containerdState)}
disabled_plugins = ${text(DISABLED)}
[grpc]
  address = ${text(IN_STATE.containerdSocket)}
[ttrpc]
  address = ${text(`${IN_STATE.containerdSocket}.ttrpc`)}
[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = ${text(PAUSE_IMAGE)}
[plugins.'io.containerd.cri.v1.runtime']
  # Where this machine may not lower its own score, a pod's container could not be started.
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
[plugins.'io.containerd.cri.v1.runtime'.cni]
  bin_dirs = [${text(cniPlugins)}]
  conf_dir = ${text(NETWORKS)}
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
  SystemdCgroup = false
[plugins.'io.containerd.grpc.v1.cri']
  stream_server_address = "127.0.0.1"
`;
}

function podNetwork() {
  const ranges = [[{ subnet: POD_NETWORK, gateway: NODE_ADDRESS }]];
  const ipam = { type: "host-local", dataDir: IN_STATE.ipam, ranges, routes: [{ dst: "0.0.0.0/0" }] };
  const bridge = { type: "bridge", bridge: BRIDGE, isGateway: true, ipMasq: false, hairpinMode: true, ipam };
  return { cniVersion: "1.0.0", name: POD_NETWORK_NAME, plugins: [bridge] };
}
