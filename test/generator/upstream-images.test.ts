import { expect, test } from "vitest";
import { problems, textOf } from "./fixture";

const DIGEST = `sha256:${"a".repeat(64)}`;
const CUDA = "nvidia/cuda:12.1.1-runtime-ubuntu22.04";
const pinned = (digest: string | null) => ({ digest, verified: { by: digest ? "registry" : "nothing" } });

test("an image whose digest the lock has is taken by it, wherever it is named", () => {
  const edit = ({ lock }: { lock: { images?: object } }) =>
    void (lock.images = { "debian:bookworm-slim": pinned(DIGEST), [CUDA]: pinned(DIGEST) });
  for (const folder of [
    "docker-base/jdk-17",
    "docker-base/python-3.10",
    "docker-intermediate/jdbc-drivers",
  ]) {
    expect(textOf(`docker/${folder}/Dockerfile`, edit)).toContain(
      `\nARG DEBIAN_IMAGE=debian:bookworm-slim@${DIGEST}\n`,
    );
  }
  expect(textOf("docker/docker-base/cuda-12.1/Dockerfile", edit)).toContain(
    `\nARG CUDA_IMAGE=${CUDA}@${DIGEST}\n`,
  );
});

test("the label that names the base says its tag, not its digest", () => {
  const jdk = textOf("docker/docker-base/jdk-17/Dockerfile", ({ lock }) => {
    lock.images = { "debian:bookworm-slim": pinned(DIGEST) };
  });
  expect(jdk).toContain('org.opencontainers.image.base.name="debian:bookworm-slim"\n');
});

test.each([
  ["says that it is not pinned", { "debian:bookworm-slim": pinned(null) }],
  ["does not have it", {}],
  ["has no images", undefined],
])("an image is taken by its tag where the lock %s", (_, images) => {
  const jdk = textOf("docker/docker-base/jdk-17/Dockerfile", ({ lock }) => (lock.images = images));
  expect(jdk).toContain("\nARG DEBIAN_IMAGE=debian:bookworm-slim\n");
});

test("a digest that is none is refused", () => {
  const lines = problems(({ lock }) => (lock.images = { "debian:bookworm-slim": pinned("sha256:abc") }));
  expect(lines).toEqual([
    'lock.json $.images["debian:bookworm-slim"].digest: found "sha256:abc"; allowed: sha256: and 64 lower-case hexadecimal digits, or null where no registry answered; fix: write one of the allowed values',
  ]);
});
