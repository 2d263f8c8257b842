import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type Header, pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { reportOf } from "../../harness/layers/budget-report";
import { differencesOf, sizesOf, updatedBudgets } from "../../harness/layers/budgets";
import { tellAll } from "../../harness/claims";
import { budgetClaimsOf, claimsOf } from "../../harness/layers/claims";
import type { CheckedImage, Layer, LayeredImage } from "../../harness/layers/layer";
import { LayerStore } from "../../harness/layers/layer-store";
import { readArchive, readImages } from "../../harness/layers/read-images";
import { readLayer } from "../../harness/layers/read-layer";
import { unsharedLayers } from "../../harness/layers/sharing";
import { storageOf } from "../../harness/layers/storage";
import { wasteOf } from "../../harness/layers/waste";
import { fakeDocker } from "./fake-docker";
import { temporaryFolder } from "./temporary-folder";

type Item = Partial<Header> & { readonly name: string; readonly bytes?: string | Buffer };

async function tar(...items: readonly Item[]): Promise<Buffer> {
  const archive = pack();
  for (const { bytes = "", ...header } of items)
    archive.entry({ mode: 0o644, mtime: new Date(7000), ...header }, bytes);
  archive.finalize();
  return buffer(archive as unknown as Readable);
}

async function layer(...items: readonly Item[]): Promise<Layer> {
  return readLayer(Readable.from([await tar(...items)]));
}

async function image(reference: string, ...layers: readonly (readonly Item[])[]): Promise<LayeredImage> {
  const read = await Promise.all(layers.map((items) => layer(...items)));
  return { reference, layers: read, madeBy: read.map(() => "COPY /out/ / # buildkit") };
}

const sha256 = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");
const OPT: Item = { name: "opt/", type: "directory", mode: 0o755 };

describe("a layer that is read", () => {
  it("has the digest and the size of its archive, and each file's checksum", async () => {
    const items = [
      OPT,
      { name: "opt/a", bytes: "abc" },
      { name: "opt/b", type: "symlink", linkname: "a" } as const,
    ];
    const archive = await tar(...items);
    expect(await layer(...items)).toEqual({
      digest: `sha256:${sha256(archive)}`,
      size: archive.length,
      entries: [
        { path: "/opt", type: "folder", size: 0, content: "", access: "755 0:0", modified: 7 },
        { path: "/opt/a", type: "file", size: 3, content: sha256("abc"), access: "644 0:0", modified: 7 },
        { path: "/opt/b", type: "link", size: 0, content: "symlink a", access: "644 0:0", modified: 7 },
      ],
      removed: [],
      removedAt: [],
      packaged: [],
    });
  });

  it("is refused when it is cut off", async () => {
    const archive = await tar({ name: "a", bytes: "x".repeat(4096) });
    await expect(readLayer(Readable.from([archive.subarray(0, 2000)]))).rejects.toThrow(
      "Unexpected end of data",
    );
  });

  it("comes from the archive of docker save, each layer once, with the images that have it", async () => {
    const [shared, own] = [await tar({ name: "a", bytes: "1" }), await tar({ name: "b", bytes: "2" })];
    const manifest = [
      { Config: "blobs/sha256/c", RepoTags: ["one:latest"], Layers: ["blobs/sha256/s"] },
      {
        Config: "blobs/sha256/d",
        RepoTags: ["two:latest", "two:1"],
        Layers: ["blobs/sha256/s", "blobs/sha256/o"],
      },
    ];
    const history = [
      { comment: "imported" },
      { created_by: "ENV A=1", empty_layer: true },
      { created_by: "RUN b" },
    ];
    const saved = await tar(
      { name: "blobs/sha256/c", bytes: '{"a":"document"}' },
      { name: "blobs/sha256/d", bytes: JSON.stringify({ history }) },
      { name: "blobs/sha256/s", bytes: shared },
      { name: "blobs/sha256/o", bytes: own },
      { name: "manifest.json", bytes: JSON.stringify(manifest) },
    );
    const images = await readArchive(Readable.from([saved]));
    const digests = (reference: string) => images.get(reference)?.layers.map(({ digest }) => digest);
    expect(digests("one:latest")).toEqual([`sha256:${sha256(shared)}`]);
    expect(digests("two:latest")).toEqual([shared, own].map((bytes) => `sha256:${sha256(bytes)}`));
    expect(images.get("two:1")).toEqual({ ...images.get("two:latest"), reference: "two:1" });
    expect([images.get("one:latest")?.madeBy, images.get("two:1")?.madeBy]).toEqual([[""], ["", "RUN b"]]);
  });

  it("is not read again from a store that has it, whatever docker is asked for", async () => {
    const bytes = await tar({ name: "a", bytes: "1" });
    const [id, digest] = [`sha256:${"c".repeat(64)}`, `sha256:${sha256(bytes)}`];
    const blob = (name: string) => `blobs/${name.replace(":", "/")}`;
    const manifest = [{ Config: blob(id), RepoTags: ["one:latest"], Layers: [blob(digest)] }];
    const history = [{ created_by: "COPY a / # buildkit" }];
    const saved = await tar(
      { name: blob(id), bytes: JSON.stringify({ history }) },
      { name: blob(digest), bytes },
      { name: "manifest.json", bytes: JSON.stringify(manifest) },
    );
    const { state, environment, calls } = await fakeDocker(
      `case $1 in image) echo ${id} ;; save) cat "$STATE/saved" ;; esac`,
    );
    await writeFile(join(state, "saved"), saved);
    const [store, { signal }] = [new LayerStore(await temporaryFolder()), new AbortController()];
    const read = () => readImages(["one:latest"], { environment }, signal, { store });
    const first = await read();
    expect(first.map(({ layers }) => layers[0]?.entries.map(({ path }) => path))).toEqual([["/a"]]);
    expect(await read()).toEqual(first);
    const inspect = "image inspect --format {{.Id}} one:latest";
    expect(await calls()).toEqual([inspect, "save one:latest", inspect]);
  });

  it("is missed by name when docker save does not have it", async () => {
    const manifest = [{ RepoTags: ["one:latest"], Layers: ["blobs/sha256/s"] }];
    const saved = await tar({ name: "manifest.json", bytes: JSON.stringify(manifest) });
    await expect(readArchive(Readable.from([saved]))).rejects.toThrow(
      "names blobs/sha256/s, which is not in it",
    );
  });
});

describe("an image stores in vain", () => {
  const file: Item = { name: "opt/a", bytes: "abc" };

  it.each<[string, Item[], string]>([
    ["a file that a higher layer has as well", [file], "is in two layers"],
    ["a file that a higher layer takes away", [{ name: "opt/.wh.a" }], "is taken away again"],
    [
      "the files of a folder that a higher layer hides",
      [{ name: "opt/.wh..wh..opq" }],
      "is taken away again",
    ],
    [
      "a file that a higher layer has a link in place of",
      [{ ...file, bytes: "", type: "symlink", linkname: "b" }],
      "is in two layers",
    ],
  ])("%s", async (_, above, what) => {
    expect(wasteOf(await image("i", [OPT, file], above))).toEqual([
      { image: "i", path: "/opt/a", what, bytes: 3 },
    ]);
  });

  it("a folder that a higher layer gives another owner or other permissions", async () => {
    const [owned, opened] = [
      { ...OPT, uid: 185 },
      { ...OPT, mode: 0o775 },
    ];
    expect(wasteOf(await image("i", [OPT], [owned], [opened])).map(({ what }) => what)).toEqual([
      "is 755 0:0 in one layer, 755 185:0 in a higher one",
      "is 755 185:0 in one layer, 775 0:0 in a higher one",
    ]);
  });

  it("nothing where layers have folders in common, new folders, or what an installation of packages writes", async () => {
    const databases = ["var/lib/dpkg/status", "etc/passwd", "etc/ld.so.cache"].map((name) => ({
      name,
      bytes: "1",
    }));
    const above = [
      OPT,
      { name: "opt/new/", type: "directory" } as const,
      { name: "opt/new/.wh..wh..opq" },
      { name: "var/lib/dpkg/.wh.status-old" },
    ];
    expect(wasteOf(await image("i", [OPT, file, ...databases], [...above, ...databases]))).toEqual([]);
  });
});

describe("an image that is put together from others", () => {
  it("has no layer of its own, but for empty ones", async () => {
    const base = await image("base", [OPT]);
    const part = await image("part", [OPT], [{ name: "opt/part", bytes: "p" }]);
    const layers = [...base.layers, ...part.layers.slice(1), await layer()];
    const made = { reference: "made", layers, madeBy: [] };
    expect(unsharedLayers(made, [base, part])).toEqual([]);
    const [, own] = part.layers;
    expect(unsharedLayers(made, [base])).toEqual([
      { image: "made", digest: own?.digest, example: "/opt/part", reordered: undefined },
    ]);
  });

  it("names the image that has a layer of the same files in another order", async () => {
    const files = [
      { name: "opt/a/b", bytes: "1" },
      { name: "opt/a-b", bytes: "2" },
    ] as const;
    const part = await image("part", [OPT, ...files]);
    const made = await image("made", [OPT, ...files.toReversed()]);
    const changed = await image("changed", [OPT, files[1], { ...files[0], mtime: new Date(8000) }]);
    expect(unsharedLayers(made, [part]).map(({ reordered }) => reordered)).toEqual(["part"]);
    expect(unsharedLayers(changed, [part]).map(({ reordered }) => reordered)).toEqual([undefined]);
    const checked = { image: made, parents: [part], isPutTogether: true };
    const found = claimsOf([checked], true).flatMap(({ problems }) => problems);
    expect(found.join("\n")).toContain("the files of a layer of part in another order");
  });
});

describe("what images store", () => {
  it("is each layer once, over each content once", async () => {
    const [one, two] = [
      await image("one", [{ name: "a", bytes: "x".repeat(1000) }]),
      await image("two", [{ name: "b", bytes: "x".repeat(1000) }]),
    ];
    const size = one.layers[0]?.size ?? 0;
    expect(storageOf([one, one])).toEqual({ stored: size, distinct: 1000, storedOverDistinct: size / 1000 });
    expect(storageOf([one, two])).toEqual({
      stored: 2 * size,
      distinct: 1000,
      storedOverDistinct: (2 * size) / 1000,
    });
  });
});

describe("the budgets of layers", () => {
  const of = (name: string, bytes: number): Item[] => [{ name, bytes: "x".repeat(bytes) }];

  async function made(size: number): Promise<CheckedImage> {
    const base = await image("base", of("base", 1));
    const own = await image("made", of("base", 1), of("a", size), of("b", 5), of("c", 1));
    const madeBy = ["COPY /out/ /", "RUN /bin/sh -c a\nb # buildkit", "COPY /out/b/ / # buildkit"];
    return {
      image: { ...own, madeBy: [...madeBy, "COPY /out/b/ / # buildkit"] },
      parents: [base],
      isPutTogether: false,
    };
  }

  it("are of the layers that an image makes, by instruction, and not of those of its parents", async () => {
    const [, a, b, c] = (await made(100_000)).image.layers.map(({ size }) => size);
    expect(sizesOf([await made(100_000)])).toEqual({
      made: { RUN: a, "COPY /out/b/ /": b, "COPY /out/b/ / (2)": c },
    });
  });

  it("are kept by a layer with 2 % more and exceeded by one with more than that, a new one and one that is gone", async () => {
    const image = await made(100_000);
    const { RUN = 0, ...others } = sizesOf([image]).made ?? {};
    const claim = (planned: Record<string, number>) => budgetClaimsOf([image], { made: planned })[0];
    expect(claim({ ...others, RUN: Math.ceil(RUN / 1.02) })?.problems).toEqual([]);
    expect(claim({ ...others, RUN: Math.ceil(RUN / 1.02) - 2 })?.problems).toEqual([
      "RUN: 102 kB, 2.0 % over its budget of 100 kB",
    ]);
    const { "COPY /out/b/ /": _, ...without } = others;
    expect(claim({ ...without, RUN, "COPY /out/old/ /": 3000 })).toEqual({
      says: "made: no layer that it makes is more than 2 % over its budget",
      problems: [
        "COPY /out/old/ /: has a budget of 3 kB, and is not there",
        "COPY /out/b/ /: 3 kB, has no budget",
      ],
      notes: [],
    });
  });

  it("are updated for the images that were read, kept for others of the matrix, and dropped for all else", () => {
    const had = { old: { RUN: 1 }, kept: { RUN: 2 }, made: { RUN: 300_000 } };
    const sizes = { made: { RUN: 309_000, "COPY /a/ /": 1000 } };
    expect(updatedBudgets(had, sizes, ["kept", "made", "unread"])).toEqual({ kept: { RUN: 2 }, ...sizes });
    expect(reportOf(differencesOf(had, sizes))).toBe(
      "made: RUN: 309 kB, 3.0 % over its budget of 300 kB\nmade: COPY /a/ /: 1 kB, has no budget\n",
    );
    expect(reportOf(differencesOf(had, { kept: { RUN: 2 } }))).toBe("every layer is as its budget says\n");
  });
});

describe("the claims of layers", () => {
  it("say what holds and show what speaks against the others", async () => {
    const big = "x".repeat(1_000_000);
    const base = await image("base", [{ name: "opt/a", bytes: big }]);
    const made = await image(
      "made",
      [{ name: "opt/a", bytes: big }],
      [{ name: "opt/a", bytes: big, mode: 0o600 }],
    );
    const images = [
      { image: base, parents: [], isPutTogether: false },
      { image: made, parents: [base], isPutTogether: true },
    ];
    const claims = claimsOf(images, true);
    expect(claimsOf(images, false)).toEqual(claims.slice(0, -1));
    let text = "";
    expect(tellAll(claims, (more) => (text += more))).toBe(false);
    expect(text.split("\n")).toEqual([
      "ok 1 - base: no file is in two layers, nothing is taken away or given another owner",
      "not ok 2 - made: no file is in two layers, nothing is taken away or given another owner",
      "#   /opt/a is in two layers (1 MB)",
      "not ok 3 - made: each layer is one of base",
      `#   ${made.layers[1]?.digest}, with /opt/a`,
      "not ok 4 - all layers together take at most 1.05 times the bytes of the distinct files (2 MB for 1 MB: 2.004 times as much)",
      "#   2 MB for 1 MB: 2.004 times as much",
      "1..4",
      "",
      "1 passed, 3 failed",
      "",
    ]);
  });
});
