import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { ROOT } from "../generator/fixture";
import { SourceServer } from "../lock/source-server";
import { BYTES, MirrorProject, serveAll } from "./mirror-project";

const TSX = createRequire(__filename).resolve("tsx/cjs");
const JAR = "maven2/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar";
const PATH = "/maven/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar";

/** Bytes of a download that is under way in a mirror; 0 where the connection broke before they were read. */
async function partialBytes(folder: string, url: string): Promise<number> {
  const place = createHash("sha256").update(url).digest("hex");
  return stat(join(folder, ".partial", place, "bytes")).then(
    ({ size }) => size,
    () => 0,
  );
}

describe("a mirror whose filling was ended", () => {
  it.each(["SIGKILL", "SIGINT", "SIGTERM"] as const)(
    "by %s in the middle of a download holds no part of a file under its name, and is filled from where it was",
    async (signal) => {
      const server = await SourceServer.start();
      serveAll(server, ["postgresql-42.7.1.jar"]);
      const bytes = BYTES[JAR] ?? Buffer.alloc(0);
      server.at(PATH, { body: bytes, cutAfter: 6 }, { body: bytes, isHeld: true });
      const { project, folder } = await MirrorProject.make(server);
      const start = () =>
        spawn(process.execPath, ["--require", TSX, join(ROOT, "commands/mirror/mirror.ts"), folder], {
          cwd: project.folder,
          env: {
            PATH: process.env.PATH,
            HOME: project.cache,
            SPARK_K8S_CACHE: project.cache,
            POSTGRESQL_URL: "",
          },
          stdio: "ignore",
        });
      const child = start();
      const ended = once(child, "exit");
      const asked = () => server.seen.filter((line) => line === `GET ${PATH}`).length;
      await vi.waitUntil(() => asked() >= 2, { timeout: 60_000, interval: 20 });
      child.kill(signal);
      await ended;
      expect(existsSync(join(folder, JAR))).toBe(false);
      const had = await partialBytes(folder, `${server.url}${PATH}`);
      server.at(PATH, bytes);
      const [code] = (await once(start(), "exit")) as [number];
      expect(code).toBe(0);
      const last = server.requests.findLast(({ path }) => path === PATH);
      expect(last?.headers.range).toBe(had > 0 ? `bytes=${had}-` : undefined);
      for (const [path, expected] of Object.entries(BYTES))
        expect(await readFile(join(folder, path)), path).toEqual(expected);
    },
  );
});
