import { describe, expect, it } from "vitest";
import { type Files, generated, problems } from "./fixture";

const TIME = "20261101T000000Z";
const ARCHIVE = "http://mirror.example.com/snapshot/archive";
const pinned = ({ matrix }: Files): void => {
  matrix.debian.snapshot = TIME;
  matrix.mirrors = { debianSnapshot: ARCHIVE };
};

const dockerfiles = (edit?: (files: Files) => void): readonly string[] =>
  [...generated(edit).values()]
    .filter(({ path }) => path.endsWith("Dockerfile"))
    .map(({ content }) => content);

describe("a time of Debian's archive", () => {
  it("is where every step of apt takes its packages from, by a build argument, and apt minds no age", () => {
    const stages = dockerfiles(pinned)
      .flatMap((text) => text.split(/^FROM /m))
      .filter((stage) => stage.includes("apt-get"));
    expect(stages.length).toBeGreaterThan(5);
    for (const stage of stages) {
      expect(stage).toContain(`ARG DEBIAN_SNAPSHOT_URL=${ARCHIVE}\n`);
      expect(stage).toContain(`debian/${TIME}/@bookworm debian/${TIME}/@bookworm-updates`);
      expect(stage).toContain(`debian-security/${TIME}/@bookworm-security`);
      expect(stage).toContain("-o Dir::Etc::sourceparts=- -o Acquire::Check-Valid-Until=false");
    }
  });

  it("is in no Dockerfile of a matrix without it, also where an archive is named", () => {
    const plain = dockerfiles();
    expect(plain.join("\n")).not.toMatch(/snapshot/i);
    expect(dockerfiles(({ matrix }) => (matrix.mirrors = { debianSnapshot: ARCHIVE }))).toEqual(plain);
  });

  it.each([undefined, {}, { debianSnapshot: "" }])("is refused without an archive: %j", (mirrors) => {
    const found = problems(({ matrix }) => {
      matrix.debian.snapshot = TIME;
      if (mirrors) matrix.mirrors = mirrors;
    });
    expect(found).toEqual([
      `matrix.json $.debian.snapshot: found "${TIME}" without an archive; allowed: a time beside $.mirrors.debianSnapshot; fix: add $.mirrors.debianSnapshot, the URL of an archive of Debian's packages, or remove it here`,
    ]);
  });

  it("is refused for a day that is in no calendar", () => {
    const found = problems((files) => {
      pinned(files);
      files.matrix.debian.snapshot = "20260231T000000Z";
    });
    expect(found).toEqual([
      'matrix.json $.debian.snapshot: found "20260231T000000Z", whose day is in no calendar; allowed: a time in UTC, such as 20261101T000000Z; fix: write a day that there was',
    ]);
  });

  it.each([
    "20261101",
    "2026-11-01T00:00:00Z",
    "20261301T000000Z",
    "20261101T240000Z",
    "20261101T000000Z\n",
    20261101,
  ])("is refused where it is not written as one: %j", (snapshot) => {
    const [line, ...more] = problems((files) => {
      pinned(files);
      files.matrix.debian.snapshot = snapshot;
    });
    expect(line).toMatch(
      /^matrix\.json \$\.debian\.snapshot: found .* a time in UTC, such as 20261101T000000Z; fix: /,
    );
    expect(more).toEqual([]);
  });

  it.each([
    "https://user:secret@a.example.com",
    "file:///srv/debian",
    "http://a.example.com/b/",
    "http://a.example.com/$(id)",
  ])("has an archive over http or https, without credentials: not %s", (debianSnapshot) => {
    const found = problems((files) => {
      pinned(files);
      files.matrix.mirrors = { debianSnapshot };
    });
    expect(found).toEqual([expect.stringMatching(/^matrix\.json \$\.mirrors\.debianSnapshot: found /)]);
  });
});
