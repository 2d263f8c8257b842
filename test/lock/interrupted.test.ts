import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../generator/fixture";
import { LockProject, hash, jarOf, pomOf } from "./lock-project";
import { type Answer, SourceServer } from "./source-server";

const MAVEN = "/maven/org/postgresql/postgresql/42.7.14/postgresql-42.7.14";
const JAR = jarOf("driver".repeat(100_000));
const TSX = createRequire(__filename).resolve("tsx/cjs");

/** Stages at which the command is held, by the path whose answer does not come. */
const STAGES: readonly [string, string, Answer][] = [
  ["reading a checksum file", `${MAVEN}.jar.sha256`, { body: "x", isHeld: true }],
  ["beginning a download", `${MAVEN}.jar`, { body: JAR, isHeld: true }],
  ["reading a licence", `${MAVEN}.pom`, { body: "x", isHeld: true }],
];

/** A project that asks for a new driver, and the command running on it in a process of its own. */
async function running(hold: (server: SourceServer) => void) {
  const server = await SourceServer.start();
  server.at(`${MAVEN}.jar`, JAR).at(`${MAVEN}.pom`, pomOf("MIT"));
  hold(server);
  const project = await LockProject.make(server);
  await project.edit((matrix) => (matrix.jdbc.postgresql = "42.7.14"));
  const start = () =>
    spawn(process.execPath, ["--require", TSX, join(ROOT, "commands/lock/lock.ts")], {
      cwd: project.folder,
      env: {
        PATH: process.env.PATH,
        HOME: project.cache,
        SPARK_K8S_CACHE: project.cache,
        POSTGRESQL_URL: "",
      },
      stdio: "ignore",
    });
  return { server, project, start };
}

describe("a lock is what it was after", () => {
  const killed = STAGES.map(([title, path, answer]) => ({ signal: "SIGKILL" as const, title, path, answer }));
  const ended = (["SIGINT", "SIGTERM"] as const).flatMap((signal) =>
    killed.slice(1, 2).map((one) => ({ ...one, signal })),
  );

  test.each([...killed, ...ended])(
    "$signal while $title, and the next run makes it",
    async ({ signal, path, answer }) => {
      const { server, project, start } = await running((other) => other.at(path, answer));
      const before = await project.text();
      const asked = server.asked(path);
      const child = start();
      const ended = once(child, "exit");
      await asked;
      child.kill(signal);
      await ended;
      expect(await project.text()).toBe(before);
      server
        .at(`${MAVEN}.jar.sha256`, { status: 404 })
        .at(`${MAVEN}.jar`, JAR)
        .at(`${MAVEN}.pom`, pomOf("MIT"));
      const [code] = (await once(start(), "exit")) as [number];
      expect(code).toBe(0);
      expect((await project.lock()).jars["org.postgresql:postgresql:42.7.14"].sha256).toBe(
        hash("sha256", JAR),
      );
    },
  );

  test("a cut in the middle of a download, which the next run goes on with", async () => {
    const { server, project, start } = await running((other) =>
      other.at(`${MAVEN}.jar`, { body: JAR, cutAfter: 200_000 }, { body: JAR, isHeld: true }),
    );
    const before = await project.text();
    const child = start();
    const ended = once(child, "exit");
    while (server.seen.filter((line) => line === `GET ${MAVEN}.jar`).length < 2)
      await server.asked(`${MAVEN}.jar`);
    child.kill("SIGKILL");
    await ended;
    expect(await project.text()).toBe(before);
    server.at(`${MAVEN}.jar`, JAR);
    await once(start(), "exit");
    const last = server.requests.findLast(({ method, path }) => method === "GET" && path === `${MAVEN}.jar`);
    expect(last?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(JSON.parse(await readFile(join(project.folder, "lock.json"), "utf8")).jars).toHaveProperty([
      "org.postgresql:postgresql:42.7.14",
    ]);
  });
});
