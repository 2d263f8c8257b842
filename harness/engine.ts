import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { canInstallPackages } from "./debian-packages";
import { EnginePackages } from "./engine-packages";
import { startEngine, stopProcess, waitForEngine } from "./engine-process";
import { secondsSince, type Report } from "./report";
import { run, succeeds } from "./run";

const DEFAULT_ADDRESS = "unix:///var/run/docker.sock";

/** An engine that answers. */
export interface Engine {
  /** Environment that makes the `docker` command reach this engine. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether this process started it. */
  readonly isOwn: boolean;
  /** Stops the engine if this process started it. */
  stop(): Promise<void>;
  /** Says how to stop the engine later if this process started it. */
  keep(): void;
}

/**
 * Finds an engine at DOCKER_HOST or the default socket, or starts one from Debian's packages.
 * @param cacheFolder the folder for its programs and images
 * @throws Error in one sentence when no engine answers and none can be started on this machine
 */
export async function ensureEngine(cacheFolder: string, report: Report): Promise<Engine> {
  const home = join(cacheFolder, "engine");
  const packages = new EnginePackages(home, report);
  const found = await findEngine(environmentFor(`${process.env.PATH}:${packages.programFolders}`), report);
  if (found) return withBuildx(packages, found);
  await checkCanStart();
  await mkdir(home, { recursive: true });
  await packages.ensureUnpacked();
  await packages.ensureSupport();
  return withBuildx(packages, await start(home, packages, report));
}

async function findEngine(environment: Record<string, string>, report: Report): Promise<Engine | undefined> {
  return (await answers(environment)) ? withoutOwner(environment, report) : undefined;
}

async function start(home: string, packages: EnginePackages, report: Report): Promise<Engine> {
  const began = Date.now();
  const path = `${packages.programFolders}:${process.env.PATH}:/usr/sbin:/sbin`;
  const environment = environmentFor(path);
  const found = await findEngine(environment, report); // The docker command itself may have been missing before.
  if (found) return found;
  const child = await startEngine({ home, address: address(), path });
  await waitForEngine(child, home, () => answers(environment));
  const { pid, exitCode } = child;
  // One that another process started at the same moment answers too.
  if (pid === undefined || exitCode !== null) return withoutOwner(environment, report);
  report(`engine: ${await describe(environment)}, started in ${secondsSince(began)} s at ${address()}`);
  return {
    environment,
    isOwn: true,
    stop: () => stopProcess(pid).then(() => report("engine: stopped")),
    keep: () => report(`engine: goes on at ${address()}; end it with: kill ${pid}`),
  };
}

async function withoutOwner(environment: Record<string, string>, report: Report): Promise<Engine> {
  report(`engine: ${await describe(environment)}, already running`);
  return { environment, isOwn: false, stop: async () => undefined, keep: () => undefined };
}

async function withBuildx(packages: EnginePackages, engine: Engine): Promise<Engine> {
  const env = engine.environment;
  if (!(await succeeds("docker", ["buildx", "version"], { env }))) await packages.installBuildx();
  return engine;
}

async function checkCanStart(): Promise<void> {
  if (!address().startsWith("unix://")) {
    throw new Error(`No engine answers at DOCKER_HOST=${address()}: start it, or unset DOCKER_HOST.`);
  }
  if (!(await canInstallPackages())) {
    throw new Error(
      `No engine answers at ${address()}, and one can be installed and started only as root on Debian: start Docker, or set DOCKER_HOST.`,
    );
  }
}

function address(): string {
  return process.env.DOCKER_HOST || DEFAULT_ADDRESS;
}

function environmentFor(path: string): Record<string, string> {
  return { PATH: path, ...(process.env.DOCKER_HOST ? { DOCKER_HOST: process.env.DOCKER_HOST } : {}) };
}

function answers(env: Record<string, string>): Promise<boolean> {
  return succeeds("docker", ["version", "--format", "{{.Server.Version}}"], { env, timeout: 10_000 });
}

async function describe(env: Record<string, string>): Promise<string> {
  return `Docker ${await run("docker", ["version", "--format", "{{.Server.Version}}"], { env })}`;
}
