import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "../../engine";
import { run } from "../../run";
import type { Server } from "../../servers/server";
import type { Kubectl, KubernetesObject } from "../kubectl";
import type { ImageSource } from "./image-source";
import { CONTAINER } from "./names";
import { SERVERS_SECRET } from "./pods";
import { waitUntilReady } from "./ready-pod";
import { CONTAINER_SECURITY } from "./restricted";

const LIMIT_MS = 300_000;
const POLL_MS = 500;
const SECRET = "environment";

/** A server that runs in a pod of the cluster. */
export interface ServerPod {
  readonly server: Server;
  /** Reference of its image in the engine. */
  readonly image: string;
}

/** Where servers run. */
export interface ServerPlace {
  readonly kubectl: Kubectl;
  readonly engine: Pick<Engine, "environment">;
  readonly images: ImageSource;
  /** The namespace of the servers. */
  readonly namespace: string;
  /** The namespace of the jobs that use them, in which they are known by their short names. */
  readonly users: string;
}

/**
 * Starts servers, each in a pod, and tells the namespace of jobs where they are.
 * @returns the variables by which jobs find them
 * @throws Error when one does not answer
 */
export async function startServers(
  pods: readonly ServerPod[],
  place: ServerPlace,
): Promise<Readonly<Record<string, string>>> {
  const { kubectl, users } = place;
  const objects = await Promise.all(pods.map((pod) => objectsOf(pod, place)));
  await kubectl.create(objects.flat());
  const variables = Object.assign({}, ...pods.map(({ server }) => server.variables)) as Record<
    string,
    string
  >;
  await kubectl.create([secret(SERVERS_SECRET, users, { AWS_REGION: "us-east-1", ...variables })]);
  await Promise.all(pods.map(({ server }) => waitUntilAnswers(server, place)));
  return variables;
}

async function objectsOf({ server, image }: ServerPod, place: ServerPlace): Promise<KubernetesObject[]> {
  const { images, namespace, users } = place;
  const { host: name } = server;
  const labels = { app: name };
  const [uid, gid] = await userOf(image, place);
  const secretName = `${name}-${SECRET}`;
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 2,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: uid,
        runAsGroup: gid,
        fsGroup: gid,
        seccompProfile: { type: "RuntimeDefault" },
      },
      containers: [
        {
          name: CONTAINER,
          image: images.nameOf(image),
          imagePullPolicy: images.pullPolicy,
          securityContext: CONTAINER_SECURITY,
          envFrom: [{ secretRef: { name: secretName } }],
          resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "512Mi" } },
          volumeMounts: [{ name: "data", mountPath: "/data" }],
        },
      ],
      volumes: [{ name: "data", emptyDir: {} }],
    },
  };
  const here = { metadata: { name, namespace }, spec: { clusterIP: "None", selector: labels } };
  const externalName = `${name}.${namespace}.svc.cluster.local`;
  const there = { metadata: { name, namespace: users }, spec: { type: "ExternalName", externalName } };
  const services = [here, there].map((service) => ({ apiVersion: "v1", kind: "Service", ...service }));
  return [secret(secretName, namespace, server.environment), pod, ...services];
}

/** The numbers of an image's user and group: a name alone is no proof that it is not root. */
async function userOf(image: string, { engine }: ServerPlace): Promise<readonly [number, number]> {
  const user = await run("docker", ["image", "inspect", "--format", "{{.Config.User}}", image], {
    env: engine.environment,
  });
  const numbers = /^(\d+):(\d+)$/.exec(user);
  if (numbers) return [Number(numbers[1]), Number(numbers[2])];
  const ask = (option: string) =>
    run("docker", ["run", "--rm", "--network", "none", "--entrypoint", "id", image, option], {
      env: engine.environment,
    });
  return [Number(await ask("-u")), Number(await ask("-g"))];
}

async function waitUntilAnswers({ name, host, prepare }: Server, place: ServerPlace): Promise<void> {
  const { kubectl, namespace } = place;
  const end = Date.now() + LIMIT_MS;
  await waitUntilReady({ name: host, namespace, limitSeconds: LIMIT_MS / 1000 }, kubectl);
  while (!(await kubectl.succeeds("exec", "--namespace", namespace, `pod/${host}`, "--", ...prepare))) {
    if (Date.now() > end) throw new Error(`The ${name} server did not answer within ${LIMIT_MS / 1000} s.`);
    await sleep(POLL_MS);
  }
}

function secret(
  name: string,
  namespace: string,
  stringData: Readonly<Record<string, string>>,
): KubernetesObject {
  return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace }, stringData };
}
