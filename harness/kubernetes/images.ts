import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Engine } from "../engine";
import { formatBytes, type Report, secondsSince } from "../report";
import { run } from "../run";
import { inStaging } from "../staging";
import { CTR_OPTIONS } from "./cluster/containers";
import { ID_LABEL, readIds } from "./cluster/image-ids";
import type { Programs } from "./cluster/programs";
import { removeUnnamedImages } from "./cluster/unnamed-images";

const PAUSE_FOLDER = resolve(__dirname, "go", "pause");
const PAUSE_TAG = "spark-k8s-test-pause:latest";
/** The label by which containerd tells the kubelet that an image stays, however full the disk is. */
const PINNED = "io.cri-containerd.pinned=pinned";

/** What images are given to a cluster with. */
export interface ImportContext {
  readonly engine: Pick<Engine, "environment">;
  readonly programs: Programs;
  readonly cacheFolder: string;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/**
 * Gives the engine's images to the cluster, and the one that every pod needs. An image that the cluster has already is
 * not copied; what several have in common is copied once.
 * @throws Error naming an image that the engine does not have
 */
export async function importImages(references: readonly string[], context: ImportContext): Promise<void> {
  const { engine, report } = context;
  await buildPauseImage(context);
  const wanted = await Promise.all(
    [PAUSE_TAG, ...references].map(async (reference) => ({
      reference,
      id: await idOf(reference, engine),
    })),
  );
  const found = readIds(await ctr(context, "images", "list"));
  const missing = wanted.filter(({ reference, id }) => found.get(fullName(reference)) !== id);
  if (missing.length === 0) return;
  const start = Date.now();
  const bytes = await copy(
    missing.map(({ reference }) => reference),
    context,
  );
  for (const { reference, id } of missing)
    await ctr(context, "images", "label", fullName(reference), `${ID_LABEL}=${id}`, PINNED);
  await removeUnnamedImages(context.programs.ctr);
  report(
    `kubernetes: ${missing.length} images copied into the cluster (${formatBytes(bytes)}) in ${secondsSince(start)} s`,
  );
}

/** The name by which containerd knows an image that an engine calls by a short one. */
export function fullName(reference: string): string {
  const [first = "", ...rest] = reference.split("/");
  if (rest.length === 0) return `docker.io/library/${reference}`;
  return /[.:]|^localhost$/.test(first) ? reference : `docker.io/${reference}`;
}

async function buildPauseImage({ engine, programs, cacheFolder, signal }: ImportContext): Promise<void> {
  await inStaging(join(cacheFolder, "staging"), async (folder) => {
    await copyFile(programs.pause, join(folder, "pause"));
    await copyFile(join(PAUSE_FOLDER, "Dockerfile"), join(folder, "Dockerfile"));
    const env = { ...engine.environment, BUILDX_BUILDER: "default" };
    await run("docker", ["build", "--progress", "plain", "--tag", PAUSE_TAG, folder], { env, signal });
  });
}

async function idOf(reference: string, { environment: env }: Pick<Engine, "environment">): Promise<string> {
  const id = await run("docker", ["image", "inspect", "--format", "{{.Id}}", reference], { env }).catch(
    () => undefined,
  );
  if (id === undefined)
    throw new Error(
      `${reference} is not in the engine: build it first, with npm run images; the servers that jobs use come with its tests, not with --no-test.`,
    );
  return id;
}

/** @returns how many bytes went from the engine to the cluster */
async function copy(
  references: readonly string[],
  { engine, programs, signal }: ImportContext,
): Promise<number> {
  const save = spawn("docker", ["save", ...references], {
    env: { ...process.env, ...engine.environment },
    signal,
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Layers are kept as they are unpacked alone, not as archives too.
  const options = ["images", "import", "--local", "--discard-unpacked-layers", "-"];
  const load = spawn(programs.ctr, [...CTR_OPTIONS, ...options], {
    signal,
    stdio: ["pipe", "ignore", "inherit"],
  });
  let bytes = 0;
  save.stdout.on("data", (chunk: Buffer) => (bytes += chunk.length));
  // ctr ends when it has seen the archive's end, and what pads the archive behind it has to go somewhere.
  load.stdin.on("error", () => undefined);
  load.stdin.on("close", () => save.stdout.resume());
  save.stdout.pipe(load.stdin);
  const loaded = success(load).catch((error: Error) => {
    save.kill();
    throw error;
  });
  const ends = await Promise.allSettled([loaded, success(save)]);
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return bytes;
}

async function success(command: ChildProcess): Promise<void> {
  const [status] = (await once(command, "close")) as [number | null];
  if (status !== 0) throw new Error(`"${command.spawnargs.join(" ")}" ended with ${status}.`);
}

function ctr({ programs, signal }: ImportContext, ...args: readonly string[]): Promise<string> {
  return run(programs.ctr, [...CTR_OPTIONS, ...args], { signal });
}
