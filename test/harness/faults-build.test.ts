import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { DockerBuild, type DockerOptions } from "../../harness/faults/docker-build";
import { killRun } from "../../harness/faults/run-processes";
import { temporaryFolder } from "./temporary-folder";

/** Options that lead to a `docker` command with this text. */
async function stub(body: string, signal = new AbortController().signal): Promise<DockerOptions> {
  const folder = await temporaryFolder();
  const command = join(folder, "docker");
  await writeFile(command, `#!/bin/bash\n${body}\n`);
  await chmod(command, 0o755);
  return { cwd: folder, environment: { PATH: `${folder}:${process.env.PATH}` }, signal };
}

test("a build keeps both outputs and its exit code, and gets its input and the engine's own builder", async () => {
  const docker = await stub('echo "$* $BUILDX_BUILDER"; cat >&2; exit 3');
  const build = new DockerBuild(["--tag", "x", "-"], { ...docker, input: "FROM scratch\n" });
  expect(await build.ended).toBe(3);
  expect(build.output).toContain("build --progress plain --tag x - default\n");
  expect(build.output).toContain("FROM scratch\n");
});

test("a build says when it has printed something", async () => {
  const build = new DockerBuild([], await stub("echo before; read -r; echo after; sleep 600"));
  await build.printed(/before/);
  await build.printed(/after/);
  build.kill();
  expect(await build.ended).toBeNull();
});

test("a build that is killed takes along what it has started", async () => {
  const build = new DockerBuild([], await stub("sleep 600 & echo $!; wait"));
  await build.printed(/\d+\n/);
  build.kill();
  // The output of the command it started is open until that has ended.
  expect(await build.ended).toBeNull();
});

test("a build is killed when the run is interrupted, before it begins or later", async () => {
  const controller = new AbortController();
  const build = new DockerBuild([], await stub("echo begun; sleep 600", controller.signal));
  await build.printed(/begun/);
  controller.abort();
  expect(await build.ended).toBeNull();
  expect(await new DockerBuild([], await stub("sleep 600", controller.signal)).ended).toBeNull();
});

test("a build without a docker command is an error", async () => {
  const docker = { ...(await stub("")), environment: { PATH: "/nowhere" } };
  await expect(new DockerBuild([], docker).ended).rejects.toThrow(/ENOENT/);
});

test("the processes of a RUN are found by a value of their environment, and no others are killed", async () => {
  const value = `http://127.0.0.1:1/${process.pid}`;
  const start = (url: string) => {
    const child = spawn("sleep", ["600"], { env: { ...process.env, MIRROR_URL: url } });
    onTestFinished(() => void child.kill("SIGKILL"));
    return child;
  };
  const [meant, other] = [start(value), start(`${value}-other`)];
  await Promise.all([once(meant, "spawn"), once(other, "spawn")]);
  await killRun(value);
  const [, signal] = (await once(meant, "close")) as [number | null, string];
  expect(signal).toBe("SIGKILL");
  expect([other.exitCode, other.signalCode]).toEqual([null, null]);
});

test("a RUN whose processes cannot be found is an error that says what it takes", async () => {
  await expect(killRun(`http://127.0.0.1:1/none-${process.pid}`)).rejects.toThrow(
    "this must be root on the engine's machine",
  );
});
