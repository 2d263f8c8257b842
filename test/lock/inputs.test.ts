import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readInputs } from "../../commands/lock/inputs";
import { InputError } from "../../src/model/problem";
import { useDebian } from "../generator/compatibility-files";
import { type Files, sources } from "../generator/fixture";

/** Paths of what the command finds wrong before it locks anything. */
function problemsBefore(edit: (files: Files) => void): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), "inputs-"));
  const { matrix, lock } = sources(edit);
  for (const { file, text } of [matrix, lock]) writeFileSync(join(root, file), text);
  try {
    readInputs(root, matrix.file, lock.file);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ path }) => path);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe("before it locks anything, npx projen lock", () => {
  it("refuses what is known not to work", () => {
    expect(problemsBefore((files) => useDebian(files, "trixie", 17))).toEqual(["$.java.version"]);
  });

  it("refuses a fact that is missing, unless the matrix accepts that", () => {
    const edit = (files: Files): void => useDebian(files, "sid", 17);
    expect(problemsBefore(edit)).toEqual(["$.debian.release"]);
    const reason = "has every JDK";
    expect(
      problemsBefore((files) => {
        edit(files);
        files.matrix.accept = [{ rule: "debian-java", for: "debian sid", reason }];
      }),
    ).toEqual([]);
  });

  it("minds no wheel that it may replace", () => {
    const edit = ({ matrix, lock }: Files): void => {
      matrix.images.platforms = ["linux/amd64", "linux/arm64"];
      matrix.runtimes.splice(1);
      lock.wheels["3.10"].pandas.files[0].platform = "amd64";
      lock.wheels["3.10"].numpy.version = "2.2.6";
    };
    expect(problemsBefore(edit)).toEqual([]);
  });
});
