import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The file for `docker-registry serve`, in the folder that it was written to. */
export const REGISTRY_CONFIGURATION = "registry.json";

/**
 * Writes how Debian's docker-registry is to run, and makes the folder in which it keeps what is pushed.
 *
 * @param folder the folder for both
 * @param address host and port to listen on, without TLS
 */
export async function writeRegistryConfiguration(folder: string, address: string): Promise<void> {
  const rootdirectory = join(folder, "registry");
  await mkdir(rootdirectory, { recursive: true });
  const configuration = {
    version: "0.1",
    log: { level: "info" },
    storage: { filesystem: { rootdirectory } },
    http: { addr: address },
  };
  // JSON is YAML.
  await writeFile(join(folder, REGISTRY_CONFIGURATION), JSON.stringify(configuration));
}
