import { expect, test } from "vitest";
import { parseCommandLine, UsageError, USAGE } from "../../harness/command-line";

test("without arguments every image is built and tested, two at a time, from a source that is found out", () => {
  expect(parseCommandLine([])).toEqual({
    names: [],
    except: [],
    source: undefined,
    jobs: 2,
    isTested: true,
    verifiesReproducible: false,
    keepsEngine: false,
    keepsMirror: false,
    asksForHelp: false,
  });
});

test("names and options may be mixed", () => {
  const args = [
    "jdk-17",
    "--project",
    "examples/newest",
    "--source",
    "mirror",
    "jdbc-drivers",
    "--jobs=4",
    "--except",
    "cuda-12.1",
    "--except=jars-rapids",
    "--no-test",
    "--verify-reproducible",
    "--keep-engine",
    "--keep-mirror",
  ];
  expect(parseCommandLine(args)).toEqual({
    names: ["jdk-17", "jdbc-drivers"],
    except: ["cuda-12.1", "jars-rapids"],
    project: "examples/newest",
    source: "mirror",
    jobs: 4,
    isTested: false,
    verifiesReproducible: true,
    keepsEngine: true,
    keepsMirror: true,
    asksForHelp: false,
  });
});

test.each([
  [["--source", "internet"], '--source: found "internet", allowed: upstream, mirror.'],
  [["--jobs", "0"], '--jobs: found "0", allowed: a whole number from 1 to 99.'],
  [["--jobs", "two"], '--jobs: found "two", allowed: a whole number from 1 to 99.'],
  [["--jobs=1.5"], '--jobs: found "1.5", allowed: a whole number from 1 to 99.'],
])("%j is refused with what is allowed", (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(new UsageError(message));
});

test("an unknown option is refused by its name", () => {
  expect(() => parseCommandLine(["--sources", "mirror"])).toThrow(/^Unknown option '--sources'/);
  expect(() => parseCommandLine(["--sources", "mirror"])).toThrow(UsageError);
});

test("the usage text names every option", () => {
  for (const option of [
    "--source",
    "--except",
    "--jobs",
    "--no-test",
    "--keep-engine",
    "--keep-mirror",
    "--help",
  ]) {
    expect(USAGE).toContain(option);
  }
});
