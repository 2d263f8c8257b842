import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { ensureEngine } from "../../harness/engine";
import { temporaryFolder } from "./temporary-folder";

/** Makes `docker` a script for this test. */
async function fakeDocker(script: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "docker"), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, "docker"), 0o755);
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
  expect([engine.isOwn, engine.environment.DOCKER_HOST]).toEqual([false, "unix:///nonexistent.sock"]);
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
