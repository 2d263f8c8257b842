import { spawn, type ChildProcess } from "node:child_process";
import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { EngineUsers } from "../../harness/engine-users";
import { isRunning } from "../../harness/is-running";
import { temporaryFolder } from "./temporary-folder";

/** A program that runs under this name until it is asked to end. */
async function running(name: string): Promise<ChildProcess & { readonly pid: number }> {
  const program = join(await temporaryFolder(), name);
  await copyFile("/bin/sleep", program);
  await chmod(program, 0o755);
  const child = spawn(program, ["1000"], { stdio: "ignore" });
  onTestFinished(() => void child.kill());
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} did not start`);
  // Only when the program has taken the place of this one has the process its name.
  await expect.poll(() => readFile(`/proc/${pid}/comm`, "utf8")).toBe(`${name}\n`);
  return Object.assign(child, { pid });
}

/** Users of an engine in a new folder, with what they report. */
async function newUsers() {
  const home = await temporaryFolder();
  const lines: string[] = [];
  return { home, lines, users: new EngineUsers(home, (line) => lines.push(line)) };
}

/** Notes another process as a user. */
async function note(home: string, pid: number): Promise<void> {
  await mkdir(join(home, "users"), { recursive: true });
  await writeFile(join(home, "users", String(pid)), "");
}

test("the last user stops the engine that was started here", async () => {
  const { home, lines, users } = await newUsers();
  const engine = await running("dockerd");
  await users.enter();
  await users.own(engine.pid);
  await users.leave();
  expect(isRunning(engine.pid)).toBe(false);
  expect(lines).toEqual(["engine: stopped"]);
  expect(await readdir(join(home, "users"))).toEqual([]);
});

test("an engine that another run uses goes on, and that run stops it", async () => {
  const { home, lines, users } = await newUsers();
  const engine = await running("dockerd");
  const other = await running("other-run");
  await users.enter();
  await users.own(engine.pid);
  await note(home, other.pid);
  await users.leave();
  expect(isRunning(engine.pid)).toBe(true);
  expect(lines).toEqual(["engine: goes on, since another run uses it"]);
  other.kill();
  await expect.poll(() => isRunning(other.pid)).toBe(false);
  await users.leave();
  expect(isRunning(engine.pid)).toBe(false);
});

test("a run that was killed is not taken for a user", async () => {
  const { home, users } = await newUsers();
  const engine = await running("dockerd");
  const killed = await running("killed-run");
  killed.kill("SIGKILL");
  await expect.poll(() => isRunning(killed.pid)).toBe(false);
  await note(home, killed.pid);
  await users.enter();
  await users.own(engine.pid);
  await users.leave();
  expect(isRunning(engine.pid)).toBe(false);
  expect(await readdir(join(home, "users"))).toEqual([]);
});

test("an engine that nobody started here is never stopped", async () => {
  const { lines, users } = await newUsers();
  const foreign = await running("dockerd");
  await users.enter();
  await users.leave();
  expect(isRunning(foreign.pid)).toBe(true);
  expect(lines).toEqual([]);
});

test("another program that has the engine's process id by now is not stopped", async () => {
  const { users } = await newUsers();
  const program = await running("other-program");
  await users.enter();
  await users.own(program.pid);
  await users.leave();
  expect(isRunning(program.pid)).toBe(true);
});

test("an engine that is to be kept is stopped by nobody", async () => {
  const { users } = await newUsers();
  const engine = await running("dockerd");
  await users.enter();
  await users.own(engine.pid);
  expect(await users.disown()).toBe(engine.pid);
  await users.leave();
  expect(isRunning(engine.pid)).toBe(true);
  expect(await users.disown()).toBeUndefined();
});
