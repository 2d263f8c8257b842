import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Engine } from "../engine";
import { run } from "../run";
import { type ImageContent, readImageContent } from "./image-content";

/** What reading an image needs. */
export interface ImageReading {
  readonly engine: Pick<Engine, "environment">;
  /** Which files' checksums are asked for. */
  readonly isWanted: (path: string) => boolean;
  /** Ends it when it is aborted; the container is removed then too. */
  readonly signal: AbortSignal;
}

/** Reads the file system of an image through a container that is never started. */
export async function readImage(
  image: string,
  { engine: { environment }, isWanted, signal }: ImageReading,
): Promise<ImageContent> {
  const create = ["create", "--network", "none", image];
  const container = await run("docker", create, { env: environment, signal });
  try {
    const child = spawn("docker", ["export", container], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
      signal,
    });
    const [content, [status]] = await Promise.all([
      readImageContent(child.stdout, isWanted),
      once(child, "close"),
    ]);
    if (status !== 0) throw new Error(`docker export of ${image} ended with ${String(status)}.`);
    return content;
  } finally {
    await run("docker", ["rm", "--force", container], { env: environment });
  }
}
