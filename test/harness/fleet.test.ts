import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseImages } from "../../harness/fleet/images";
import { pushedAs } from "../../harness/fleet/pushed-image";
import { readRequests, sentBlobs, storedBlobs } from "../../harness/fleet/registry-log";
import { hasBuilt, hasTaken, type NodeWork } from "../../harness/fleet/shared-cache";
import { instructions, readSteps } from "../../harness/fleet/steps";
import { requiredVersionOf } from "../../harness/go-programs";
import { plan } from "../../src/pipeline";
import { readFolder } from "../../src/plan";
import { fixtureProject } from "../fixture-project/fixture-project";

const ROOT = resolve(__dirname, "../..");
const MODULE = join(ROOT, "harness/fleet/buildkitd");
const ONE = `sha256:${"1".repeat(64)}`;
const TWO = `sha256:${"2".repeat(64)}`;

function line(request: string, status: number, bytes: number, client = "buildkit/v0.34"): string {
  return `127.0.0.1 - - [23/Nov/2026:12:00:00 +0000] "${request} HTTP/1.1" ${status} ${bytes} "" "${client}"`;
}

describe("the registry's log", () => {
  it("gives each request's method, path, status and bytes, and what is no request is passed over", () => {
    const log = `time="2026-11-23" level=info msg="listening"\n${line("GET /v2/a/blobs/b", 200, 12, "containerd/2")}\n`;
    expect(readRequests(log)).toEqual([
      { method: "GET", path: "/v2/a/blobs/b", status: 200, bytes: 12, client: "containerd/2" },
    ]);
  });

  it("counts blobs that were sent, in parts too, not those that were only looked for or were not there", () => {
    const log = [
      line(`GET /v2/a/b/blobs/${ONE}`, 200, 10),
      line(`GET /v2/a/b/blobs/${ONE}`, 206, 5),
      line(`HEAD /v2/a/b/blobs/${TWO}`, 200, 7),
      line(`GET /v2/a/b/blobs/${TWO}`, 404, 70),
      line(`GET /v2/a/b/manifests/${TWO}`, 200, 700),
    ].join("\n");
    expect(sentBlobs(readRequests(log))).toEqual([
      { digest: ONE, bytes: 10 },
      { digest: ONE, bytes: 5 },
    ]);
  });

  it("tells a blob that was uploaded from one that was taken from another repository", () => {
    const log = [
      line(`POST /v2/a/blobs/uploads/?from=cache&mount=${ONE}`, 201, 0),
      line(`POST /v2/a/blobs/uploads/?from=cache&mount=${TWO}`, 202, 0),
      line(`PUT /v2/a/blobs/uploads/9d1?_state=x&digest=${encodeURIComponent(TWO)}`, 201, 0),
    ].join("\n");
    expect(storedBlobs(readRequests(log))).toEqual({ uploaded: [TWO], mounted: [ONE] });
  });
});

describe("the steps of a bake", () => {
  const run = "[jdk-17 stage-0 2/3] RUN apt-get";
  const vertex = (name: string, cached?: boolean) => ({ digest: ONE, name, ...(cached ? { cached } : {}) });
  const log = [
    { vertexes: [vertex("[jdk-17 internal] load build definition"), vertex(run)] },
    { vertexes: [vertex(run, true), vertex("[jdk-17 stage-0 1/3] FROM debian")] },
    { logs: [] },
  ].map((message) => JSON.stringify(message));

  it("are cached once progress has said so, and stand once for each target", () => {
    expect(readSteps([...log, "ERROR: failed"].join("\n")).find(({ name }) => name === run)).toEqual({
      name: run,
      isCached: true,
    });
  });

  it("are instructions only where they make files", () => {
    expect(instructions(readSteps(log.join("\n"))).map(({ name }) => name)).toEqual([run]);
  });
});

describe("what a node has done", () => {
  const cached = { name: "[a 1/1] RUN a", isCached: true };
  const ran = { name: "[a 1/1] RUN a", isCached: false };
  const filled: NodeWork = { steps: [ran], downloads: { count: 2, bytes: 9 }, requests: [], layers: [[ONE]] };
  const taken: NodeWork = {
    steps: [cached],
    downloads: { count: 0, bytes: 0 },
    requests: [],
    layers: [[ONE]],
  };

  it("is built by itself only where a step ran and something was downloaded", () => {
    expect(hasBuilt(filled).problems).toEqual([]);
    expect(hasBuilt(taken).problems).toEqual(["runs no step", "downloads nothing from the mirror"]);
  });

  it("is taken from the cache only where no step ran, nothing was downloaded or uploaded and the layers are the same", () => {
    const upload = readRequests(line(`PUT /v2/a/blobs/uploads/9?digest=${TWO}`, 201, 0));
    expect(hasTaken(taken, filled).problems).toEqual([]);
    expect(hasTaken({ ...filled, layers: [[TWO]], requests: upload }, filled).problems).toEqual([
      `ran: ${ran.name}`,
      "2 downloads from the mirror",
      "other layers are pushed",
      `uploads the layer ${TWO}`,
    ]);
    expect(hasTaken({ ...taken, steps: [] }, filled).problems).toEqual(["there is no step"]);
  });
});

describe("the images of the proof", () => {
  it("are the cores of two patches of a line", () => {
    expect(chooseImages(fixtureProject())).toEqual({
      core: "spark-3.5.8-core",
      earlierCore: "spark-3.5.7-core",
    });
  });

  it("are refused in one sentence where a matrix has no two patches of a line", () => {
    const project = plan(readFolder(ROOT, "examples/newest"));
    expect(() => chooseImages(project)).toThrow(
      "The proof needs two patches of a line of Spark in the matrix.",
    );
  });

  it("are in the registry under their own names, whatever the registry of the matrix is", () => {
    expect(pushedAs("registry.example.com:5000/data/spark-k8s-jdk-17:1.2", "first")).toEqual({
      repository: "first/spark-k8s-jdk-17",
      tag: "1.2",
    });
  });
});

describe("buildkitd", () => {
  it("is of the version that its module requires", async () => {
    expect(await requiredVersionOf(MODULE, "github.com/moby/buildkit")).toMatch(/^v\d+\.\d+\.\d+$/);
  });

  it("is compiled from modules whose checksums go.sum has, each of them", () => {
    const read = (file: string): string => readFileSync(join(MODULE, file), "utf8");
    const required = Array.from(
      read("go.mod").matchAll(/^\t(\S+ v\S+)(?: \/\/ indirect)?$/gm),
      ([, name]) => name,
    );
    const sums = new Set(
      read("go.sum")
        .split("\n")
        .map((sum) => sum.replace(/(\/go\.mod)? h1:.*$/, "")),
    );
    expect(readdirSync(MODULE).toSorted()).toEqual(["go.mod", "go.sum"]);
    expect(required.length).toBeGreaterThan(0);
    expect(required.filter((name) => !sums.has(name ?? ""))).toEqual([]);
  });
});
