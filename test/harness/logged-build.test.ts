import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runLoggedBuild } from "../../harness/logged-build";
import { fakeDocker } from "./fake-docker";

const RACE =
  "ERROR: failed to solve: Internal: failed to get dead record 4yvb88yoepxy62zybe7q0nmqf: not found";

/** Builds with a `docker` that is a bash script; `$try` is how often it was called. `meanwhile` is given the log's path. */
async function built(
  script: string,
  signal = new AbortController().signal,
  meanwhile = async (_logFile: string) => {},
) {
  const { state, environment, calls } = await fakeDocker(`try=$(wc -l <"$STATE/calls")\n${script}`);
  const logFile = join(state, "build.log");
  const options = { cwd: state, environment, logFile, signal };
  const ending = runLoggedBuild({ command: "docker", args: ["build", "."], ...options });
  await meanwhile(logFile);
  return { ending: await ending, log: await readFile(logFile, "utf8"), calls: await calls() };
}

test("a build that lost BuildKit's race for a record is made again, and its log is that of the last time", async () => {
  const ended = await built(`if [ "$try" -lt 3 ]; then echo "${RACE}"; exit 100; fi; echo built`);
  expect(ended).toEqual({ ending: { exitCode: 0 }, log: "built\n", calls: Array(3).fill("build .") });
});

test("a build that loses the race four times has failed", async () => {
  const ended = await built(`echo "${RACE}"; exit 100`);
  expect(ended).toEqual({
    ending: { exitCode: 100 },
    log: `${RACE}\n`,
    calls: Array(4).fill("build ."),
  });
});

test("a build that fails otherwise, or that names a lost record and is built, is made once", async () => {
  expect((await built("echo no space left; exit 1")).calls).toHaveLength(1);
  expect((await built(`echo "${RACE}"`)).calls).toHaveLength(1);
});

test("a build that was ended is not made again", async () => {
  const abort = new AbortController();
  const { calls, ending } = await built(`echo "${RACE}"; exec sleep 60`, abort.signal, async (logFile) => {
    await expect.poll(() => readFile(logFile, "utf8").catch(() => ""), { timeout: 30_000 }).toContain(RACE);
    abort.abort();
  });
  expect({ calls, ending }).toEqual({ calls: ["build ."], ending: { exitCode: undefined } });
});
