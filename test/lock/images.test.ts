import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { placeOf } from "../../commands/lock/images/reference";
import { freePort } from "../../harness/free-port";
import { REGISTRY_CONFIGURATION, writeRegistryConfiguration } from "../../harness/registry-configuration";
import { temporaryFolder } from "../harness/temporary-folder";
import { LockProject, hash, pinOf } from "./lock-project";
import { SourceServer } from "./source-server";

const INDEX = JSON.stringify({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.index.v1+json",
  manifests: [],
});
const DIGEST = `sha256:${hash("sha256", INDEX)}`;
const MANIFEST = "/v2/base/debian/manifests/bookworm-slim";

/** A project whose base image is in the registry of a server, not locked yet. */
async function withRegistry(server: SourceServer) {
  const image = `${new URL(server.url).host}/base/debian:bookworm-slim`;
  const project = await LockProject.make(server, ({ matrix, lock }) => {
    matrix.debian.image = image;
    delete lock.images;
  });
  return { image, project };
}

describe("the digest of an image", () => {
  test("is that of the index that its tag names, hashed from the registry's bytes", async () => {
    const server = (await SourceServer.start()).at(MANIFEST, {
      body: INDEX,
      headers: { "docker-content-digest": DIGEST },
    });
    const { image, project } = await withRegistry(server);
    expect((await project.run()).lines).toEqual(["lock.json: 1 added", `  ${image} ${DIGEST} added`]);
    expect((await project.lock()).images).toEqual({
      [image]: { digest: DIGEST, verified: { by: "registry" } },
    });
    expect(server.requests[0]?.headers.accept).toContain("application/vnd.oci.image.index.v1+json");
  });

  test("is asked for with the token that the registry's challenge leads to", async () => {
    const server = await SourceServer.start();
    const challenge = `Bearer realm="${server.url}/token",service="registry",scope="repository:base/debian:pull"`;
    server.at(MANIFEST, { status: 401, headers: { "www-authenticate": challenge } }, INDEX);
    server.at(
      "/token?scope=repository%3Abase%2Fdebian%3Apull&service=registry",
      JSON.stringify({ token: "abc" }),
    );
    const { image, project } = await withRegistry(server);
    await project.run();
    expect((await project.lock()).images[image].digest).toBe(DIGEST);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      undefined,
      "Bearer abc",
    ]);
  });

  test("stops the run where the registry disagrees with itself", async () => {
    const other = `sha256:${"0".repeat(64)}`;
    const server = (await SourceServer.start()).at(MANIFEST, {
      body: INDEX,
      headers: { "docker-content-digest": other },
    });
    const { image, project } = await withRegistry(server);
    expect((await project.run()).error.replaceAll(server.url, "SERVER")).toBe(
      [
        "1 problem, nothing was written:",
        `${image}: the registry disagrees with itself`,
        `  ${other} by its Docker-Content-Digest`,
        `  ${DIGEST} by the bytes of SERVER${MANIFEST}`,
      ].join("\n"),
    );
  });

  test("is null, with the reason, where no registry answers, and the same in a second run", async () => {
    const server = await SourceServer.start();
    const { image, project } = await withRegistry(server);
    await project.run();
    expect((await project.lock()).images[image]).toEqual({
      digest: null,
      verified: { by: "nothing", source: `not pinned: ${server.url}${MANIFEST}: answers 404` },
    });
    const text = await project.text();
    server.at(MANIFEST, { status: 403 });
    expect((await project.run()).lines).toEqual([
      "lock.json: nothing to change",
      `${image}: not pinned: ${server.url}${MANIFEST}: answers 404`,
      "To pin it, write into lock.json at $.images:",
      pinOf(image),
    ]);
    expect(await project.text()).toBe(text);
    server.at(MANIFEST, INDEX);
    await project.run();
    expect((await project.lock()).images[image].digest).toBe(DIGEST);
  });

  test("stays while the tag moves, until --upgrade", async () => {
    const server = (await SourceServer.start()).at(MANIFEST, INDEX);
    const { image, project } = await withRegistry(server);
    await project.run();
    server.at(MANIFEST, `${INDEX} `);
    expect((await project.run()).lines).toEqual(["lock.json: nothing to change"]);
    await project.run(["--upgrade", image]);
    expect((await project.lock()).images[image].digest).toBe(`sha256:${hash("sha256", `${INDEX} `)}`);
  });
});

test.each([
  ["debian:bookworm-slim", "https://registry-1.docker.io", "library/debian", "bookworm-slim"],
  ["nvidia/cuda:12.1.1", "https://registry-1.docker.io", "nvidia/cuda", "12.1.1"],
  ["docker.io/debian:12", "https://registry-1.docker.io", "library/debian", "12"],
  ["docker.io/nvidia/cuda:12.1.1", "https://registry-1.docker.io", "nvidia/cuda", "12.1.1"],
  ["registry.example.com/base/debian:12", "https://registry.example.com", "base/debian", "12"],
  ["registry.example.com:5000/debian:12", "https://registry.example.com:5000", "debian", "12"],
  ["localhost/debian:12", "http://localhost", "debian", "12"],
  ["localhost:5000/debian:12", "http://localhost:5000", "debian", "12"],
  ["127.0.0.1:5000/debian:12", "http://127.0.0.1:5000", "debian", "12"],
])("%s is asked for where every engine would pull it", (reference, registry, repository, tag) => {
  expect(placeOf(reference)).toEqual({ registry, repository, tag });
});

const hasRegistry = spawnSync("docker-registry", ["--version"]).status === 0;

test.skipIf(!hasRegistry)(
  `Debian's docker-registry gives the digest of an index that was pushed to it${hasRegistry ? "" : ": skipped, the package docker-registry is not installed"}`,
  async () => {
    const registry = await startRegistry();
    const push = (body: string) =>
      fetch(`${registry}/v2/base/debian/manifests/bookworm-slim`, {
        method: "PUT",
        headers: { "content-type": "application/vnd.docker.distribution.manifest.list.v2+json" },
        body,
      });
    const list = JSON.stringify({
      schemaVersion: 2,
      mediaType: "application/vnd.docker.distribution.manifest.list.v2+json",
      manifests: [],
    });
    expect((await push(list)).status).toBe(201);
    const image = `${new URL(registry).host}/base/debian:bookworm-slim`;
    const project = await LockProject.make(await SourceServer.start(), ({ matrix, lock }) => {
      matrix.debian.image = image;
      delete lock.images;
    });
    expect((await project.run()).error).toBe("");
    expect((await project.lock()).images).toEqual({
      [image]: { digest: `sha256:${hash("sha256", list)}`, verified: { by: "registry" } },
    });
  },
);

/** Starts Debian's registry on the loopback interface. */
async function startRegistry(): Promise<string> {
  const folder = await temporaryFolder();
  const port = await freePort();
  await writeRegistryConfiguration(folder, `127.0.0.1:${port}`);
  const words = ["serve", join(folder, REGISTRY_CONFIGURATION)];
  const registry = spawn("docker-registry", words, { stdio: "ignore" });
  onTestFinished(async () => {
    registry.kill("SIGKILL");
    await once(registry, "exit");
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = async (): Promise<boolean> =>
    fetch(`${url}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 50));
  return url;
}
