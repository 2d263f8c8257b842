import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { canInstallPackages } from "../../harness/debian-packages";
import { ensureEngine } from "../../harness/engine";
import { isRunning } from "../../harness/is-running";
import { temporaryFolder } from "./temporary-folder";

vi.mock("../../harness/debian-packages", async (original) => {
  const real = await original<{ canInstallPackages: () => Promise<boolean> }>();
  return { ...real, canInstallPackages: vi.fn(real.canInstallPackages) };
});

async function writeScript(file: string, script: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

/** Makes `docker` a script for this test. */
async function fakeDocker(script: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeScript(join(folder, "docker"), script);
  vi.stubEnv("PATH", `${folder}:/usr/bin:/bin`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  return folder;
}

test("an engine that answers is used, said and not stopped", async () => {
  const folder = await fakeDocker(`echo "$*" >>"$(dirname "$0")/calls"; echo 28.5.2`);
  vi.stubEnv("DOCKER_HOST", "unix:///nonexistent.sock");
  const lines: string[] = [];
  const engine = await ensureEngine(folder, (line) => lines.push(line));
  expect(lines).toEqual(["engine: Docker 28.5.2, already running"]);
  expect(engine.environment.DOCKER_HOST).toBe("unix:///nonexistent.sock");
  await engine.stop();
  expect(lines).toHaveLength(1);
});

test("an engine elsewhere that does not answer is an error, and none is started in its place", async () => {
  const folder = await fakeDocker("exit 1");
  vi.stubEnv("DOCKER_HOST", "tcp://127.0.0.1:1");
  await expect(ensureEngine(folder, () => undefined)).rejects.toThrow(
    new Error("No engine answers at DOCKER_HOST=tcp://127.0.0.1:1: start it, or unset DOCKER_HOST."),
  );
});

test("without an engine and without root the error says what to do", async () => {
  const folder = await fakeDocker("exit 1");
  vi.stubEnv("DOCKER_HOST", "");
  vi.spyOn(process, "getuid").mockReturnValue(1000);
  await expect(ensureEngine(folder, () => undefined)).rejects.toThrow(
    new Error(
      "No engine answers at unix:///var/run/docker.sock, and one can be installed and started only as root on Debian: start Docker, or set DOCKER_HOST.",
    ),
  );
});

/** A machine whose engine does not run, and unpacked programs that start one. @returns the cache folder */
async function machineWithPrograms(): Promise<string> {
  const folder = await fakeDocker('[ "$1" = buildx ] || cat "$(dirname "$0")/version"');
  for (const name of ["runc", "iptables"]) await writeScript(join(folder, name), "exit 0");
  const programs = join(folder, "engine", "root", "usr", "sbin");
  await mkdir(programs, { recursive: true });
  const version = join(folder, "version");
  await writeScript(
    join(programs, "dockerd"),
    `echo $$ >${folder}/pid; echo "$@" >${folder}/words; trap 'rm ${version}; exit' TERM; echo 28.5.2 >${version}; while :; do sleep 0.1; done`,
  );
  vi.stubEnv("DOCKER_HOST", "unix:///nonexistent.sock");
  vi.mocked(canInstallPackages).mockResolvedValueOnce(true);
  return folder;
}

const pidOfEngine = async (folder: string) => Number(await readFile(join(folder, "pid"), "utf8"));

test("an engine that does not answer is started from unpacked programs and stopped at the end", async () => {
  const folder = await machineWithPrograms();
  const lines: string[] = [];
  const engine = await ensureEngine(folder, (line) => lines.push(line.replace(/\d+ s/, "N s")));
  const pid = await pidOfEngine(folder);
  expect(isRunning(pid)).toBe(true);
  await engine.stop();
  expect(isRunning(pid)).toBe(false);
  expect(lines).toEqual([
    "engine: Docker 28.5.2, started in N s at unix:///nonexistent.sock",
    "engine: stopped",
  ]);
});

test("an engine that is started keeps no more build cache than leaves room on a disk for images", async () => {
  const folder = await machineWithPrograms();
  const engine = await ensureEngine(folder, () => undefined);
  await engine.stop();
  const words = (await readFile(join(folder, "words"), "utf8")).trim().split(" ");
  const configuration = await readFile(words[words.indexOf("--config-file") + 1] ?? "", "utf8");
  expect(JSON.parse(configuration)).toMatchObject({ builder: { gc: { defaultMinFreeSpace: "12GB" } } });
});

test("an engine that is kept goes on, and how to end it is said", async () => {
  const folder = await machineWithPrograms();
  const lines: string[] = [];
  const engine = await ensureEngine(folder, (line) => lines.push(line));
  const pid = await pidOfEngine(folder);
  onTestFinished(() => void process.kill(pid));
  await engine.keep();
  expect(isRunning(pid)).toBe(true);
  expect(lines.at(-1)).toBe(`engine: goes on at unix:///nonexistent.sock; end it with: kill ${pid}`);
});

test("an engine that this run did not start is stopped by it where the run that started it has ended before", async () => {
  const folder = await machineWithPrograms();
  await ensureEngine(folder, () => undefined); // The run that was killed: it does not stop what it started.
  const pid = await pidOfEngine(folder);
  const engine = await ensureEngine(folder, () => undefined);
  await engine.stop();
  expect(isRunning(pid)).toBe(false);
});
