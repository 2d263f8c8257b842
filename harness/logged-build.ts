import { readFile } from "node:fs/promises";
import { type Ending, type LoggedCommand, runLogged } from "./logged-command";

/**
 * What BuildKit says when a build asks for a record while another one, or another target of the same call of bake, makes
 * the record final: for that moment it takes it for removed (`cacheRecord.finalize` in `cache/refs.go` of BuildKit 0.25.2,
 * https://github.com/moby/buildkit/issues/3959). Of 100 calls of bake with two small targets, 0 to 2 failed so.
 */
const RACE = /failed to get dead record \w+: not found/;
const TRIES = 4;

/** Builds again, three times at most, while what the build said is that it lost BuildKit's race for a record. */
export async function againAfterRace<T>(
  build: () => Promise<T>,
  said: (result: T) => Promise<string> | string,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const result = await build();
    if (tries === TRIES || !RACE.test(await said(result))) return result;
  }
}

/** Runs a command that builds, its output in a file, that of the last time where it lost a race and was run again. */
export async function runLoggedBuild(options: LoggedCommand): Promise<Ending> {
  return againAfterRace(
    () => runLogged(options),
    ({ exitCode }) => (exitCode === 0 || options.signal.aborted ? "" : readFile(options.logFile, "utf8")),
  );
}
