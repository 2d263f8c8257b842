import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Json } from "../generator/fixture";
import { LockProject, jarOf, pomOf } from "./lock-project";
import { hasTools, locked, reason } from "./locked-wheels";
import { SourceServer } from "./source-server";

const OLD = "org.postgresql:postgresql:42.7.1";

/** A lock as git leaves it where two branches changed one entry: the lines that differ, between markers. */
function conflicted(ours: string, theirs: string): string {
  const [left, right] = [ours.split("\n"), theirs.split("\n")];
  const start = left.findIndex((line, index) => line !== right[index]);
  const tail = left.toReversed().findIndex((line, index) => line !== right.at(-1 - index));
  const ends = [left.length - tail, right.length - tail];
  return [
    ...left.slice(0, start),
    "<<<<<<< HEAD",
    ...left.slice(start, ends[0]),
    "||||||| 0a1b2c3",
    "  what both came from",
    "=======",
    ...right.slice(start, ends[1]),
    ">>>>>>> feature",
    ...left.slice(ends[0]),
  ].join("\n");
}

/** A project whose lock has conflict markers. */
async function merging(change: (lock: Json) => void) {
  const project = await LockProject.make(await SourceServer.start());
  const ours = await project.text();
  const lock = await project.lock();
  change(lock);
  await project.write("lock.json", lock);
  await writeFile(join(project.folder, "lock.json"), conflicted(ours, await project.text()));
  return { project, ours };
}

describe("a lock with conflict markers", () => {
  test("is made of what either side has, so that nothing has to be asked for again", async () => {
    const { project, ours } = await merging((lock) => {
      lock.jars["com.example:other:1.0"] = { ...lock.jars[OLD], file: "other-1.0.jar" };
    });
    expect(await project.run()).toEqual({
      lines: [
        "lock.json has conflict markers: what either side has is taken",
        "lock.json: 1 removed",
        "  com.example:other 1.0 removed",
      ],
      code: 0,
      error: "",
    });
    expect([await project.text(), project.server.seen]).toEqual([ours, []]);
  });

  test("keeps our words where the sides differ in them alone, and our pin of what has no fixed version", async () => {
    const { project, ours } = await merging((lock) => {
      lock.jars[OLD].license = "MIT";
      lock.python["3.10"].version = "3.10.20";
      lock.images["debian:bookworm-slim"].digest = `sha256:${"b".repeat(64)}`;
    });
    expect((await project.run()).lines).toEqual([
      "lock.json has conflict markers: what either side has is taken",
      "lock.json: nothing to change",
    ]);
    expect(await project.text()).toBe(ours);
  });

  test("asks the sources again where the sides have different checksums of one version", async () => {
    const { project } = await merging((lock) => (lock.jars[OLD].sha256 = "0".repeat(64)));
    const jar = jarOf("the driver");
    project.server
      .at("/postgresql/postgresql-42.7.1.jar", jar)
      .at("/maven/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.pom", pomOf("BSD-2-Clause"));
    const { lines } = await project.run();
    expect(lines[0]).toBe(
      `lock.json has conflict markers: what either side has is taken; asked for again: ${OLD}`,
    );
    expect((await project.lock()).jars[OLD].size).toBe(jar.length);
  });

  test("is stale by --check, which writes nothing", async () => {
    const { project } = await merging((lock) => (lock.jars[OLD].license = "MIT"));
    const text = await project.text();
    expect(await project.run(["--check"])).toEqual({
      lines: [
        "lock.json has conflict markers: what either side has is taken",
        "stale: lock.json has conflict markers",
        "lock.json was held against matrix.json: it is not what it asks for: run npx projen lock",
      ],
      code: 1,
      error: "",
    });
    expect(await project.text()).toBe(text);
  });

  test.each([
    ["is no lock on either side", "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> feature\n"],
    ["has an end of a conflict alone", '{\n>>>>>>> feature\n"jars": {}'],
  ])("is made anew where it %s", async (_, text) => {
    const { project } = await merging(() => {});
    await writeFile(join(project.folder, "lock.json"), text);
    const { lines, error } = await project.run();
    expect(lines[0]).toBe(
      "lock.json has conflict markers, and neither side of them is a lock: it is made anew",
    );
    expect(error).toContain("nothing was written:");
    expect(error).not.toMatch(/^ +at /m);
  });

  test("takes the side that is a lock where the other is none", async () => {
    const { project, ours } = await merging(() => {});
    const text = `<<<<<<< HEAD\nours\n=======\n${ours}>>>>>>> feature\n`;
    await writeFile(join(project.folder, "lock.json"), text);
    expect((await project.run()).lines).toEqual([
      "lock.json has conflict markers: the side that can be read is taken",
      "lock.json: nothing to change",
    ]);
    expect(await project.text()).toBe(ours);
  });
});

describe.skipIf(!hasTools)(`wheels between conflict markers${reason}`, () => {
  test("are resolved again, with our pins first", async () => {
    const wheels = ["1.16.0", "1.17.0"].map((version) => ({ name: "six", version }));
    const { project, run } = await locked(wheels);
    const ours = await project.text();
    const theirs = ours.replaceAll("six-1.17.0", "six-1.16.0").replaceAll('"1.17.0"', '"1.16.0"');
    await writeFile(join(project.folder, "lock.json"), conflicted(ours, theirs));
    expect((await run()).lines).toEqual([
      "lock.json has conflict markers: what either side has is taken; asked for again: the wheels of Python 3.10",
      "lock.json: nothing to change",
    ]);
    expect(await project.text()).toBe(ours);
  });
});
