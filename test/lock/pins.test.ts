import { describe, expect, test } from "vitest";
import type { Json } from "../generator/fixture";
import { PY4J, hasTools, locked, reason } from "./locked-wheels";
import { type TinyWheel, serveWheels } from "./wheel-index";

const wheel = (name: string, version: string, ...requires: string[]): TinyWheel => {
  return { name, version, requires };
};

/** The wheels of the case that was met: the newest boto3 needs another botocore than aiobotocore binds. */
const S3FS = [
  wheel("s3fs", "0.4.2", "botocore>=1.12"),
  wheel("s3fs", "2026.8.0", "aiobotocore==3.9.0"),
  wheel("s3fs", "2026.9.0", "aiobotocore==3.10.0"),
];
const AIOBOTOCORE = [
  wheel("aiobotocore", "3.9.0", "botocore==1.43.100"),
  wheel("aiobotocore", "3.10.0", "botocore==1.43.117"),
];
const BOTOCORE = ["1.43.100", "1.43.117", "1.44.8"].map((version) => wheel("botocore", version));
const BOTO3 = ["1.43.100", "1.43.117", "1.44.8"].map((version) =>
  wheel("boto3", version, `botocore==${version}`),
);
const ALL = [...S3FS, ...AIOBOTOCORE, ...BOTOCORE, ...BOTO3];

/** A project that has s3fs 2026.9.0 and all that it needs. */
async function withS3fs(more: readonly TinyWheel[] = []) {
  const made = await locked([...ALL, ...more], (matrix) => (matrix.python.base = ["s3fs"]));
  const versions = async () =>
    Object.entries<Json>(await made.wheels()).map(([name, { version }]) => `${name} ${version}`);
  const ask = (...requirements: string[]) =>
    made.project.edit((matrix) => (matrix.python.base = ["s3fs", ...requirements]));
  return { ...made, versions, ask };
}

describe.skipIf(!hasTools)(`pins of wheels${reason}`, () => {
  test("all stay where some version of a new requirement goes with them", async () => {
    const { run, ask, versions } = await withS3fs();
    await ask("boto3");
    expect((await run()).lines).toEqual([
      "lock.json: 1 added, 1 with the same version",
      "  boto3 1.43.117 added",
      "  botocore 1.43.117: required by aiobotocore → aiobotocore, boto3",
    ]);
    expect(await versions()).toEqual([
      "aiobotocore 3.10.0",
      "boto3 1.43.117",
      "botocore 1.43.117",
      "py4j 0.10.9.7",
      "s3fs 2026.9.0",
    ]);
  });

  test("that would go down stop the run, with what they are and why, until each is allowed to", async () => {
    const { project, run, ask } = await withS3fs();
    const text = await project.text();
    await ask("boto3<1.43.117");
    const { code, error } = await run();
    expect([code, error, await project.text()]).toEqual([
      undefined,
      [
        "1 problem, nothing was written:",
        "wheels of Python 3.10: 3 packages would go down",
        "  aiobotocore 3.10.0 → 3.9.0",
        "  botocore 1.43.117 → 1.43.100",
        "  s3fs 2026.9.0 → 2026.8.0",
        "since no resolution keeps botocore 1.43.117",
        "since no resolution keeps s3fs 2026.9.0",
        "to take it: npx projen lock --allow-downgrade aiobotocore --allow-downgrade botocore --allow-downgrade s3fs; to keep it: ask for other versions in the matrix",
      ].join("\n"),
      text,
    ]);
    const consent = ["aiobotocore", "botocore"].flatMap((name) => ["--allow-downgrade", name]);
    expect((await run(consent)).error).toContain("a package would go down\n  s3fs 2026.9.0 → 2026.8.0\nwith");
    expect((await run([...consent, "--allow-downgrade", "s3fs"])).lines).toEqual([
      "lock.json: 3 moved, 1 added",
      "  aiobotocore 3.10.0 → 3.9.0",
      "  boto3 1.43.100 added",
      "  botocore 1.43.117 → 1.43.100",
      "  s3fs 2026.9.0 → 2026.8.0",
    ]);
  });

  test("are released where they must be, and no others, though newer versions are there", async () => {
    const { server, project, run } = await locked(
      [wheel("a", "1.0", "b"), wheel("b", "1.0"), wheel("c", "1.0"), wheel("d", "1.0")],
      (matrix) => (matrix.python.base = ["a", "c", "d"]),
    );
    const newer = [wheel("a", "2.0", "b>=2"), wheel("b", "2.0"), wheel("c", "2.0"), wheel("d", "2.0")];
    serveWheels(server, [
      PY4J,
      ...["a", "b", "c", "d"].flatMap((name) => [
        wheel(name, "1.0", ...(name === "a" ? ["b"] : [])),
        newer.find((other) => other.name === name) as TinyWheel,
      ]),
    ]);
    await project.edit((matrix) => (matrix.python.base = ["a>=2", "c", "d"]));
    expect((await run()).lines).toEqual(["lock.json: 2 moved", "  a 1.0 → 2.0", "  b 1.0 → 2.0"]);
  });

  test("go up rather than down where as few move either way", async () => {
    const pair = (version: string, other: string) => wheel("left", version, `right==${other}`);
    const wheels = [
      pair("2.0", "2.0"),
      pair("3.0", "3.0"),
      pair("1.0", "3.0"),
      wheel("new", "1.0", "right>=3"),
    ];
    const rights = ["2.0", "3.0"].map((version) => wheel("right", version));
    const { project, run } = await locked([...wheels, ...rights], (matrix) => {
      matrix.python.base = ["left==2.0"];
    });
    await project.edit((matrix) => (matrix.python.base = ["left!=3.0,>=1", "new"]));
    expect((await run()).error).toContain("left 2.0 → 1.0");
    await project.edit((matrix) => (matrix.python.base = ["left", "new"]));
    expect((await run()).lines).toEqual([
      "lock.json: 2 moved, 1 added",
      "  left 2.0 → 3.0",
      "  new 1.0 added",
      "  right 2.0 → 3.0",
    ]);
  });

  test("that the index no longer has are released", async () => {
    const { server, run, ask, versions } = await withS3fs([wheel("other", "1.0")]);
    const without = ALL.filter(({ name, version }) => name !== "s3fs" || version !== "2026.9.0");
    serveWheels(server, [PY4J, ...without, wheel("other", "1.0")]);
    await ask("other");
    expect((await run()).error).toContain("  s3fs 2026.9.0 → ");
    expect(await versions()).not.toContain("other 1.0");
  });

  test("stay what they are by download, whatever else moves, and are those of a Python that comes in its place", async () => {
    const { server, project, run } = await locked([wheel("six", "1.17.0")]);
    const lock = await project.lock();
    lock.wheels["3.10"].six.files[0].verified = { by: "download" };
    const build = JSON.parse(JSON.stringify(lock.python["3.10"]).replaceAll("3.10.21", "3.11.16"));
    await project.write("lock.json", { ...lock, python: { "3.11": build } });
    serveWheels(server, [PY4J, wheel("six", "1.17.0"), wheel("six", "1.18.0"), wheel("other", "1.0")]);
    await project.edit((matrix) => {
      matrix.python.version = "3.11";
      matrix.python.base = ["six", "other"];
    });
    expect((await run()).lines).toEqual([
      "lock.json: 1 added, 2 with the same version",
      "  other 1.0 added (Python 3.11)",
      "  py4j 0.10.9.7 (Python 3.10 → 3.11): the same files",
      "  six 1.17.0 (Python 3.10 → 3.11): the same files",
    ]);
    expect((await project.lock()).wheels["3.11"].six.files[0].verified).toEqual({ by: "download" });
  });

  test("stay where the index fails in the middle of it, and the reason comes first", async () => {
    const { server, project, run, ask } = await withS3fs();
    const text = await project.text();
    await ask("boto3");
    const headers = { "content-type": "application/vnd.pypi.simple.v1+json" };
    server.at("/simple/botocore/", { body: "{", headers });
    const { error } = await run();
    expect(error.replaceAll(server.url, "SERVER").split("\n").slice(0, 2)).toEqual([
      "1 problem, nothing was written:",
      "wheels of Python 3.10 for amd64: Received some unexpected JSON from `SERVER/simple/botocore/`",
    ]);
    expect(await project.text()).toBe(text);
  });
});
