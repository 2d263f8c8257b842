import { describe, expect, it } from "vitest";
import { generate } from "../../src/pipeline";
import { readFolder } from "../../src/plan";
import { type Files, ROOT, TEMPLATES, generated, textOf } from "./fixture";

const CORE = "docker/docker-intermediate/spark-4.1.1-core";
const EXAMPLE = "docker/docker-intermediate/spark-3.5.8-core";
const share = ({ matrix }: Files): void => {
  matrix.java.classDataSharing = true;
};

const inCore = (file: string): string => `docker/docker-intermediate/SPARK-core/${file}`;

describe("class-data sharing", () => {
  it("is off by default: no file differs from those of a matrix that says so", () => {
    expect(generated(({ matrix }) => (matrix.java.classDataSharing = false))).toEqual(generated());
  });

  it("changes the Spark cores and the tests of their runtimes, and no other file", () => {
    const [off, on] = [generated(), generated(share)];
    const changed = [...on.values()].filter(({ path, content }) => off.get(path)?.content !== content);
    expect(changed.map(({ path }) => path.replace(/spark-\d.*?(?=-core|-jdk)/, "SPARK"))).toEqual([
      ...["Dockerfile", "test.sh", "entrypoint.sh", "share-classes.sh", "archive-classes.sh"].map(inCore),
      ...["Dockerfile", "test.sh", "entrypoint.sh", "share-classes.sh", "archive-classes.sh"].map(inCore),
      "docker/runtime/SPARK-jdk17/test.sh",
      "docker/runtime/SPARK-jdk17/test.sh",
      "docker/runtime/SPARK-jdk17-gpu/test.sh",
    ]);
  });

  it("makes the archive in a stage without a network, and copies it as the last layer", () => {
    const lines = textOf(`${CORE}/Dockerfile`, share).split("\n");
    const copies = lines.filter((line) => line.startsWith("COPY --link"));
    expect(copies.at(-1)).toBe("COPY --link --from=archive /out/ /");
    expect(lines.filter((line) => line.startsWith("FROM "))).toEqual([
      "FROM ${DEBIAN_IMAGE} AS fetch",
      "FROM ${DEBIAN_IMAGE} AS scripts",
      "FROM ${BASE_IMAGE} AS spark",
      "FROM spark AS archive",
      "FROM spark",
    ]);
    expect(lines).toContain(
      "RUN --network=none --mount=type=bind,source=archive-classes.sh,target=/tmp/archive-classes.sh <<EOT",
    );
  });

  it.each(["Dockerfile", "entrypoint.sh", "share-classes.sh", "archive-classes.sh"])(
    "of the example has a %s that reads as its snapshot",
    async (file) => {
      const tree = generate(readFolder(ROOT, "examples/class-data-sharing"), TEMPLATES);
      const text = tree.find(({ path }) => path === `${EXAMPLE}/${file}`)?.content;
      await expect(text).toMatchFileSnapshot(`__files__/class-data-sharing/${file}`);
    },
  );
});
