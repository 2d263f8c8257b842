import { describe, expect, test } from "vitest";
import { summaryOf } from "../../commands/lock/summary";
import type { Json } from "../generator/fixture";
import { wholeLock } from "./lock-project";

/** What is said of an edit of a lock, without the head. */
function saidOf(edit: (lock: Json) => void): readonly string[] {
  const [before, after] = [wholeLock("https://example.com"), wholeLock("https://example.com")];
  edit(after);
  return summaryOf("lock.json", JSON.stringify(before), JSON.stringify(after));
}

const DRIVER = "org.postgresql:postgresql:42.7.1";

describe("the summary of what became of a lock", () => {
  test.each<[string, (lock: Json) => void, string[]]>([
    ["is one line where nothing did", () => {}, ["lock.json: nothing to change"]],
    [
      "has one line for a package that moved, and says that its checksum is less sure",
      ({ wheels }) => {
        const [file] = wheels["3.10"].six.files;
        wheels["3.10"].six.version = "1.18.0";
        wheels["3.10"].six.files = [{ ...file, sha256: "5".repeat(64), verified: { by: "published" } }];
      },
      [
        "lock.json: 1 moved",
        "  six 1.17.0 → 1.18.0; its checksum is less sure: by published, before by index",
      ],
    ],
    [
      "says precisely what changed of a version that stayed",
      ({ wheels }) => {
        Object.assign(wheels["3.10"].six, { groups: ["base", "iceberg"], requiredBy: ["other"] });
        wheels["3.10"].py4j.files[0].sha256 = "9".repeat(64);
      },
      [
        "lock.json: 2 with the same version",
        "  py4j 0.10.9.7: another checksum",
        "  six 1.17.0: groups base → base, iceberg; required by none → other",
      ],
    ],
    [
      "pairs a version that went with the one that came, of every kind",
      (lock) => {
        lock.jars = { "org.postgresql:postgresql:42.7.14": lock.jars[DRIVER] };
        lock.spark = { "3.5.9": lock.spark["3.5.8"] };
        lock.python["3.10"].version = "3.10.22";
        lock.images["debian:bookworm-slim"].digest = null;
      },
      [
        "lock.json: 4 moved",
        `  debian:bookworm-slim sha256:${"a".repeat(64)} → without a digest`,
        "  org.postgresql:postgresql 42.7.1 → 42.7.14",
        "  python 3.10.21+20260814 → 3.10.22+20260814",
        "  spark 3.5.8 → 3.5.9",
      ],
    ],
    [
      "does not pair versions where several went or came",
      ({ jars }) => {
        jars["org.postgresql:postgresql:42.7.14"] = jars[DRIVER];
        jars["org.postgresql:postgresql:42.7.13"] = jars[DRIVER];
        delete jars[DRIVER];
      },
      [
        "lock.json: 2 added, 1 removed",
        "  org.postgresql:postgresql 42.7.1 removed",
        "  org.postgresql:postgresql 42.7.13 added",
        "  org.postgresql:postgresql 42.7.14 added",
      ],
    ],
    [
      "has one line for each package where the Python is another one",
      (lock) => {
        const { six, py4j } = lock.wheels["3.10"];
        lock.python = { "3.11": { ...lock.python["3.10"], version: "3.11.16" } };
        lock.wheels = { "3.11": { py4j, six: { ...six, version: "1.18.0" }, tomli: six } };
      },
      [
        "lock.json: 2 moved, 1 added, 1 with the same version",
        "  py4j 0.10.9.7 (Python 3.10 → 3.11): the same files",
        "  python 3.10.21+20260814 → 3.11.16+20260814",
        "  six 1.17.0 → 1.18.0 (Python 3.10 → 3.11)",
        "  tomli 1.17.0 added (Python 3.11)",
      ],
    ],
    [
      "says for which Python a package is where there are several",
      (lock) => (lock.wheels["3.11"] = { six: lock.wheels["3.10"].six }),
      ["lock.json: 1 added", "  six 1.17.0 added (Python 3.11)"],
    ],
  ])("%s", (_, edit, lines) => {
    expect(saidOf(edit)).toEqual(lines);
    expect(saidOf(edit).join("\n")).not.toContain("changed");
  });
});
