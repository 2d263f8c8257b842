import { describe, expect, test } from "vitest";
import type { Json } from "../generator/fixture";
import { hash } from "./lock-project";
import { PY4J, hasTools, locked, reason } from "./locked-wheels";
import { type TinyWheel, serveWheels, wheelBytes, wheelFile } from "./wheel-index";

const SIX = { name: "six", version: "1.17.0" };
const linux = (machine: string) => `cp310-cp310-manylinux_2_17_${machine}.manylinux2014_${machine}`;

const fileOf = (wheel: TinyWheel, platform = "any") => {
  const [file, sha256] = [wheelFile(wheel), hash("sha256", wheelBytes(wheel))];
  return { file, platform, sha256, size: null, verified: { by: "index" } };
};

describe.skipIf(!hasTools)(`wheels${reason}`, () => {
  test("are locked with their files, hashes, licence, groups and who requires them", async () => {
    const dep: TinyWheel = { name: "the-dep", version: "2.0", metadata: ["License: BSD 3-Clause License"] };
    const top: TinyWheel = { name: "top", version: "1.0", requires: ["the-dep>=1"] };
    const { wheels } = await locked([SIX, dep, top], (matrix) => {
      matrix.python.base = ["six"];
      matrix.python.iceberg = ["top", "six"];
    });
    const pin = (wheel: TinyWheel, groups: string[], requiredBy: string[], license = "MIT") => {
      return { version: wheel.version, groups, requiredBy, license, files: [fileOf(wheel)] };
    };
    expect(await wheels()).toEqual({
      py4j: pin(PY4J, ["base"], ["pyspark"]),
      six: pin(SIX, ["base", "iceberg"], []),
      "the-dep": pin(dep, ["iceberg"], ["top"], "BSD-3-Clause"),
      top: pin(top, ["iceberg"], []),
    });
  });

  test("are chosen for each platform, the version being one that both have", async () => {
    const native = (version: string, machine: string): TinyWheel => ({
      name: "native",
      version,
      tags: linux(machine),
    });
    const files = [native("1.0", "x86_64"), native("1.0", "aarch64")];
    const { wheels } = await locked(files, (matrix) => (matrix.python.base = ["native"]));
    const [amd64, arm64] = files as [TinyWheel, TinyWheel];
    expect((await wheels()).native.files).toEqual([fileOf(amd64, "amd64"), fileOf(arm64, "arm64")]);
  });

  test("keep their versions when a newer one appears, and move by --upgrade NAME, alone", async () => {
    const [newSix, other, newOther] = [
      { ...SIX, version: "1.18.0" },
      { name: "other", version: "1.0" },
      { name: "other", version: "2.0" },
    ];
    const both = (matrix: Json) => void (matrix.python.base = ["six", "other"]);
    const { server, run, wheels } = await locked([SIX, other], both);
    serveWheels(server, [PY4J, SIX, newSix, other, newOther]);
    const versions = async () => Object.values<Json>(await wheels()).map(({ version }) => version);
    expect((await run()).lines).toEqual(["lock.json: nothing to change"]);
    await run(["--upgrade", "six"]);
    expect(await versions()).toEqual(["1.0", "0.10.9.7", "1.18.0"]);
    await run(["--upgrade"]);
    expect(await versions()).toEqual(["2.0", "0.10.9.7", "1.18.0"]);
  });

  test("move no further than a new requirement needs", async () => {
    const [old, middle, newest] = ["1.16.0", "1.17.0", "1.18.0"].map((version) => ({ name: "six", version }));
    const other = { name: "other", version: "1.0", requires: ["six<1.18"] };
    const { server, project, run, wheels } = await locked([old as TinyWheel]);
    serveWheels(server, [PY4J, old, middle, newest, other] as TinyWheel[]);
    await project.edit((matrix) => (matrix.python.base = ["six>=1.17", "other"]));
    const { lines } = await run();
    expect(lines).toEqual(["lock.json: 1 moved, 1 added", "  other 1.0 added", "  six 1.16.0 → 1.17.0"]);
    expect((await wheels()).six.requiredBy).toEqual(["other"]);
  });

  test("that nothing fits stop the run, with what uv says, and the lock stays", async () => {
    const { server, project, run } = await locked([SIX]);
    const text = await project.text();
    serveWheels(server, [PY4J, SIX, { name: "other", version: "1.0", requires: ["six>=9"] }]);
    await project.edit((matrix) => (matrix.python.base = ["six", "other"]));
    const { error } = await run();
    expect(error).toMatch(
      /^1 problem, nothing was written:\nwheels of Python 3\.10: no versions fit\n {2}Because .*six>=9/,
    );
    expect(await project.text()).toBe(text);
  });

  test("that the index has with other bytes for the same version stop the run", async () => {
    const { server, run } = await locked([SIX]);
    const changed = { ...SIX, metadata: ["License-Expression: MIT", "Summary: changed"] };
    serveWheels(server, [PY4J, changed]);
    const { error } = await run(["--upgrade", "six"]);
    expect(error).toBe(
      [
        "1 problem, nothing was written:",
        "six: its checksum changed although its version did not: an attack, or another release under the same name",
        `  sha256 ${hash("sha256", wheelBytes(SIX))} of six-1.17.0-py3-none-any.whl by the lock, which the index does not have`,
        "  to take it all the same: npx projen lock --accept-changed six",
      ].join("\n"),
    );
    expect((await run(["--accept-changed", "six"])).lines).toEqual([
      "lock.json: 1 with the same version",
      "  six 1.17.0: another checksum",
    ]);
  });

  test("of source packages alone are none", async () => {
    const { server, project, run } = await locked([SIX]);
    server.at("/simple/only-source/", `<a href="/files/only_source-1.0.tar.gz">only_source-1.0.tar.gz</a>`);
    await project.edit((matrix) => (matrix.python.base = ["only-source"]));
    expect((await run()).error).toContain("only-source");
  });

  test("of several Pythons are resolved each for itself", async () => {
    const forOld: TinyWheel = { name: "six", version: "1.16.0" };
    const forNew: TinyWheel = {
      name: "six",
      version: "1.18.0",
      metadata: ["License-Expression: MIT", "Requires-Python: >=3.11"],
    };
    const { project, run } = await locked([forOld, forNew]);
    expect((await project.lock()).wheels["3.10"].six.version).toBe("1.16.0");
    const lock = await project.lock();
    const build = JSON.parse(JSON.stringify(lock.python["3.10"]).replaceAll("3.10.21", "3.11.16"));
    await project.write("lock.json", { ...lock, python: { ...lock.python, "3.11": build } });
    await project.edit((matrix) => (matrix.python.version = ["3.10", "3.11"]));
    expect((await run()).error).toBe("");
    const { wheels } = await project.lock();
    expect([wheels["3.10"].six.version, wheels["3.11"].six.version]).toEqual(["1.16.0", "1.18.0"]);
  });
});
