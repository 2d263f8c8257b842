import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { requiredVersion, requiredVersionOf } from "../../../harness/go-programs";
import { firstColumn } from "../../../harness/kubernetes/cluster/containers";
import { hierarchies } from "../../../harness/kubernetes/cluster/control-groups";
import { mountsIn } from "../../../harness/mounts";
import { BRIDGE } from "../../../harness/kubernetes/cluster/addresses";
import { ADD_BRIDGE, ownRules } from "../../../harness/kubernetes/cluster/network";
import {
  beginOf,
  forgetProcess,
  noteProcess,
  readProcesses,
  stillRuns,
} from "../../../harness/kubernetes/cluster/process-record";
import { unnamedIn } from "../../../harness/kubernetes/cluster/unnamed-images";
import { isShim } from "../../../harness/kubernetes/cluster/shims";
import { run } from "../../../harness/run";
import { temporaryFolder } from "../temporary-folder";

const GO = resolve(__dirname, "../../../harness/kubernetes/go");

describe("what a cluster leaves on a machine", () => {
  it("is found in rules of iptables by this project's mark, and no one else's rule is taken for it", () => {
    const printed = [
      "-P FORWARD DROP",
      "-A FORWARD -s 10.244.0.0/24 -d 10.244.0.0/24 -m comment --comment spark-k8s-kubernetes -j ACCEPT",
      "-A FORWARD -s 10.244.0.0/24 -d 10.244.0.0/24 -m comment --comment spark-k8s-kubernetes-2 -j ACCEPT",
      "-A FORWARD -o docker0 -j DOCKER",
    ].join("\n");
    expect(ownRules("filter", printed)).toEqual([
      {
        table: "filter",
        chain: "FORWARD",
        words: "-s 10.244.0.0/24 -d 10.244.0.0/24 -m comment --comment spark-k8s-kubernetes -j ACCEPT".split(
          " ",
        ),
      },
    ]);
  });

  it("is found in mounts of a folder, the innermost first, whatever characters their paths have", () => {
    const mountinfo = [
      "22 1 8:1 / / rw - ext4 /dev/sda rw",
      "43 22 8:1 / /state rw shared:2 - ext4 /dev/sda rw",
      String.raw`44 43 0:1 / /state/a\040pod rw - tmpfs tmpfs rw`,
      "45 22 0:2 / /state-of-another rw - tmpfs tmpfs rw",
    ].join("\n");
    expect(mountsIn("/state", mountinfo)).toEqual(["/state/a pod", "/state"]);
  });

  it("is found in shims of the cluster's own containerd alone", () => {
    const line = (socket: string) =>
      ["/usr/bin/containerd-shim-runc-v2", "-namespace", "k8s.io", "-address", socket, ""].join("\0");
    expect(isShim(line("/state/containerd.sock"), "/state/containerd.sock")).toBe(true);
    expect(isShim(line("/run/docker.sock"), "/state/containerd.sock")).toBe(false);
    expect(
      isShim("grep\0containerd-shim-runc-v2\0-address\0/state/containerd.sock", "/state/containerd.sock"),
    ).toBe(false);
  });

  it("is found in each hierarchy of control groups, of version 1 and of version 2", () => {
    const mountinfo = [
      "30 22 0:25 / /sys/fs/cgroup/memory rw,nosuid - cgroup cgroup rw,memory",
      "31 22 0:26 / /sys/fs/cgroup/unified rw,nosuid shared:9 - cgroup2 cgroup2 rw",
      "32 22 0:27 / /cgroup rw - tmpfs cgroup rw",
    ].join("\n");
    expect(hierarchies(mountinfo)).toEqual(["/sys/fs/cgroup/memory", "/sys/fs/cgroup/unified"]);
  });

  it("is found in the first column of what ctr lists", () => {
    expect(firstColumn("TASK    PID    STATUS\nabc     12     RUNNING\ndef     13     STOPPED\n")).toEqual([
      "abc",
      "def",
    ]);
    expect(firstColumn("TASK    PID    STATUS\n")).toEqual([]);
  });
});

/** A network namespace of its own, which shows its links in a /sys of its own. */
const APART = ["--net", "--mount", "--map-root-user", "sh", "-ec"];
const isApart = spawnSync("unshare", [...APART, "mount -t sysfs sysfs /sys"]).status === 0;
const whyNot = isApart ? "" : ": skipped, this user may not have a network of its own (Linux, unshare)";

describe.skipIf(!isApart)(`the bridge of a cluster${whyNot}`, () => {
  it("keeps its address on the link when a pod comes whose own is lower, and when it goes", async () => {
    const script = [
      `ip ${ADD_BRIDGE.join(" ")}`,
      `cat /sys/class/net/${BRIDGE}/address`,
      "ip link add pod address 00:00:00:00:00:10 type veth peer name other",
      `ip link set pod master ${BRIDGE}`,
      `cat /sys/class/net/${BRIDGE}/address`,
      "ip link delete pod",
      `cat /sys/class/net/${BRIDGE}/address`,
    ];
    const printed = await run("unshare", [...APART, ["mount -t sysfs sysfs /sys", ...script].join("\n")]);
    const [address, ...later] = printed.trimEnd().split("\n");
    expect(address).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
    expect(later).toEqual([address, address]);
  });
});

describe("a noted process", () => {
  const statOf = (state: string, threads: number) => {
    const fields = Array.from({ length: 30 }, (_, index) => (index + 4 === 20 ? threads : index + 4));
    return `12 (a (b) c) ${state} ${fields.join(" ")}`;
  };

  it("is known by when it began, whatever its program is called", () => {
    expect(beginOf(statOf("S", 9))).toBe("22");
  });

  it("has ended when it is a zombie of one thread, which has no ports any more", () => {
    expect(beginOf(statOf("Z", 1))).toBeUndefined();
    expect(beginOf(statOf("Z", 2))).toBe("22");
  });

  it("is not mistaken for another one that has its id by now", async () => {
    const folder = await temporaryFolder();
    const record = await noteProcess(folder, "vitest", process.pid);
    expect(await readProcesses(folder)).toEqual([record]);
    expect(await stillRuns(record)).toBe(true);
    expect(await stillRuns({ ...record, began: "1" })).toBe(false);
    await forgetProcess(folder, record);
    expect(await readProcesses(folder)).toEqual([]);
  });

  it("cannot be noted when it has ended already", async () => {
    await expect(noteProcess(await temporaryFolder(), "etcd", 2 ** 22 + 1)).rejects.toThrow(
      "etcd ended at once.",
    );
  });
});

describe("the Go modules of the cluster", () => {
  it("name the version of Kubernetes that its programs tell", async () => {
    expect(await requiredVersionOf(join(GO, "kubernetes"), "k8s.io/kubernetes")).toMatch(/^v1\.\d+\.\d+$/);
    expect(requiredVersion("require example.org/a v1.2.3\n", "example.org/a")).toBe("v1.2.3");
    expect(() => requiredVersion("require example.org/ab v1.2.3\n", "example.org/a")).toThrow(
      "go.mod: found no requirement of example.org/a.",
    );
  });

  it.each(readdirSync(GO))("%s: go.sum has the checksum of each module that it is compiled from", (name) => {
    const read = (file: string) => readFileSync(join(GO, name, file), "utf8");
    const required = [
      ...read("go.mod").matchAll(/^\s*(?:require )?(\S+\.\S+\/?\S*) (v\S+)(?: \/\/ indirect)?$/gm),
    ];
    const replaced = new Set(
      [...read("go.mod").matchAll(/^\s*(?:replace )?(\S+) => /gm)].map(([, module]) => module),
    );
    const own = required.filter(([, module]) => !replaced.has(module));
    const sums = own.length === 0 ? "" : read("go.sum");
    const lacking = own.filter(([, module, version]) => !sums.includes(`${module} ${version}`));
    expect(lacking.map(([line]) => line.trim())).toEqual([]);
  });
});

it("forgets images that have a checksum alone, and keeps those that a name leads to", () => {
  const listed = [
    "REF TYPE DIGEST SIZE PLATFORMS LABELS",
    "docker.io/library/a:latest application/vnd sha256:1 1 MiB linux/amd64 io.github.spark-k8s.engine-id=sha256:cc",
    "sha256:aa application/vnd sha256:1 1 MiB linux/amd64 -",
    "sha256:cc application/vnd sha256:4 1 MiB linux/amd64 -",
    "sha256:bb application/vnd sha256:2 1 MiB linux/amd64 -",
    "localhost:5000/b@sha256:3 application/vnd sha256:3 1 MiB linux/amd64 -",
    "",
  ].join("\n");
  expect(unnamedIn(listed)).toEqual(["sha256:bb", "localhost:5000/b@sha256:3"]);
});
