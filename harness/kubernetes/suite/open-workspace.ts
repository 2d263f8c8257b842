import { randomBytes, randomInt } from "node:crypto";
import { withCleanUp } from "../../clean-up";
import type { Engine } from "../../engine";
import { allServers } from "../../servers/test-servers";
import type { Kubectl } from "../kubectl";
import { restrictedNamespace, sparkAccess } from "./access";
import type { ImageSource } from "./image-source";
import { jobFiles } from "./job-files";
import type { Uid } from "./restricted";
import { startServers } from "./servers";
import type { Workspace } from "./workspace";

/** Marks the namespaces of this suite. */
const LABEL = "io.github.spark-k8s.suite";
const LIMIT = "--timeout=180s";

/** The image of each server in the engine, by the server's host name. */
export const SERVER_IMAGES: Readonly<Record<string, string>> = {
  postgresql: "spark-k8s-test-postgresql:latest",
  s3: "spark-k8s-test-s3:latest",
};

/** What a workspace is made with. */
export interface WorkspaceContext {
  readonly kubectl: Kubectl;
  readonly engine: Pick<Engine, "environment">;
  readonly images: ImageSource;
  readonly uids: readonly Uid[];
  readonly logs: string;
  readonly signal: AbortSignal;
}

/** A uid as clusters give them out: unlike any that an image knows. */
export function randomUid(): Uid {
  return randomInt(1_000_000_000, 2_000_000_000);
}

/**
 * Does work in new namespaces, one for jobs and one for servers, which are removed afterwards with all that is in them.
 */
export async function inWorkspace<T>(
  context: WorkspaceContext,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const { kubectl, images, logs, signal } = context;
  const id = randomBytes(3).toString("hex");
  const [jobs, servers] = [`spark-k8s-${id}`, `spark-k8s-${id}-servers`];
  return withCleanUp(
    async () => {
      const variables = await fill(context, jobs, servers, id);
      return work({ kubectl, namespace: jobs, images, servers: variables, logs, signal });
    },
    () => {
      // Also after an interruption, which ends what the given kubectl does.
      const own = kubectl.with(AbortSignal.timeout(240_000));
      return own.run("delete", "namespace", jobs, servers, "--ignore-not-found", LIMIT);
    },
  );
}

async function fill(
  { kubectl, engine, images, uids }: WorkspaceContext,
  jobs: string,
  servers: string,
  id: string,
): Promise<Workspace["servers"]> {
  await kubectl.create([jobs, servers].map((name) => restrictedNamespace(name, { [LABEL]: id })));
  await kubectl.create([...sparkAccess(jobs), await jobFiles(jobs, uids)]);
  for (const namespace of [jobs, servers]) {
    const account = ["serviceaccount/default", "--namespace", namespace];
    await kubectl.run("wait", "--for=create", ...account, LIMIT);
  }
  const pods = allServers().map((server) => ({ server, image: SERVER_IMAGES[server.host] ?? "" }));
  return startServers(pods, { kubectl, engine, images, namespace: servers, users: jobs });
}
