import { describe, expect, test } from "vitest";
import type { Json } from "../generator/fixture";
import { LockProject, hash, jarOf } from "./lock-project";
import { SourceServer } from "./source-server";
import { serveWheels, wheelBytes } from "./wheel-index";

const OWN = "/postgresql/postgresql-42.7.1.jar";
const MAVEN = "/maven/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar";
const JAR = jarOf("driver");
const INDEX = '{"schemaVersion":2,"manifests":[]}';
const DIGEST = `sha256:${hash("sha256", INDEX)}`;
const MANIFEST = `/v2/base/debian/manifests/${DIGEST}`;
const NAME = "org.postgresql:postgresql:42.7.1";

/** A project whose lock holds what its server has: a driver, and nothing else that is asked for. */
async function verified(edit: (server: SourceServer) => void = () => {}) {
  const server = await SourceServer.start();
  server.at(OWN, JAR).at(MAVEN, JAR).at(MANIFEST, INDEX);
  const wheels = [
    { name: "six", version: "1.17.0" },
    { name: "py4j", version: "0.10.9.7" },
  ];
  serveWheels(server, wheels);
  edit(server);
  const project = await LockProject.make(server, ({ matrix, lock }) => {
    const image = `${new URL(server.url).host}/base/debian:bookworm-slim`;
    matrix.debian.image = image;
    lock.images = { [image]: { digest: DIGEST, verified: { by: "registry" } } };
    Object.assign(lock.jars[NAME], { sha256: hash("sha256", JAR), size: JAR.length });
    for (const wheel of wheels) {
      const file = `${wheel.name}-${wheel.version}-py3-none-any.whl`;
      const sha256 = hash("sha256", wheelBytes(wheel));
      Object.assign(lock.wheels["3.10"][wheel.name].files[0] as Json, {
        file,
        sha256,
        size: wheelBytes(wheel).length,
      });
    }
  });
  const before = await project.text();
  const { lines, code, error } = await project.run(["--verify"]);
  expect([error, await project.text()]).toEqual(["", before]);
  return {
    lines: lines.map((line) =>
      line.replaceAll(server.url, "SERVER").replaceAll(new URL(server.url).host, "HOST"),
    ),
    code,
  };
}

describe("lock --verify", () => {
  test("asks every source of every entry, and says which could not be reached", async () => {
    const { lines, code } = await verified();
    const spark = "SERVER/archive/spark/spark-3.5.8";
    const closer = "SERVER/closer/spark/spark-3.5.8";
    const python = (machine: string) =>
      `SERVER/python/20260814/cpython-3.10.21%2B20260814-${machine}-unknown-linux-gnu-install_only_stripped.tar.gz`;
    const answers = lines.filter((line) => /^(ok|differs|unreachable)/.test(line)).sort();
    expect(answers).toEqual([
      `ok          HOST/base/debian:bookworm-slim SERVER${MANIFEST}`,
      `ok          ${NAME} SERVER${MAVEN}`,
      `ok          ${NAME} SERVER${OWN}`,
      "ok          py4j 0.10.9.7 (any, Python 3.10) SERVER/files/py4j-0.10.9.7-py3-none-any.whl",
      "ok          six 1.17.0 (any, Python 3.10) SERVER/files/six-1.17.0-py3-none-any.whl",
      `unreachable pyspark:3.5.8 ${spark}/pyspark-3.5.8.tar.gz: answers 404`,
      `unreachable pyspark:3.5.8 ${closer}/pyspark-3.5.8.tar.gz?action=download: answers 404`,
      `unreachable python:3.10 (amd64) ${python("x86_64")}: answers 404`,
      `unreachable python:3.10 (arm64) ${python("aarch64")}: answers 404`,
      `unreachable spark:3.5.8 ${spark}/spark-3.5.8-bin-hadoop3.tgz: answers 404`,
      `unreachable spark:3.5.8 ${closer}/spark-3.5.8-bin-hadoop3.tgz?action=download: answers 404`,
    ]);
    expect(lines.slice(-5)).toEqual([
      "5 ok, 0 differ, 6 unreachable",
      "no source answered: pyspark:3.5.8",
      "no source answered: python:3.10 (amd64)",
      "no source answered: python:3.10 (arm64)",
      "no source answered: spark:3.5.8",
    ]);
    expect(code).toBe(3);
  });

  test.each<[string, (server: SourceServer) => void, string]>([
    [
      "a source has other bytes",
      (server) => server.at(MAVEN, jarOf("DRIVER")),
      `differs     ${NAME} SERVER${MAVEN}: sha256 ${hash("sha256", JAR)} in the lock, ${hash("sha256", jarOf("DRIVER"))} there`,
    ],
    [
      "the index has another wheel",
      (server) => serveWheels(server, [{ name: "six", version: "1.17.0", metadata: ["Summary: other"] }]),
      `differs     six 1.17.0 (any, Python 3.10) SERVER/files/six-1.17.0-py3-none-any.whl: sha256 ${hash("sha256", wheelBytes({ name: "six", version: "1.17.0" }))} in the lock, ${hash("sha256", wheelBytes({ name: "six", version: "1.17.0", metadata: ["Summary: other"] }))} there`,
    ],
    [
      "a registry has another manifest under the digest",
      (server) => server.at(MANIFEST, `${INDEX} `),
      `differs     HOST/base/debian:bookworm-slim SERVER${MANIFEST}: ${DIGEST} in the lock, sha256:${hash("sha256", `${INDEX} `)} there`,
    ],
  ])("ends with 1 where %s", async (_, edit, line) => {
    const { lines, code } = await verified(edit);
    expect(lines).toContain(line);
    expect(code).toBe(1);
  });

  test("calls a wheel that the index no longer lists unreachable", async () => {
    const { lines } = await verified((server) => serveWheels(server, [{ name: "six", version: "1.18.0" }]));
    expect(lines).toContain(
      "unreachable six 1.17.0 (any, Python 3.10) index: does not list six-1.17.0-py3-none-any.whl",
    );
  });
});
