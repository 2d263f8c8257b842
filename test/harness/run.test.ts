import { expect, test } from "vitest";
import { CommandError, run, succeeds } from "../../harness/run";
import { shellLine } from "../../harness/shell-quote";

test("a command's output comes without its last newline", async () => {
  expect(await run("printf", ["a\\nb\\n"])).toBe("a\nb");
});

test("a failed command is told by its exit code and last lines", async () => {
  const failure = run("sh", ["-c", "echo out; echo err >&2; exit 3"]);
  await expect(failure).rejects.toThrow(CommandError);
  await expect(failure).rejects.toMatchObject({ exitCode: 3 });
  await expect(failure).rejects.toThrow(
    /^"sh -c echo out; echo err >&2; exit 3" ended with 3\.\n  (out\n  err|err\n  out)$/,
  );
});

test("a missing command is told in one sentence with what it is for", async () => {
  const env = { PATH: "/nonexistent" };
  await expect(run("mvn", ["--version"], { env })).rejects.toThrow(
    new CommandError(
      'The command "mvn" is not on this machine: it downloads the Maven jars (Debian: apt-get install maven).',
      undefined,
    ),
  );
});

test("whether a command succeeds is a yes or no", async () => {
  expect([
    await succeeds("true", []),
    await succeeds("false", []),
    await succeeds("no-such-command", []),
  ]).toEqual([true, false, false]);
});

test("a command line is read back word for word by a shell", async () => {
  const words = ["plain", "a b", "it's", "$HOME", "", "a\nb", '"', "--label=x y;z", "*"];
  const printed = await run("sh", ["-c", `printf '[%s]' ${shellLine(words)}`]);
  expect(printed).toBe(words.map((word) => `[${word}]`).join(""));
});
