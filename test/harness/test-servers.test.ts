import { spawn } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { ArtifactCache } from "../../harness/cache";
import { isRunning } from "../../harness/is-running";
import type { Server, ServerContext } from "../../harness/servers/server";
import { allServers, TestServers } from "../../harness/servers/test-servers";
import { TestEnvironments } from "../../harness/test-environments";
import { loadPlan } from "../../src/plan";
import { FIXTURE, fixtureTree } from "../fixture-project/fixture-project";
import { fakeDocker } from "./fake-docker";

const ROOT = resolve(__dirname, "../..");
const TREE = fixtureTree();
const OWNER = "io.github.spark-k8s.test-owner";

/**
 * An engine that keeps the names and owners of containers and networks in two lists. A server answers to the second
 * question; one whose image is "broken" ends at once, and its output is two lines.
 */
const ENGINE = `
list=$STATE/containers
if [ "$1" = network ]; then list=$STATE/networks; shift; fi
touch "$list"
case $1 in
create | run)
  for word; do case $word in *-owner=*) owner=\${word#*=} ;; --name) next=1 ;; *) [ "$next" ] && name=$word next= ;; esac; done
  [ "$1" = create ] && name=\${@: -1}
  [ "$1" = run ] && [ "\${@: -1}" = broken ] && touch "$STATE/ended"
  [ "$1" = run ] && echo "$PASSWORD" >>"$STATE/passwords"
  echo "$name $owner" >>"$list"
  ;;
exec) [ -e "$STATE/asked" ] && [ ! -e "$STATE/ended" ] || { touch "$STATE/asked"; exit 1; } ;;
container) if [ -e "$STATE/ended" ]; then echo false; else echo true; fi ;;
logs) echo "first line"; echo "no space left" >&2 ;;
ps | ls) cat "$list" ;;
rm) for name; do sed -i "/^$name /d" "$list"; done ;;
esac
`;

function server(name: string, image = "image"): Server {
  return {
    name,
    host: name.toLowerCase(),
    makeImage: async () => image,
    environment: { PASSWORD: "geheim" },
    prepare: ["ask", name],
    askedBy: `${name}_URL`,
    variables: { [`${name}_URL`]: `http://${name.toLowerCase()}` },
  };
}

/** Servers with a fake engine, and what is to be seen of them. */
async function serversOf(servers: readonly Server[]) {
  const engine = await fakeDocker(ENGINE);
  const lines: string[] = [];
  const abort = new AbortController();
  const context: ServerContext = {
    root: ROOT,
    cache: new ArtifactCache(engine.state, () => undefined),
    engine,
    supply: { prepare: async () => ({ arguments: {}, labels: {}, options: [] }) },
    logFolder: join(engine.state, "logs"),
    report: (line) => lines.push(line.replace(/\d+ s /, "N s ")),
    signal: abort.signal,
  };
  const left = async (kind: "containers" | "networks") =>
    (await readFile(join(engine.state, kind), "utf8").catch(() => "")).split("\n").filter(Boolean);
  return { ...engine, servers: new TestServers(context, servers), lines, abort, left };
}

const asked = (...names: string[]) => new Set(names.map((name) => `${name}_URL`));

test("the servers that a test asks for run in a network of their own, and the test is told where", async () => {
  const { servers, calls, lines } = await serversOf([server("DB"), server("S3"), server("OTHER")]);
  const variables = await servers.variablesFor(asked("DB", "S3"));
  const network = variables.TEST_NETWORK ?? "";
  expect(variables).toEqual({ TEST_NETWORK: network, DB_URL: "http://db", S3_URL: "http://s3" });
  expect(network).toMatch(/^spark-k8s-test-\d+-[0-9a-f]{8}$/);
  const owner = `--label ${OWNER}=${hostname()}:${process.pid}`;
  expect(await calls()).toContain(`network create --internal ${owner} ${network}`);
  const runs = (await calls()).filter((call) => call.startsWith("run"));
  expect(runs.sort()).toEqual(
    ["db", "s3"].map(
      (host) =>
        `run --detach --pull never --name ${network}-${host} ${owner} --network ${network} --network-alias ${host} ` +
        "--read-only --tmpfs /data:rw,mode=1777 --cap-drop ALL --security-opt no-new-privileges --env PASSWORD image",
    ),
  );
  expect(lines.sort()).toEqual([
    "server: DB answers, N s after it was asked for",
    "server: S3 answers, N s after it was asked for",
  ]);
});

test("a server's password is in its environment and in no command's arguments", async () => {
  const { servers, calls, state } = await serversOf([server("DB")]);
  await servers.variablesFor(asked("DB"));
  expect(await readFile(join(state, "passwords"), "utf8")).toBe("geheim\n");
  expect((await calls()).join("\n")).not.toContain("geheim");
});

test("a server is asked until it answers", async () => {
  const { servers, calls } = await serversOf([server("DB")]);
  const { TEST_NETWORK } = await servers.variablesFor(asked("DB"));
  const questions = (await calls()).filter((call) => call.startsWith("exec"));
  expect(questions).toEqual([`exec ${TEST_NETWORK}-db ask DB`, `exec ${TEST_NETWORK}-db ask DB`]);
});

test("a test that asks for no server is told nothing, and no network is made", async () => {
  const { servers, calls } = await serversOf([server("DB")]);
  expect(await servers.variablesFor(new Set(["CHECK_TIMEOUT", "db_url"]))).toEqual({});
  await servers.close();
  expect(await calls()).toEqual([]);
});

test("a server that several tests ask for is started once", async () => {
  const { servers, calls } = await serversOf([server("DB"), server("S3")]);
  const told = [servers.variablesFor(asked("DB")), servers.variablesFor(asked("DB", "S3"))];
  const [first, second] = await Promise.all(told);
  expect(second).toMatchObject(first ?? {});
  expect((await calls()).filter((call) => call.startsWith("run"))).toHaveLength(2);
  expect((await calls()).filter((call) => call.startsWith("network create"))).toHaveLength(1);
});

test("a server that ends fails each test that asks for it, and why is said once with its last lines", async () => {
  const { servers, lines, state } = await serversOf([server("DB", "broken"), server("S3")]);
  const reason = "the DB server was not started, for the reason above";
  await expect(servers.variablesFor(asked("DB"))).rejects.toThrow(new Error(reason));
  await expect(servers.variablesFor(asked("DB"))).rejects.toThrow(new Error(reason));
  expect(lines).toEqual([
    [
      `server: DB was not started: it ended; its last lines (all in ${state}/logs/db.server.log):`,
      "  first line",
      "  no space left",
    ].join("\n"),
  ]);
});

test("a server whose image cannot be made fails the tests that ask for it", async () => {
  const broken = { ...server("DB"), makeImage: () => Promise.reject(new Error("no Go here")) };
  const { servers, lines } = await serversOf([broken]);
  await expect(servers.variablesFor(asked("DB"))).rejects.toThrow("the DB server was not started");
  expect(lines).toEqual(["server: DB was not started: no Go here"]);
});

test("at the end containers and network are gone, and what the servers printed is kept", async () => {
  const { servers, left, state } = await serversOf([server("DB"), server("S3")]);
  await servers.variablesFor(asked("DB", "S3"));
  expect([await left("containers"), await left("networks")].map((list) => list.length)).toEqual([2, 1]);
  await servers.close();
  expect([await left("containers"), await left("networks")]).toEqual([[], []]);
  expect(await readdir(join(state, "logs"))).toEqual(["db.server.log", "s3.server.log"]);
  expect(await readFile(join(state, "logs", "db.server.log"), "utf8")).toBe("first line\nno space left\n");
});

test("after a server's failure all that was made is removed", async () => {
  const { servers, left } = await serversOf([server("DB", "broken")]);
  await expect(servers.variablesFor(asked("DB"))).rejects.toThrow();
  await servers.close();
  expect([await left("containers"), await left("networks")]).toEqual([[], []]);
});

test("an interruption while a server's image is made ends that, and the network is removed", async () => {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const slow: Server = {
    ...server("DB"),
    makeImage: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
        begin();
      }),
  };
  const { servers, left, lines, abort } = await serversOf([slow]);
  const told = servers.variablesFor(asked("DB"));
  told.catch(() => undefined);
  await begun;
  abort.abort(new Error("Ended by SIGINT."));
  await servers.close();
  expect(await left("networks")).toEqual([]);
  expect(lines).toEqual([]);
  await expect(told).rejects.toThrow();
});

test("what a killed run has left is removed by the next, and what other runs and machines use is not", async () => {
  const { servers, left, state } = await serversOf([server("DB")]);
  const ended = spawn("true");
  const pid = ended.pid ?? 0;
  await expect.poll(() => isRunning(pid)).toBe(false);
  const names = [`a ${hostname()}:${pid}`, `b ${hostname()}:${process.ppid}`, `c elsewhere:${pid}`];
  for (const kind of ["containers", "networks"]) await writeFile(join(state, kind), `${names.join("\n")}\n`);
  await servers.variablesFor(asked("DB"));
  await servers.close();
  expect([await left("containers"), await left("networks")]).toEqual([names.slice(1), names.slice(1)]);
});

test("the tests of runtime images are told every variable of the servers that they name", async () => {
  const { builds, lock } = loadPlan(FIXTURE);
  const servers = allServers();
  const told = Object.assign({ TEST_NETWORK: "net" }, ...servers.map(({ variables }) => variables)) as object;
  expect(Object.keys(told)).toEqual([
    "TEST_NETWORK",
    "POSTGRESQL_URL",
    "S3_ENDPOINT",
    "S3_BUCKET",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
  ]);
  const asking: string[] = [];
  const variablesFor = async (names: ReadonlySet<string>) => {
    const asked = servers.filter(({ askedBy }) => names.has(askedBy));
    const variables = ["TEST_NETWORK", ...asked.flatMap((server) => Object.keys(server.variables))];
    const missing = variables.filter((name) => !names.has(name));
    return asked.length > 0 ? { missing: missing.join(" ") } : {};
  };
  const environments = new TestEnvironments({ root: TREE, lock, builds }, { variablesFor });
  for (const build of builds) {
    const { missing } = await environments.environmentFor(build, async () => false);
    if (missing === undefined) continue;
    asking.push(build.folder);
    expect(missing).toBe("");
  }
  expect(asking).toEqual(builds.map(({ folder }) => folder).filter((folder) => folder.includes("/runtime/")));
});

test("each run has a password and keys of its own", () => {
  const secrets = [...allServers(), ...allServers()].flatMap(({ environment }) => Object.values(environment));
  expect(new Set(secrets).size).toBe(6);
  expect(secrets.every((value) => /^[0-9a-f]{32}$/.test(value))).toBe(true);
});
