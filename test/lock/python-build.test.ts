import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { LockProject, hash } from "./lock-project";
import { SourceServer } from "./source-server";

const RELEASE = "/python/20261110";
const name = (machine: string) =>
  `cpython-3.10.22+20261110-${machine}-unknown-linux-gnu-install_only_stripped.tar.gz`;
const path = (machine: string) => `${RELEASE}/${name(machine).replace("+", "%2B")}`;
const BUILDS = { x86_64: gzipSync("amd64"), aarch64: gzipSync("arm64") } as const;

/** A project, and a uv that knows two builds of CPython 3.10. */
async function withBuilds() {
  const server = await SourceServer.start();
  const project = await LockProject.make(server);
  const uv = join(project.cache, "uv");
  const url = (version: string, release: string) =>
    `https://example.com/${release}/cpython-${version}%2B${release}-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz`;
  const listed = [
    { url: "https://example.com/pypy" },
    { url: url("3.10.22", "20261110") },
    { url: url("3.10.21", "20260814") },
  ];
  await writeFile(uv, `#!/bin/sh\necho '${JSON.stringify(listed)}'\n`);
  await chmod(uv, 0o755);
  for (const [machine, bytes] of Object.entries(BUILDS)) server.at(path(machine), bytes);
  const upgrade = () =>
    project.run(["--upgrade", "python:3.10"], {}, () => Promise.resolve({ uv, pip: "", python: "" }));
  return { server, project, upgrade };
}

describe("lock --upgrade python:3.10", () => {
  test("takes the newest build that uv knows, for both platforms", async () => {
    const { server, project, upgrade } = await withBuilds();
    expect(await upgrade()).toEqual({
      lines: ["lock.json: 1 moved", "  python 3.10.21+20260814 → 3.10.22+20261110"],
      code: 0,
      error: "",
    });
    const platform = (machine: keyof typeof BUILDS) => ({
      file: name(machine),
      sha256: hash("sha256", BUILDS[machine]),
      size: BUILDS[machine].length,
      sources: [`${server.url}${path(machine)}`],
      verified: { by: "download" },
    });
    expect((await project.lock()).python["3.10"]).toEqual({
      version: "3.10.22",
      release: "20261110",
      license: "PSF-2.0",
      platforms: { amd64: platform("x86_64"), arm64: platform("aarch64") },
    });
  });

  test("holds the bytes against the release's SHA256SUMS", async () => {
    const { server, upgrade } = await withBuilds();
    server.at(`${RELEASE}/SHA256SUMS`, `${"0".repeat(64)}  ${name("x86_64")}\n`);
    expect((await upgrade()).error.replaceAll(server.url, "SERVER")).toBe(
      [
        "1 problem, nothing was written:",
        "python:3.10 (x86_64): sources disagree",
        `  sha256 ${hash("sha256", BUILDS.x86_64)} by the bytes of SERVER${path("x86_64")}`,
        `  sha256 ${"0".repeat(64)} by SERVER${RELEASE}/SHA256SUMS`,
      ].join("\n"),
    );
  });
});
