import { chmod, cp, readdir, utimes } from "node:fs/promises";
import { join, resolve } from "node:path";
import { labelOf } from "../build";
import { buildArguments } from "../build-command";
import { withCleanUp } from "../clean-up";
import { inStaging } from "../staging";
import { runLoggedBuild } from "../logged-build";
import { type Build, folderName } from "../plan";
import { removeImages } from "../remove-images";
import type { RunContext } from "../run-context";
import type { Supply } from "../supply";

const REPOSITORY = "spark-k8s-again";
/** Not the time at which anything is built. */
const ANOTHER_TIME = new Date("2001-02-03T04:05:06Z");

let count = 0;

/** What builds an image again. */
export interface Again {
  readonly supply: Supply;
  readonly context: RunContext;
  /** Folder for copies of build contexts. */
  readonly staging: string;
}

/**
 * Builds an image again, and hands its reference to `use`; the image is gone afterwards. Without the engine's cache, on a
 * machine of another name, from another folder, whose files are of another umask and time. Downloads are kept: they have
 * checksums.
 * @throws Error with the log's place when it cannot be built
 */
export async function builtAgain<T>(
  build: Build,
  { supply, context, staging }: Again,
  use: (reference: string) => Promise<T>,
): Promise<T> {
  const reference = `${REPOSITORY}:${process.pid}-${++count}`;
  const { options, ...inputs } = await supply.prepare(build);
  const other = ["--no-cache", "--build-arg", `BUILDKIT_SANDBOX_HOSTNAME=again-${count}`];
  const environment = { ...context.environment, BUILDX_BUILDER: "default" };
  const work = async (): Promise<T> => {
    await inStaging(staging, async (folder) => {
      const copy = join(folder, folderName(build));
      await copyContext(resolve(context.root, build.folder), copy);
      const again = { ...build, image: reference, folder: copy };
      const args = buildArguments(again, { ...inputs, options: [...options, ...other] });
      const logFile = context.logFile(build, "again");
      const what = `${labelOf(build)} building again`;
      const { exitCode } = await context.announced({ what, done: "built" }, () =>
        runLoggedBuild({
          command: "docker",
          args,
          cwd: folder,
          logFile,
          signal: context.signal,
          environment,
        }),
      );
      if (exitCode !== 0) throw new Error(`${build.image} was not built a second time: see ${logFile}.`);
    });
    return use(reference);
  };
  return withCleanUp(work, () => removeImages([reference], environment));
}

/** Builds that take nothing from the engine's cache of builds. */
export function withoutCache(supply: Supply): Supply {
  return {
    async prepare(build) {
      const inputs = await supply.prepare(build);
      return { ...inputs, options: [...inputs.options, "--no-cache"] };
    },
  };
}

/** Copies a build context as a user with the umask 077 has it, with another time. */
async function copyContext(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  for (const { name } of await readdir(to, { withFileTypes: true })) {
    const path = join(to, name);
    await chmod(path, name.endsWith(".sh") ? 0o700 : 0o600);
    await utimes(path, ANOTHER_TIME, ANOTHER_TIME);
  }
  await chmod(to, 0o700);
}
