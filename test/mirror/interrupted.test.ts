import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../generator/fixture";
import { SourceServer } from "../lock/source-server";
import { BYTES, MirrorProject, serveAll } from "./mirror-project";

const TSX = createRequire(__filename).resolve("tsx/cjs");
const JAR = "maven2/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar";
const PATH = "/maven/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar";

/** Bytes of the only download that is under way in a mirror; 0 where the connection broke before they were read. */
async function partialBytes(folder: string): Promise<number> {
  const items = await readdir(join(folder, ".partial"), { recursive: true, withFileTypes: true });
  const found = items.filter(({ name }) => name === "bytes");
  expect(found.length).toBeLessThanOrEqual(1);
  const [item] = found;
  return item ? (await stat(join(item.parentPath, item.name))).size : 0;
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
      while (server.seen.filter((line) => line === `GET ${PATH}`).length < 2) await server.asked(PATH);
      child.kill(signal);
      await ended;
      expect(existsSync(join(folder, JAR))).toBe(false);
      const had = await partialBytes(folder);
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
