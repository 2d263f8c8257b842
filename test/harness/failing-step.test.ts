import { expect, test } from "vitest";
import { failingStep } from "../../harness/failing-step";

test("the lines of the failing step alone are shown, without their numbers and times", () => {
  const log = [
    "#4 [fetch 1/3] FROM debian",
    "#5 [fetch 2/3] RUN apt-get update",
    "#4 DONE 0.1s",
    "#5 0.412 Get:1 bookworm",
    "#6 [stage-1 2/2] COPY a b",
    "#5 1.250 E: no space left",
    "#6 DONE 1.0s",
    '#5 ERROR: process "/bin/sh -c apt-get update" did not complete successfully: exit code: 100',
    "------",
    " > [fetch 2/3] RUN apt-get update:",
    "1.250 E: no space left",
  ];
  expect(failingStep(log.join("\n"))).toEqual([
    "[fetch 2/3] RUN apt-get update",
    "Get:1 bookworm",
    "E: no space left",
    'ERROR: process "/bin/sh -c apt-get update" did not complete successfully: exit code: 100',
  ]);
});

test("of a long step the name and the last twenty lines are shown", () => {
  const output = Array.from({ length: 50 }, (_, index) => `#7 ${index}.1 line ${index}`);
  const lines = failingStep(["#7 [1/1] RUN make", ...output, "#7 ERROR: exit code: 2"].join("\n"));
  expect(lines).toHaveLength(21);
  expect([lines[0], lines[1], lines.at(-1)]).toEqual(["[1/1] RUN make", "line 31", "ERROR: exit code: 2"]);
});

test("a step whose number begins like the failing one's is left out", () => {
  const log = "#1 [a] RUN x\n#12 [b] RUN y\n#12 0.1 from b\n#1 0.1 from a\n#1 ERROR: failed\n";
  expect(failingStep(log)).toEqual(["[a] RUN x", "from a", "ERROR: failed"]);
});

test("a log without a failed step shows its own last lines", () => {
  expect(failingStep("ERROR: Cannot connect to the Docker daemon\n\n")).toEqual([
    "ERROR: Cannot connect to the Docker daemon",
  ]);
});
