import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ensureCompiled, type GoModule, requiredVersionOf } from "../go-programs";
import type { Report } from "../report";
import { succeeds } from "../run";
import { type RunningDaemon, startDaemon } from "./daemon";
import { freePort } from "../free-port";

const MODULE = "github.com/moby/buildkit";
const BUILDKITD: GoModule = {
  folder: resolve(__dirname, "buildkitd"),
  title: "buildkitd",
  target: "tool",
  tells: { module: MODULE, variables: (version) => ({ [`${MODULE}/version.Version`]: version }) },
};

/** Compiles buildkitd, unless that was done before. */
export async function ensureBuildkitd(
  cacheFolder: string,
  report: Report,
  signal: AbortSignal,
): Promise<{ readonly program: string; readonly version: string }> {
  const programs = join(cacheFolder, "buildkit");
  const folder = await ensureCompiled(BUILDKITD, { programs, report, signal });
  return { program: join(folder, "buildkitd"), version: await requiredVersionOf(BUILDKITD.folder, MODULE) };
}

/** What a buildkitd is started with. */
export interface BuildkitdSettings {
  readonly program: string;
  /** Name of its folder and its log. */
  readonly name: string;
  /** Folder in which it has a folder for all its state. */
  readonly home: string;
  readonly logFolder: string;
  /** PATH that finds runc. */
  readonly path: string;
  /** Host of a registry without TLS. */
  readonly registry: string;
  readonly signal: AbortSignal;
}

/** A buildkitd with a state of its own, on the loopback interface. */
export interface Buildkitd extends RunningDaemon {
  /** Such as `tcp://127.0.0.1:1234`. */
  readonly address: string;
}

/** Starts a buildkitd with an empty state. @throws Error with its last lines, when it does not start */
export async function startBuildkitd(settings: BuildkitdSettings): Promise<Buildkitd> {
  const { program, name, home, logFolder, path, registry, signal } = settings;
  const folder = join(home, name);
  await mkdir(folder);
  const port = await freePort();
  const address = `tcp://127.0.0.1:${port}`;
  const file = join(folder, "buildkitd.toml");
  await writeFile(file, `[worker.oci]\n  gc = false\n[registry."${registry}"]\n  http = true\n`);
  const command = [
    program,
    `--config=${file}`,
    `--root=${join(folder, "state")}`,
    `--addr=${address}`,
    // RUN steps reach the machine's network, in which the mirror is on the loopback interface.
    "--oci-worker-net=host",
    "--containerd-worker=false",
  ];
  const temporary = join(folder, "tmp");
  await mkdir(temporary);
  const daemon = {
    name: `buildkitd ${name}`,
    command,
    environment: { PATH: path, TMPDIR: temporary },
    logFile: join(logFolder, `buildkitd-${name}.log`),
    answers: () => succeeds("bash", ["-c", `: </dev/tcp/127.0.0.1/${port}`]),
  };
  return { address, ...(await startDaemon(daemon, signal)) };
}
