import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Claims } from "../../harness/claims";
import { buildsOfProof, parseCommandLine } from "../../harness/mirror-proof/command-line";
import { outerAddresses, problemsOf, readReach, startCanary } from "../../harness/mirror-proof/isolation";
import { startNamespace } from "../../harness/mirror-proof/namespace";
import { run } from "../../harness/run";
import { loadPlan } from "../../src/plan";
import { FIXTURE } from "../fixture-project/fixture-project";
import { ROOT } from "../generator/fixture";
import { temporaryFolder } from "./temporary-folder";

const MIRROR = "http://127.0.0.1:8000";
const CANARY = "http://127.0.0.1:40001";
const SOURCE = "https://archive.apache.org";

const log = (...lines: readonly string[]): string =>
  [
    "#4 [1/2] FROM debian",
    "#5 [2/2] RUN probe",
    ...lines.map((line) => `#5 0.163 ${line}`),
    "#5 DONE 0.6s",
    "",
  ].join("\n");

describe("what a build says of its network", () => {
  it("is right where the mirror alone answers, on the loopback interface alone", () => {
    const text = log("interfaces: lo", `answers: ${MIRROR}`, `silent: ${CANARY}`, `silent: ${SOURCE}`);
    expect(problemsOf(readReach(text), MIRROR, [CANARY, SOURCE])).toEqual([]);
  });

  it.each([
    [
      "another interface",
      ["interfaces: eth0 lo", `answers: ${MIRROR}`, `silent: ${CANARY}`, `silent: ${SOURCE}`],
      ['interfaces: found "eth0 lo", expected lo alone'],
    ],
    [
      "an answer from elsewhere",
      ["interfaces: lo", `answers: ${MIRROR}`, `answers: ${CANARY}`, `silent: ${SOURCE}`],
      [`${CANARY}: expected no answer`],
    ],
    [
      "no mirror",
      ["interfaces: lo", `silent: ${MIRROR}`, `silent: ${CANARY}`, `silent: ${SOURCE}`],
      [`${MIRROR}: expected an answer, found none`],
    ],
    [
      "an address that was not tried",
      ["interfaces: lo", `answers: ${MIRROR}`, `silent: ${CANARY}`],
      [`${SOURCE}: it was not tried`],
    ],
    [
      "nothing at all",
      [],
      [
        'interfaces: found "", expected lo alone',
        `${MIRROR}: expected an answer, found none`,
        `${CANARY}: it was not tried`,
        `${SOURCE}: it was not tried`,
      ],
    ],
  ])("is wrong with %s", (_what, lines, problems) => {
    expect(problemsOf(readReach(log(...lines)), MIRROR, [CANARY, SOURCE])).toEqual(problems);
  });

  it("is asked of this machine's own addresses and of the origin of each source, once", () => {
    const address = { netmask: "", mac: "", cidr: null };
    const found = outerAddresses(
      {
        apache: "https://a.example.com/closer",
        apacheArchive: "https://a.example.com/dist",
        maven: "https://b.example.com/maven2",
        nvidiaMaven: "https://b.example.com/other",
        postgresql: "https://c.example.com",
        pythonBuildStandalone: "https://d.example.com/x",
        pythonIndex: "",
      },
      {
        lo: [{ ...address, address: "127.0.0.1", family: "IPv4", internal: true }],
        eth0: [
          { ...address, address: "192.0.2.7", family: "IPv4", internal: false },
          { ...address, address: "2001:db8::7", family: "IPv6", internal: false, scopeid: 0 },
        ],
      },
    );
    const origins = ["a", "b", "c", "d"].map((name) => `https://${name}.example.com`);
    expect(found).toEqual(["http://192.0.2.7", ...origins]);
  });
});

describe("the proof", () => {
  it("prints each claim as TAP, and holds only while every claim does", async () => {
    const printed: string[] = [];
    const claims = new Claims((text) => printed.push(text));
    await claims.look("one is one", async () => ({ problems: [], notes: ["counted"] }));
    expect(claims.hold).toBe(true);
    await claims.look("one is two", async () => ({ problems: ["expected 2, found 1"], notes: [] }));
    claims.end();
    expect(claims.hold).toBe(false);
    expect(printed.join("")).toBe(
      "ok 1 - one is one (0 s)\n#   counted\nnot ok 2 - one is two (0 s)\n#   expected 2, found 1\n1..2\n\n1 passed, 1 failed\n",
    );
  });

  it("builds jars, wheels and PySpark without a name, else the images that are named, without their parents", () => {
    const { builds } = loadPlan(FIXTURE);
    const chosen = (...names: string[]) => buildsOfProof(builds, names).map(({ image }) => image);
    expect(chosen()).toEqual([
      "spark-k8s-python-deps:latest",
      "spark-k8s-jdbc-drivers:latest",
      "spark-k8s-jars-iceberg:latest",
    ]);
    expect(chosen("spark-3.5.8-jdk17")).toEqual(["spark-k8s-spark-3.5.8-jdk17:latest"]);
    expect(() => chosen("jdbc")).toThrow('NAME: found "jdbc", allowed: jdk-17, ');
    expect(() => parseCommandLine(["--all"])).toThrow("Unknown option '--all'");
  });
});

/** Whether namespaces can be made here. */
const why = process.platform === "linux" && process.getuid?.() === 0 ? "" : " (skipped: needs root on Linux)";

/** Processes whose command line has a word. */
function processesWith(word: string): number {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word);
    } catch {
      return false; // It has ended meanwhile.
    }
  }).length;
}

/** A namespace with an engine that is a program of this test. */
async function namespace(script: string) {
  const home = await temporaryFolder();
  const folder = await temporaryFolder();
  await writeFile(join(folder, "file"), "of the mirror\n");
  const started = startNamespace({
    home,
    folder,
    command: ["bash", "-c", script, home],
    path: `${process.env.PATH}:/usr/sbin:/sbin`,
    answers: async () => existsSync(join(home, "ready")),
  });
  return { home, started };
}

/** An engine that answers once it can be asked to end. */
const ENGINE = 'trap "exit 0" TERM; touch "$0/ready"; sleep 1000 & wait';

describe.skipIf(why)(`a namespace${why}`, () => {
  it("has a web server of the folder, no interface but loopback, and no way out", async () => {
    const { started } = await namespace(ENGINE);
    const { url, entry, stop } = await started;
    onTestFinished(stop);
    const canary = await startCanary();
    onTestFinished(() => canary.close());
    const [command = "", ...words] = entry;
    const ask = (address: string) =>
      run(command, [
        ...words,
        "python3",
        "-c",
        `import urllib.request as u; print(u.urlopen("${address}", timeout=9).read().decode())`,
      ]);
    expect(await ask(`${url}/file`)).toBe("of the mirror\n");
    await expect(ask(canary.url)).rejects.toThrow("Connection refused");
    await expect(ask("http://192.0.2.1/")).rejects.toThrow("Network is unreachable");
    expect(await run(command, [...words, "ip", "-brief", "address"])).toMatch(/^lo\s.*$/);
    expect(await run(command, [...words, "ip", "route"])).toBe("");
  });

  it("leaves no process behind when it is stopped", async () => {
    const { home, started } = await namespace(ENGINE);
    const { stop } = await started;
    expect(processesWith(home)).toBeGreaterThan(0);
    await stop();
    expect(processesWith(home)).toBe(0);
  });

  it("says what an engine printed that ends at once, and leaves no process behind", async () => {
    const { home, started } = await namespace("echo no cgroups >&2; exit 1");
    await expect(started).rejects.toThrow(`dockerd ended (${home}/dockerd.log):\n  no cgroups`);
    expect(processesWith(home)).toBe(0);
  });

  it("ends when the process that started it is killed", async () => {
    const home = await temporaryFolder();
    const program = `
      const { startNamespace } = require(${JSON.stringify(join(ROOT, "harness/mirror-proof/namespace.ts"))});
      const options = { home: "${home}", folder: "${home}", command: ["bash", "-c", '${ENGINE}', "${home}"] };
      const answers = async () => require("node:fs").existsSync("${home}/ready");
      startNamespace({ ...options, path: process.env.PATH + ":/usr/sbin:/sbin", answers })
        .then(() => console.log("started"));
      setInterval(() => undefined, 1000);`;
    const child: ChildProcess = spawn(process.execPath, ["--require", "tsx/cjs", "-e", program], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    await new Promise((resolve) => child.stdout?.once("data", resolve));
    expect(processesWith(home)).toBeGreaterThan(0);
    child.kill("SIGKILL");
    await expect.poll(() => processesWith(home), { timeout: 60_000 }).toBe(0);
  });
});
