import { join, resolve } from "node:path";
import { hashText } from "../../checksum";
import { EnginePackages } from "../../engine-packages";
import { ensureForeignPackages } from "../../foreign-packages";
import { ensureCompiled, type GoModule, requiredVersionOf } from "../../go-programs";
import type { Report } from "../../report";
import { keptFolders } from "./folders";
import { checkMachine } from "./machine";

// The machine's own release has etcd 3.4, with which Spark's watches hang; these run on its glibc.
const PACKAGES = { suite: "forky", names: ["etcd-server", "containernetworking-plugins", "docker-registry"] };

const MODULES = resolve(__dirname, "..", "go");
const KUBERNETES: GoModule = {
  folder: join(MODULES, "kubernetes"),
  title: "Kubernetes",
  target: "tool",
  tells: { module: "k8s.io/kubernetes", variables: kubernetesVersion },
};
const COREDNS: GoModule = { folder: join(MODULES, "coredns"), title: "CoreDNS", target: "." };
const PAUSE: GoModule = { folder: join(MODULES, "pause"), title: "the pause container", target: "." };

function kubernetesVersion(version: string): Readonly<Record<string, string>> {
  const [, major = "", minor = ""] = /^v(\d+)\.(\d+)\./.exec(version) ?? [];
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor };
  const owners = ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"];
  return Object.fromEntries(
    owners.flatMap((owner) => Object.entries(values).map(([name, value]) => [`${owner}.${name}`, value])),
  );
}

/** The programs of a cluster, each the path of a file unless it says otherwise. */
export interface Programs {
  /** Version of Kubernetes, such as `v1.35.4`. */
  readonly version: string;
  readonly apiServer: string;
  readonly controllerManager: string;
  readonly scheduler: string;
  readonly kubelet: string;
  readonly kubectl: string;
  readonly coredns: string;
  readonly pause: string;
  readonly etcd: string;
  readonly registry: string;
  readonly containerd: string;
  readonly ctr: string;
  /** Folder of the CNI plugins. */
  readonly cniPlugins: string;
  /** A PATH that finds runc, iptables and ip as well. */
  readonly path: string;
}

/** What programs are brought with. */
export interface ProgramContext {
  readonly cacheFolder: string;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/**
 * Brings the programs of a cluster: compiled from Go modules, or unpacked from Debian's packages.
 * @throws Error in one sentence when this machine cannot run a cluster or lacks what makes the programs
 */
export async function ensurePrograms(context: ProgramContext): Promise<Programs> {
  await checkMachine();
  const { cacheFolder, report, signal } = context;
  const { programs } = keptFolders(cacheFolder);
  const engine = new EnginePackages(join(cacheFolder, "engine"), report);
  await engine.ensureUnpacked();
  await engine.ensureSupport();
  const key = hashText([PACKAGES.suite, ...PACKAGES.names].join(" ")).slice(0, 16);
  const debian = join(programs, `debian-${key}`);
  await ensureForeignPackages(PACKAGES, debian, () =>
    report(`kubernetes: unpacking ${PACKAGES.names.join(", ")} of Debian ${PACKAGES.suite}`),
  );
  const build = { programs, report, signal };
  const kubernetes = await ensureCompiled(KUBERNETES, build);
  const [, containerd = ""] = engine.programFolders.split(":");
  return {
    version: await requiredVersionOf(KUBERNETES.folder, "k8s.io/kubernetes"),
    apiServer: join(kubernetes, "kube-apiserver"),
    controllerManager: join(kubernetes, "kube-controller-manager"),
    scheduler: join(kubernetes, "kube-scheduler"),
    kubelet: join(kubernetes, "kubelet"),
    kubectl: join(kubernetes, "kubectl"),
    coredns: join(await ensureCompiled(COREDNS, build), "coredns"),
    pause: join(await ensureCompiled(PAUSE, build), "pause"),
    etcd: join(debian, "usr/bin/etcd"),
    registry: join(debian, "usr/bin/docker-registry"),
    containerd: join(containerd, "containerd"),
    ctr: join(containerd, "ctr"),
    cniPlugins: join(debian, "usr/lib/cni"),
    path: `${engine.programFolders}:${process.env.PATH}:/usr/sbin:/sbin`,
  };
}
