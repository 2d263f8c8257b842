import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Commands that stand for a container engine that does not work: each must fail every claim. */
export const STUBS: Readonly<Record<string, string>> = {
  "an engine that prints errors and exits 125":
    'echo "Cannot connect to the engine at unix:///run/engine.sock. Is it running?" >&2\nexit 125',
  "an engine that succeeds and prints nothing": "exit 0",
};

/** Calls `use` with the path of an executable script, and removes it afterwards. */
export async function withStub<T>(body: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "stub-engine-"));
  try {
    const path = join(folder, "engine");
    await writeFile(path, `#!/bin/bash\n${body}\n`);
    await chmod(path, 0o755);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
