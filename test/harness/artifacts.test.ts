import { expect, test } from "vitest";
import { inBatches } from "../../harness/artifacts/batches";
import { mavenPath } from "../../harness/artifacts/maven";
import { wheelOptions } from "../../harness/artifacts/pip-download";
import { readMirrors } from "../../harness/debian-packages";
import { fullName } from "../../harness/stand-ins/cuda";

test("a jar's path follows Maven's layout", () => {
  const jar = { coordinates: "com.oracle.database.jdbc:ojdbc11:21.11.0.0", file: "ojdbc11-21.11.0.0.jar" };
  expect(mavenPath(jar)).toBe("com/oracle/database/jdbc/ojdbc11/21.11.0.0/ojdbc11-21.11.0.0.jar");
});

test("coordinates without a version are refused", () => {
  expect(() => mavenPath({ coordinates: "com.oracle:ojdbc11", file: "x.jar" })).toThrow(
    new Error('lock.json: jars: found "com.oracle:ojdbc11", allowed group:artifact:version.'),
  );
});

test("wheels are chosen for CPython 3.10 on glibc 2.28 or older", () => {
  const options = wheelOptions("3.10");
  expect(options.slice(0, 6)).toEqual([
    "--only-binary",
    ":all:",
    "--implementation",
    "cp",
    "--python-version",
    "3.10",
  ]);
  expect(options).toContain("manylinux_2_28_x86_64");
  expect(options).toContain("manylinux2014_x86_64");
  expect(options.join(" ")).not.toContain("manylinux_2_29");
});

const sized = (...sizes: (number | null)[]) => sizes.map((size) => ({ size }));

test.each([
  ["nothing", [], []],
  ["by count", sized(1, 1, 1, 1, 1), [3, 2]],
  ["by size", sized(60, 30, 20, 90), [2, 1, 1]],
  ["one download larger than a batch alone", sized(1, 500, 1), [1, 1, 1]],
  ["unknown sizes by count", sized(null, null, null, null), [3, 1]],
])("downloads are split into batches: %s", (_, downloads, lengths) => {
  const batches = inBatches(downloads, { count: 3, bytes: 100 });
  expect(batches.map((batch) => batch.length)).toEqual(lengths);
  expect(batches.flat()).toEqual(downloads);
});

const PRINTED = `'http://mirror.example/debian/dists/bookworm/InRelease' mirror.example_debian_dists_bookworm_InRelease 0
'http://mirror.example/debian/dists/bookworm-updates/InRelease' x 0
'http://mirror.example/security/dists/bookworm-security/InRelease' x 0
'https://other.example/apt/dists/other-bookworm/InRelease' x 0
'http://mirror.example/debian/dists/bookworm/main/binary-amd64/Packages.xz' x 0
`;

test("Debian's mirrors are those of the machine's apt, whatever else it has", () => {
  expect(readMirrors(PRINTED, "bookworm")).toEqual({
    archive: "http://mirror.example/debian",
    security: "http://mirror.example/security",
  });
});

test("a machine without security updates has no mirror for them", () => {
  expect(
    readMirrors("'http://a/debian/dists/bookworm/InRelease' x 0\n", "bookworm").security,
  ).toBeUndefined();
});

test("apt sources without the machine's suite are an error that names what was found", () => {
  expect(() => readMirrors("'http://a/dists/nodistro/InRelease' x 0\n", "bookworm")).toThrow(
    new Error(
      "apt's sources have no suite \"bookworm\" (found: nodistro): add Debian's own archive to them.",
    ),
  );
});

test.each([
  ["libcudart.so.12", "12.1.105", "libcudart.so.12.1.105"],
  ["libnvrtc-builtins.so.12.1", "12.1.105", "libnvrtc-builtins.so.12.1.105"],
  ["libnvToolsExt.so.1", "12.1.105", "libnvToolsExt.so.1"],
])("the library %s of %s is the file %s", (soname, version, file) => {
  expect(fullName(soname, version)).toBe(file);
});
