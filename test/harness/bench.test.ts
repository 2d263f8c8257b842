import { spawnSync } from "node:child_process";
import { expect, it, onTestFinished, vi } from "vitest";
import { measureInChild, reasonOf } from "../../bench/child";
import { growthReaches } from "../../bench/growth/reaches";
import { pipelineReaches } from "../../bench/pipeline/pipeline";
import type { PipelineFigures } from "../../bench/pipeline/figures";
import { formatReach, isMet } from "../../bench/reach";

it("a measurement whose process fails is none, and is told in one sentence", () => {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => written.mockRestore());
  expect(measureInChild("no-such-script.ts", [100, 1])).toBeNull();
  expect(written.mock.calls.join("")).toMatch(
    /^bench\/no-such-script\.ts 100 1: Error: Cannot find module '.*no-such-script\.ts'\n$/,
  );
});

it("a process without memory for its heap is told with Node's limit", () => {
  const fill = "const all = []; for (;;) all.push(new Array(1000).fill({}))";
  const { status, stderr } = spawnSync(process.execPath, ["--max-old-space-size=20", "-e", fill], {
    encoding: "utf8",
  });
  expect(status).not.toBe(0);
  expect(reasonOf(stderr)).toMatch(
    /^out of memory, at Node's limit of [\d,]+ MiB \(--max-old-space-size of NODE_OPTIONS raises it\)$/,
  );
});

it("what could not be measured is missed", () => {
  const reach = { claim: "100,000 images take of memory", measured: Number.NaN, limit: 4096, unit: "MiB" };
  expect(formatReach(reach)).toBe("MISSED  100,000 images take of memory: not measured (at most 4096)");
});

it("a stage that takes more than 20 times as long for ten times the images is missed, as is heap that doubles", () => {
  const times = { parse: 9, check: 20, resolve: 25.3, advise: 10, render: 8 };
  expect(growthReaches({ from: 300, to: 3000, times, heap: 2.1 }).map(formatReach)).toEqual([
    "met     parse: 3,000 images take as long as 300: 9.00 times (at most 20)",
    "met     check: 3,000 images take as long as 300: 20.0 times (at most 20)",
    "MISSED  resolve: 3,000 images take as long as 300: 25.3 times (at most 20)",
    "met     advise: 3,000 images take as long as 300: 10.0 times (at most 20)",
    "met     render: 3,000 images take as long as 300: 8.00 times (at most 20)",
    "MISSED  an image of 3,000 takes as much heap as one of 300: 2.10 times (at most 2)",
  ]);
});

it("every stage has to be linear from each size to the next, and a size that failed is missed", () => {
  const row = (images: number, resolve: number): PipelineFigures => ({
    images,
    files: images,
    bytesRead: 1,
    bytesRendered: 1,
    milliseconds: { parse: images, check: images, resolve, advise: images, render: images / 10 },
    heapBytes: images,
    peakBytes: 1,
  });
  const rows = [row(100, 10), row(1000, 100), row(10_000, 3600), null];
  expect(
    pipelineReaches(rows)
      .filter((reach) => !isMet(reach))
      .map(formatReach),
  ).toEqual([
    "MISSED  parse: 100,000 images take as long as 10,000: not measured (at most 12)",
    "MISSED  check: 100,000 images take as long as 10,000: not measured (at most 12)",
    "MISSED  resolve: 10,000 images take as long as 1,000: 36.0 times (at most 12)",
    "MISSED  resolve: 100,000 images take as long as 10,000: not measured (at most 12)",
    "MISSED  advise: 100,000 images take as long as 10,000: not measured (at most 12)",
    "MISSED  render: 100,000 images take as long as 10,000: not measured (at most 12)",
    "MISSED  an image of 100,000 takes as much heap as one of 1,000: not measured (at most 1.2)",
    "MISSED  100,000 images take of memory: not measured (at most 4096)",
  ]);
});
