import { join } from "node:path";
import { canInstallPackages } from "./debian-packages";
import { EnginePackages } from "./engine-packages";
import { startEngine, waitForEngine } from "./engine-process";
import { EngineUsers } from "./engine-users";
import { secondsSince, type Report } from "./report";
import { run, succeeds } from "./run";

const DEFAULT_ADDRESS = "unix:///var/run/docker.sock";

/** Environment variables of commands. */
type Environment = Readonly<Record<string, string>>;

/** An engine that answers. */
export interface Engine {
  /** Environment that makes the `docker` command reach this engine. */
  readonly environment: Environment;
  /** Whether another run of this project uses it now. */
  isShared(): Promise<boolean>;
  /** Ends this process's use; an engine that this project started is stopped by the last process that uses it. */
  stop(): Promise<void>;
  /** As `stop`, but an engine that this project started goes on, and how to end it is said. */
  keep(): Promise<void>;
}

/**
 * Finds an engine at DOCKER_HOST or the default socket, or starts one from Debian's packages.
 * @param cacheFolder the folder for its programs and images
 * @throws Error in one sentence when no engine answers and none can be started on this machine
 */
export async function ensureEngine(cacheFolder: string, report: Report): Promise<Engine> {
  const home = join(cacheFolder, "engine");
  const users = new EngineUsers(home, report);
  await users.enter();
  try {
    const environment = await findOrStart(home, users, report);
    return {
      environment,
      isShared: () => users.areOthers(),
      stop: () => users.leave(),
      keep: () => keep(users, report),
    };
  } catch (error) {
    await users.leave();
    throw error;
  }
}

async function keep(users: EngineUsers, report: Report): Promise<void> {
  const pid = await users.disown();
  if (pid !== undefined) report(`engine: goes on at ${address()}; end it with: kill ${pid}`);
  await users.leave();
}

/** @returns the environment that makes the `docker` command reach the engine */
async function findOrStart(home: string, users: EngineUsers, report: Report): Promise<Environment> {
  const packages = new EnginePackages(home, report);
  const found = await findEngine(environmentFor(`${process.env.PATH}:${packages.programFolders}`), report);
  if (found) return withBuildx(packages, found);
  await checkCanStart();
  await packages.ensureUnpacked();
  await packages.ensureSupport();
  return withBuildx(packages, await start(home, packages, users, report));
}

async function findEngine(environment: Environment, report: Report): Promise<Environment | undefined> {
  if (!(await answers(environment))) return undefined;
  await sayFound(environment, report);
  return environment;
}

async function start(
  home: string,
  packages: EnginePackages,
  users: EngineUsers,
  report: Report,
): Promise<Environment> {
  const began = Date.now();
  const path = `${packages.programFolders}:${process.env.PATH}:/usr/sbin:/sbin`;
  const environment = environmentFor(path);
  const found = await findEngine(environment, report); // The docker command itself may have been missing before.
  if (found) return found;
  const child = await startEngine({ home, address: address(), path });
  await waitForEngine(child, home, () => answers(environment));
  const { pid, exitCode } = child;
  if (pid === undefined || exitCode !== null) {
    // One that another process started at the same moment answers too.
    await sayFound(environment, report);
    return environment;
  }
  await users.own(pid);
  report(`engine: ${await describe(environment)}, started in ${secondsSince(began)} s at ${address()}`);
  return environment;
}

async function sayFound(environment: Environment, report: Report): Promise<void> {
  report(`engine: ${await describe(environment)}, already running`);
}

async function withBuildx(packages: EnginePackages, env: Environment): Promise<Environment> {
  if (!(await succeeds("docker", ["buildx", "version"], { env }))) await packages.installBuildx();
  return env;
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

function environmentFor(path: string): Environment {
  return { PATH: path, ...(process.env.DOCKER_HOST ? { DOCKER_HOST: process.env.DOCKER_HOST } : {}) };
}

function answers(env: Environment): Promise<boolean> {
  return succeeds("docker", ["version", "--format", "{{.Server.Version}}"], { env, timeout: 10_000 });
}

async function describe(env: Environment): Promise<string> {
  return `Docker ${await run("docker", ["version", "--format", "{{.Server.Version}}"], { env })}`;
}
