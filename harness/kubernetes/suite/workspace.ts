import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Kubectl } from "../kubectl";
import type { ImageSource } from "./image-source";

/** Where scenarios are played: a namespace of a cluster. */
export interface Workspace {
  readonly kubectl: Kubectl;
  /** Enforces the standard `restricted`. */
  readonly namespace: string;
  readonly images: ImageSource;
  /** The addresses and keys of servers, which pods have in their environment as well. */
  readonly servers: Readonly<Record<string, string>>;
  /** Folder for what jobs print. */
  readonly logs: string;
  readonly signal: AbortSignal;
}

/** Runs `kubectl` in the workspace's namespace. */
export function inNamespace({ kubectl, namespace }: Workspace, ...args: readonly string[]): Promise<string> {
  return kubectl.run("--namespace", namespace, ...args);
}

/** Keeps a text among the logs. @param path of the file, from the folder of logs */
export async function keepLog({ logs }: Workspace, path: string, text: string): Promise<void> {
  const file = join(logs, path);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, text);
}
