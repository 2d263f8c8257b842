import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Kubectl } from "../../harness/kubernetes/kubectl";
import { temporaryFolder } from "./temporary-folder";

/** A `kubectl` that is a script; it has its arguments as "$@". */
export async function kubectlThat(script: string): Promise<Kubectl> {
  const program = join(await temporaryFolder(), "kubectl");
  await writeFile(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return new Kubectl(program, "kubeconfig", AbortSignal.timeout(30_000));
}
