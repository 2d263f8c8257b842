import { describe, expect, it } from "vitest";
import { bakeArguments, overridesOf } from "../../harness/bake/bake-call";
import { lookedUp } from "../../harness/bake/looked-up";
import { parseCommandLine } from "../../harness/bake/command-line";
import { sameLayersClaim } from "../../harness/bake/same-layers";

const build = (image: string) => ({ image, folder: "docker/a", variant: "", arguments: {}, parents: [] });

describe("a call of bake", () => {
  const given = {
    arguments: { APACHE_URL: "http://127.0.0.1/apache" },
    labels: { "stand-in": "x; y" },
    options: ["--network", "host"],
  };
  const secret = { arguments: {}, labels: {}, options: ["--secret", "id=ca,src=/ca.crt"] };
  const builds = [
    { build: build("a:1"), target: "a", inputs: given },
    { build: build("b:1"), target: "b", inputs: secret },
  ];

  it("builds the targets, with what they are given in a second file", () => {
    expect(bakeArguments(builds, "o.json").join(" ")).toBe(
      "buildx bake --file docker-bake.hcl --file o.json --progress plain --allow network.host --allow fs.read=/ca.crt a b",
    );
    expect(JSON.parse(overridesOf(builds))).toEqual({
      target: {
        a: { args: given.arguments, labels: given.labels, network: "host" },
        b: { args: {}, labels: {}, secret: ["id=ca,src=/ca.crt"] },
      },
    });
  });

  it("asks for no network of the host and no file where no build does", () => {
    const inputs = { arguments: {}, labels: {}, options: [] };
    expect(bakeArguments([{ build: build("a:1"), target: "a", inputs }], "o.json")).not.toContain("--allow");
  });
});

it("finds out an image of the project that was looked for, whose context had another name", () => {
  const builds = [build("spark-k8s-jdk-17:latest"), build("r.example.com/a:1")];
  const log = [
    "#5 [a internal] load metadata for docker.io/library/spark-k8s-jdk-17:latest",
    "#6 [b internal] load metadata for docker.io/library/debian:bookworm-slim",
    "#7 [c internal] load metadata for docker.io/library/spark-k8s-jdk-17:latest",
  ].join("\n");
  expect(lookedUp(log, builds)).toEqual(["spark-k8s-jdk-17:latest"]);
  expect(lookedUp("#5 [b internal] load metadata for r.example.com/a:2", builds)).toEqual([]);
});

describe("its command line", () => {
  it("takes images, those to leave out and another project", () => {
    expect(parseCommandLine(["a", "--except", "b", "--project", "examples/newest"])).toEqual({
      names: ["a"],
      except: ["b"],
      project: "examples/newest",
      asksForHelp: false,
    });
    expect(() => parseCommandLine(["--nope"])).toThrow("Unknown option '--nope'");
  });
});

describe("the layers of an image that bake has built", () => {
  const difference = (layer: number, what: string) => ({
    layer,
    madeBy: "COPY / /",
    digests: ["sha256:a", "sha256:b"] as const,
    files: [{ path: "/", what }],
  });
  const says = "a:1: the layers are those of plain docker build";

  it("are those of the plain build where none differs", () => {
    expect(sameLayersClaim("a:1", [])).toEqual({ says, problems: [], notes: [] });
  });

  it("may have the same files in another order, which is said", () => {
    expect(sameLayersClaim("a:1", [difference(3, "the order of the archive")])).toEqual({
      says: `${says} (3: the same files in another order)`,
      problems: [],
      notes: [],
    });
  });

  it("are others where anything else of a file differs", () => {
    const found = sameLayersClaim("a:1", [difference(3, "the order of the archive"), difference(4, "bytes")]);
    expect(found.problems).toEqual(["layer 4 (COPY / /): sha256:a or sha256:b", "  /: bytes"]);
  });
});
