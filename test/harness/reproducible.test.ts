import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type Header, pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import type { Layer, LayeredImage } from "../../harness/layers/layer";
import { readLayer } from "../../harness/layers/read-layer";
import { compareImages, compareLayers } from "../../harness/reproducible/compare-layers";
import { describeDifferences } from "../../harness/reproducible/describe";
import { builtAgain, withoutCache } from "../../harness/reproducible/rebuild";
import { RunContext } from "../../harness/run-context";
import { fakeDocker } from "./fake-docker";
import { temporaryFolder } from "./temporary-folder";

type Item = Partial<Header> & { readonly name: string; readonly bytes?: string };

const THEN = new Date("1980-01-02T00:00:00Z");
const LATER = new Date("2026-11-23T10:00:00Z");

async function layer(...items: readonly Item[]): Promise<Layer> {
  const archive = pack();
  for (const { bytes = "", ...header } of items)
    archive.entry({ mode: 0o644, mtime: THEN, ...header }, bytes);
  archive.finalize();
  return readLayer(Readable.from([await buffer(archive as unknown as Readable)]));
}

const FILE: Item = { name: "etc/a", bytes: "abc" };
const FOLDER: Item = { name: "etc/", type: "directory", mode: 0o755 };

describe("two layers", () => {
  it.each<[string, readonly Item[], readonly Item[], readonly string[]]>([
    [
      "a time",
      [FOLDER, FILE],
      [{ ...FOLDER, mtime: LATER }, FILE],
      ["/etc: modified (1980-01-02T00:00:00.000Z or 2026-11-23T10:00:00.000Z)"],
    ],
    ["bytes", [FILE], [{ ...FILE, bytes: "abd" }], ["/etc/a: bytes"]],
    ["a size", [FILE], [{ ...FILE, bytes: "ab" }], ["/etc/a: size (3 or 2 bytes), bytes"]],
    ["a mode", [FILE], [{ ...FILE, mode: 0o600 }], ["/etc/a: mode or owner (644 0:0 or 600 0:0)"]],
    ["an owner", [FILE], [{ ...FILE, uid: 7 }], ["/etc/a: mode or owner (644 0:0 or 644 7:0)"]],
    ["a file more", [FILE], [FILE, { name: "b" }], ["/b: only in the second build"]],
    ["a file less", [FILE, { name: "b" }], [FILE], ["/b: only in the first build"]],
    [
      "where a link leads",
      [{ name: "l", type: "symlink", linkname: "a" }],
      [{ name: "l", type: "symlink", linkname: "b" }],
      ["/l: where it leads"],
    ],
    [
      "a kind",
      [FILE],
      [{ name: "etc/a", type: "directory", mode: 0o644 }],
      ["/etc/a: file or folder, size (3 or 0 bytes), bytes"],
    ],
    [
      "the time at which a file was taken away",
      [{ name: "etc/.wh.a" }],
      [{ name: "etc/.wh.a", mtime: LATER }],
      ["/etc/a (taken away): modified (1980-01-02T00:00:00.000Z or 2026-11-23T10:00:00.000Z)"],
    ],
    [
      "the order of their archives",
      [FILE, { name: "b" }],
      [{ name: "b" }, FILE],
      ["/: the order of the archive"],
    ],
    [
      "what only an archive has",
      [FILE],
      [{ ...FILE, pax: { "SCHILY.xattr.user.a": "b" } }],
      ["/: what only an archive has, such as extended attributes"],
    ],
  ])("differ in %s", async (_what, one, other, expected) => {
    const found = compareLayers(await layer(...one), await layer(...other));
    expect(found.map(({ path, what }) => `${path}: ${what}`)).toEqual(expected);
  });
});

describe("two builds of an image", () => {
  const image = (...layers: readonly Layer[]): LayeredImage => ({
    reference: "image",
    layers,
    madeBy: layers.map((_, index) => `RUN step ${index + 1}`),
  });

  it("do not differ where all layers have the same digests", async () => {
    expect(compareImages(image(await layer(FILE)), image(await layer(FILE)))).toEqual([]);
  });

  it("differ in the layers that have other digests, each with its instruction and its files", async () => {
    const [same, one, other] = [
      await layer(FOLDER),
      await layer(FILE),
      await layer({ ...FILE, mtime: LATER }),
    ];
    expect(describeDifferences(compareImages(image(same, one), image(same, other)))).toEqual([
      `layer 2 (RUN step 2): ${one.digest} or ${other.digest}`,
      "  /etc/a: modified (1980-01-02T00:00:00.000Z or 2026-11-23T10:00:00.000Z)",
    ]);
  });

  it("differ where one has a layer more", async () => {
    const [one, more] = [await layer(FOLDER), await layer(FILE)];
    expect(describeDifferences(compareImages(image(one), image(one, more)))).toEqual([
      `layer 2 (RUN step 2): none or ${more.digest}`,
    ]);
  });

  it("are shown with the first files of a layer and how many more there are", async () => {
    const items = Array.from({ length: 13 }, (_, index) => ({ name: `f${String(index).padStart(2, "0")}` }));
    const other = await layer(...items.map((item) => ({ ...item, mtime: LATER })));
    const lines = describeDifferences(compareImages(image(await layer(...items)), image(other)));
    expect(lines).toHaveLength(12);
    expect(lines[1]).toContain("/f00: modified");
    expect(lines.at(-1)).toBe("  and 3 more");
  });
});

describe("a second build", () => {
  it("is of a copy with other modes and times, on a machine of another name, without the engine's cache, and goes", async () => {
    const root = await temporaryFolder();
    mkdirSync(join(root, "docker/a"), { recursive: true });
    writeFileSync(join(root, "docker/a/Dockerfile"), "FROM scratch\n");
    writeFileSync(join(root, "docker/a/run.sh"), "");
    const docker = await fakeDocker(
      `case $1 in build) for last; do :; done
       stat -c '%a %Y %n' "$last" "$last"/* | sed "s,$(dirname "$last"),COPY," >>"$STATE/calls" ;; esac`,
    );
    const context = new RunContext({
      root,
      engine: docker,
      logFolder: join(root, "logs"),
      report: () => undefined,
      total: 1,
      signal: new AbortController().signal,
    });
    const supply = {
      prepare: async () => ({ arguments: { A: "1" }, labels: {}, options: ["--network", "host"] }),
    };
    const build = { image: "a:latest", folder: "docker/a", variant: "", arguments: {}, parents: [] };
    const again = { supply, context, staging: join(root, "again") };
    const reference = await builtAgain(build, again, async (made) => made);
    const [call = "", ...others] = await docker.calls();
    expect(call).toMatch(
      /^build --progress plain --network host --no-cache --build-arg BUILDKIT_SANDBOX_HOSTNAME=again-\d+ --build-arg A=1 --tag \S+ \S+\/a$/,
    );
    expect(call).toContain(`--tag ${reference} ${root}/again/`);
    expect(others).toEqual([
      expect.stringMatching(/^700 \d+ COPY\/a$/),
      "600 981173106 COPY/a/Dockerfile",
      "700 981173106 COPY/a/run.sh",
      `image rm --force ${reference}`,
    ]);
  });

  it("comes after a first one that takes nothing from the engine's cache either", async () => {
    const supply = withoutCache({
      prepare: async () => ({ arguments: {}, labels: {}, options: ["--network", "host"] }),
    });
    const build = { image: "a", folder: "a", variant: "", arguments: {}, parents: [] };
    expect((await supply.prepare(build)).options).toEqual(["--network", "host", "--no-cache"]);
  });
});
