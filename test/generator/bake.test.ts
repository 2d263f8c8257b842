import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { againAfterRace } from "../../harness/logged-build";
import type { Project } from "../../src/model/project";
import { generate, plan } from "../../src/pipeline";
import { readFolder } from "../../src/plan";
import { contextName } from "../../src/render/context-name";
import { aligned, hclString } from "../../src/render/hcl";
import { bakeTargets } from "../../src/resolve/bake-targets";
import { FIXTURE_FOLDER } from "../fixture-project/fixture-project";
import { ROOT, TEMPLATES } from "./fixture";

const PROJECTS = [FIXTURE_FOLDER, "examples/newest", "examples/jar-surgery"];
const folder = mkdtempSync(join(tmpdir(), "bake-"));
afterAll(() => rmSync(folder, { recursive: true }));

const docker = spawnSync("docker", ["buildx", "version"], { encoding: "utf8" });
if (docker.status !== 0 && process.env["CI"])
  throw new Error("docker buildx is missing in CI; npm run with-engine should have installed it");
const why = docker.status === 0 ? "" : ": skipped, docker buildx is not here";

interface Target {
  readonly context: string;
  readonly contexts?: Readonly<Record<string, string>>;
  readonly args?: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly platforms?: readonly string[];
  readonly output?: readonly unknown[];
  readonly attest?: readonly unknown[];
  readonly secret?: readonly unknown[];
  readonly "cache-from"?: readonly unknown[];
  readonly "cache-to"?: readonly unknown[];
}

interface Printed {
  readonly group: Readonly<Record<string, { readonly targets: readonly string[] }>>;
  readonly target: Readonly<Record<string, Target>>;
}

/** What bake understands of the file of a project. */
function print(project: string, targets: readonly string[], variables: Record<string, string> = {}): Printed {
  const { status, stdout, stderr } = bake(project, targets, variables);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Printed;
}

/** The generated files of each project, by path. */
const FILES = new Map(
  PROJECTS.map((project) => [
    project,
    new Map(generate(readFolder(ROOT, project), TEMPLATES).map(({ path, content }) => [path, content])),
  ]),
);

function bake(project: string, targets: readonly string[], variables: Record<string, string>) {
  const file = join(folder, `${project.replaceAll("/", "_")}.hcl`);
  writeFileSync(file, FILES.get(project)?.get("docker-bake.hcl") ?? "");
  return spawnSync("docker", ["buildx", "bake", "--file", file, "--print", ...targets], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...variables },
  });
}

/** What the graph says that bake has to build for each image. */
function expected({ folders }: Project) {
  const targets = bakeTargets({ folders });
  return Object.fromEntries(
    targets.map(({ name, folder, variant, parents }) => [
      name,
      {
        context: folder.path,
        tags: [variant.reference],
        contexts: Object.fromEntries(
          parents.map((parent) => [contextName(parent.variant.reference), `target:${parent.name}`]),
        ),
        args: variant.arguments,
      },
    ]),
  );
}

describe.skipIf(docker.status !== 0).each(PROJECTS)(`the bake file of %s${why}`, (project) => {
  const planned = plan(readFolder(ROOT, project));

  it("has a target for each image of the graph, with its parents as contexts, and builds all by default", () => {
    const { target } = print(project, []);
    const found = Object.entries(target).map(([name, { context, tags, contexts = {}, args = {} }]) => [
      name,
      { context, tags, contexts, args },
    ]);
    expect(Object.fromEntries(found)).toEqual(expected(planned));
  });

  it("names every image of the project that a Dockerfile starts from or copies from as a context", () => {
    const { target } = print(project, []);
    const own = new Set(planned.folders.flatMap(({ variants }) => variants.map((one) => one.reference)));
    for (const { context, contexts = {} } of Object.values(target)) {
      const text = FILES.get(project)?.get(`${context}/Dockerfile`) ?? "";
      const named = [...text.matchAll(/^ARG \w+_IMAGE=(\S+)$/gm)].map(([, image = ""]) => image);
      expect(Object.keys(contexts).toSorted()).toEqual(
        [...new Set(named.filter((image) => own.has(image)))].map(contextName).toSorted(),
      );
    }
  });

  it("has groups that hold each image once by kind, and once by whether it is for GPUs", () => {
    const all = Object.keys(print(project, []).target).toSorted();
    const targetsOf = (name: string): readonly string[] => print(project, [name]).group[name]?.targets ?? [];
    const kinds = ["bases", "intermediate", "runtimes"].flatMap(targetsOf);
    expect(kinds.toSorted()).toEqual(all);
    expect([...targetsOf("cpu"), ...targetsOf("gpu")].toSorted()).toEqual(all);
  });

  it("builds with any image those that it is made of, and no others", () => {
    const targets = bakeTargets(planned);
    for (const { name } of targets.filter(({ level }) => level > 0).slice(-3)) {
      const needed = new Set([name]);
      for (const target of targets.toReversed())
        if (needed.has(target.name)) target.parents.forEach((parent) => needed.add(parent.name));
      expect(Object.keys(print(project, [name]).target).toSorted()).toEqual([...needed].toSorted());
    }
  });
});

describe.skipIf(docker.status !== 0)(`a variable of the bake file${why}`, () => {
  const core = (variables: Record<string, string>): Target => {
    const found = print(FIXTURE_FOLDER, ["spark-3_5_8-core"], variables).target["spark-3_5_8-core"];
    if (!found) throw new Error("spark-3_5_8-core is not there");
    return found;
  };

  it("says where images go and how they are called, and the parents are still the graph's", () => {
    const { tags, contexts, labels } = core({ REGISTRY: "registry.example.com/data", TAG: "1.2" });
    expect(tags).toEqual(["registry.example.com/data/spark-k8s-spark-3.5.8-core:1.2"]);
    expect(contexts).toEqual({ "spark-k8s-jdk-17": "target:jdk-17" });
    expect(labels?.["org.opencontainers.image.base.name"]).toBe(
      "registry.example.com/data/spark-k8s-jdk-17:1.2",
    );
  });

  it("gives one mirror the place of every source", () => {
    expect(core({ MIRROR: "https://mirror.example.com/" }).args).toEqual({
      APACHE_URL: "",
      APACHE_ARCHIVE_URL: "https://mirror.example.com/apache",
    });
    expect(core({ APACHE_URL: "https://a.example.com" }).args).toEqual({
      APACHE_URL: "https://a.example.com",
    });
  });

  it("asks for platforms, labels, a secret, attestations, caches and a compression", () => {
    writeFileSync(join(folder, "ca.crt"), "");
    const found = core({
      PLATFORMS: "linux/amd64",
      LABELS: "a=1,b=x=y",
      REVISION: "abc",
      CA_FILE: "ca.crt",
      PROVENANCE: "max",
      SBOM: "true",
      CACHE_FROM: "r.example.com/cache,r.example.com/main",
      CACHE_TO: "r.example.com/cache",
      COMPRESSION: "zstd",
      REWRITE_TIMESTAMP: "true",
    });
    expect(found.platforms).toEqual(["linux/amd64"]);
    expect(found.labels).toMatchObject({ a: "1", b: "x=y", "org.opencontainers.image.revision": "abc" });
    expect(found.secret).toEqual([{ id: "ca", src: "ca.crt" }]);
    expect(found.attest).toEqual([{ type: "provenance", mode: "max" }, { type: "sbom" }]);
    expect(found["cache-from"]).toEqual(
      ["cache", "main"].map((name) => ({ type: "registry", ref: `r.example.com/${name}:spark-3_5_8-core` })),
    );
    expect(found["cache-to"]).toEqual([
      {
        type: "registry",
        ref: "r.example.com/cache:spark-3_5_8-core",
        mode: "max",
        compression: "zstd",
        "force-compression": "true",
      },
    ]);
    const output = { type: "image", compression: "zstd", "rewrite-timestamp": "true" };
    expect(found.output).toEqual([expect.objectContaining(output)]);
  });

  it.each([
    [
      { PLATFORMS: "linux/riscv64" },
      "PLATFORMS: found linux/riscv64; allowed: linux/amd64, separated by commas.",
    ],
    [{ COMPRESSION: "lz4" }, "COMPRESSION: found lz4; allowed: gzip, zstd, estargz or nothing."],
    [{ LABELS: "a" }, "LABELS: found a; allowed: NAME=VALUE, separated by commas."],
    [{ PROVENANCE: "most" }, "PROVENANCE: found most; allowed: min, max, false or nothing."],
    [{ CACHE_MODE: "all" }, "CACHE_MODE: found all; allowed: max, min."],
  ])("is refused with what is allowed: %o", (variables, message) => {
    const { status, stderr } = bake(FIXTURE_FOLDER, ["jdk-17"], variables as Record<string, string>);
    expect(status).not.toBe(0);
    expect(stderr).toContain(message);
  });
});

const engine = spawnSync("docker", ["info"]).status === 0;
if (!engine && process.env["CI"]) throw new Error("No engine answers in CI; npm run with-engine should have");

describe.skipIf(!engine)(`a context${engine ? "" : ": skipped, no engine is here"}`, () => {
  it.each([
    "bake-test-parent:latest",
    "bake-test-parent:1.2",
    "team/bake-test-parent:latest",
    "docker.io/team/bake-test-parent:latest",
    "docker.io/library/bake-test-parent:latest",
    "docker.io/bake-test-parent:1",
    "index.docker.io/library/bake-test-parent:latest",
    "docker.io/library/team/bake-test-parent:latest",
    "localhost:5000/bake-test-parent:latest",
    "localhost:5000/library/bake-test-parent:latest",
    "registry.example.com:5000/data/bake-test-parent:latest-gpu",
  ])("takes the place of %s, which is nowhere", async (reference) => {
    const file = join(folder, "context.json");
    const child = {
      "dockerfile-inline": `FROM ${reference}\nCOPY context.json /child\n`,
      contexts: { [contextName(reference)]: "target:parent" },
      context: ".",
    };
    const parent = { "dockerfile-inline": "FROM scratch\nCOPY context.json /parent\n", context: "." };
    writeFileSync(file, JSON.stringify({ target: { parent, child } }));
    const words = ["buildx", "bake", "--file", file, "--set", "*.output=type=cacheonly", "child"];
    const env = { ...process.env, BUILDX_BUILDER: "default" };
    const { status, stderr } = await againAfterRace(
      async () => spawnSync("docker", words, { cwd: folder, encoding: "utf8", env }),
      (ended) => (ended.status === 0 ? "" : ended.stderr),
    );
    expect(status, stderr).toBe(0);
  });
});

describe("HCL", () => {
  it("takes no text for a template, an end or a line", () => {
    expect(hclString('a "${b}" %{c} \\ $d\n')).toBe('"a \\"$${b}\\" %%{c} \\\\ $d\\u000a"');
  });

  it("has equals signs below each other", () => {
    expect(
      aligned([
        { key: "a", value: "1" },
        { key: "bcd", value: "2" },
      ]),
    ).toEqual([
      { key: "a  ", value: "1" },
      { key: "bcd", value: "2" },
    ]);
  });
});
