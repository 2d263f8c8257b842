import { spawnSync } from "node:child_process";
import { expect, it, onTestFinished, vi } from "vitest";
import { measureInChild, reasonOf } from "../../bench/child";
import { formatReach } from "../../bench/reach";

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
