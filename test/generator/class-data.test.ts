import { describe, expect, it } from "vitest";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { type Files, TEMPLATES, generated, textOf } from "./fixture";

const CORE = "docker/docker-intermediate/spark-4.1.1-core";
const without = ({ matrix }: Files): void => {
  matrix.java.classDataSharing = false;
};
const onJava21 = ({ matrix }: Files): void => {
  matrix.debian = { release: "trixie", image: "debian:trixie-slim" };
  matrix.java.version = 21;
  matrix.spark = ["4.1.1"];
};

const inCore = (file: string): string => `docker/docker-intermediate/SPARK-core/${file}`;
const OF_CORE = [
  "Dockerfile",
  "test.sh",
  "classes.txt",
  "entrypoint.sh",
  "share-classes.sh",
  "archive-classes.sh",
  "forget-addresses.pl",
].map(inCore);

describe("class-data sharing", () => {
  it("is there unless the matrix switches it off: in the Spark cores and the tests of their runtimes alone", () => {
    const [off, on] = [generated(without), generated()];
    const changed = [...on.values()].filter(({ path, content }) => off.get(path)?.content !== content);
    expect(changed.map(({ path }) => path.replace(/spark-\d.*?(?=-core|-jdk)/, "SPARK"))).toEqual([
      ...OF_CORE,
      ...OF_CORE,
      "docker/runtime/SPARK-jdk17/test.sh",
      "docker/runtime/SPARK-jdk17/test.sh",
      "docker/runtime/SPARK-jdk17-gpu/test.sh",
    ]);
    // What is advised differs: a Java that sharing was not tried with is refused where the matrix asks for it.
    const asked = generated(({ matrix }) => (matrix.java.classDataSharing = true));
    expect(
      [...asked.values()].filter(({ path, content }) => on.get(path)?.content !== content),
    ).toMatchObject([{ path: "docs/advice.md" }]);
  });

  it("is not there with a Spark line and a Java that nobody has tried it with, where the matrix does not say", () => {
    const files = generated(onJava21);
    expect(files.get(`${CORE}/classes.txt`)).toBeUndefined();
    expect(files.get(`${CORE}/Dockerfile`)?.content).not.toContain("archive-classes");
  });

  it("has a list of classes for each line that it was tried with, and all patches of a line have the same", () => {
    for (const { line } of KNOWLEDGE.spark.classDataSharing) {
      const list = TEMPLATES.render(`class-lists/${line}`, { sources: "matrix.json" });
      expect(list).toContain("\norg/apache/spark\n");
    }
    const [first, second] = ["4.1.0", "4.1.1"].map((version) =>
      textOf(`docker/docker-intermediate/spark-${version}-core/classes.txt`, ({ matrix }) => {
        matrix.spark = ["4.1.0", "4.1.1"];
        matrix.runtimes = [{ spark: "all", layers: ["jdbc-drivers"] }];
      }),
    );
    expect(second).toBe(first);
  });

  it("makes the archive in a stage without a network, and copies it as the last layer", () => {
    const lines = textOf(`${CORE}/Dockerfile`).split("\n");
    const copies = lines.filter((line) => line.startsWith("COPY --link"));
    expect(copies.at(-1)).toBe("COPY --link --from=archive /out/ /");
    expect(lines.filter((line) => line.startsWith("FROM "))).toEqual([
      "FROM ${DEBIAN_IMAGE} AS fetch",
      "FROM ${DEBIAN_IMAGE} AS scripts",
      "FROM ${BASE_IMAGE} AS spark",
      "FROM spark AS archive",
      "FROM spark",
    ]);
    const at = lines.indexOf("FROM spark AS archive");
    expect(lines.slice(at + 3, at + 10)).toEqual([
      "RUN --network=none \\",
      "    --mount=type=bind,source=archive-classes.sh,target=/tmp/archive-classes.sh \\",
      "    --mount=type=bind,source=classes.txt,target=/tmp/classes.txt \\",
      "    --mount=type=bind,source=forget-addresses.pl,target=/tmp/forget-addresses.pl \\",
      "    <<EOT",
      "set -eu",
      "bash /tmp/archive-classes.sh /tmp/classes.txt /tmp/forget-addresses.pl /out",
    ]);
  });
});
