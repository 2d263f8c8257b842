import type { Step } from "./cases";
import type { SeenRequest } from "./fault-server";
import type { Artifact } from "./subjects";

/** How the builds of a step ended: their exit codes, null for one that was killed. */
export type ExitCodes = readonly (number | null)[];

/** The requests as cases name them: source, answer, and how often in a row if not once. */
export function describeRequests(seen: readonly SeenRequest[]): string[] {
  const runs: { name: string; count: number }[] = [];
  for (const { source, answer } of seen) {
    const name = `${source} ${answer}`;
    const last = runs.at(-1);
    if (last?.name === name) last.count += 1;
    else runs.push({ name, count: 1 });
  }
  return runs.map(({ name, count }) => (count > 1 ? `${name} ×${count}` : name));
}

/** The hashes of whole bodies that were sent with 200 in place of the artifact. */
export function wrongBodies(seen: readonly SeenRequest[], { checksum }: Artifact): string[] {
  const hashes = seen.flatMap(({ body }) => (body ? [body[checksum.algorithm]] : []));
  return [...new Set(hashes.filter((hash) => hash !== checksum.hex))];
}

/** What is wrong with the way in which a step's builds ended. */
export function checkEnding({ ending }: Step, exitCodes: ExitCodes): string[] {
  return exitCodes
    .filter((exitCode) => (exitCode === 0) !== (ending === "built"))
    .map((exitCode) => `the build had to be ${ending}, but it ended with ${exitCode}`);
}

/** What is wrong with the requests for the artifact. */
export function checkRequests({ requests, orRequests, pause }: Step, seen: readonly SeenRequest[]): string[] {
  const problems: string[] = [];
  const found = describeRequests(seen);
  const allowed = [requests, ...(orRequests ? [orRequests] : [])].map(list);
  if (!allowed.includes(list(found))) {
    problems.push(`requests: expected ${allowed.join(", or ")}; the mirror saw ${list(found)}`);
  }
  const [first, second] = seen;
  if (pause !== undefined && first && second && second.arrived - first.arrived < pause * 1000) {
    problems.push(
      `requests: expected ${pause} s between the first two, found ${second.arrived - first.arrived} ms`,
    );
  }
  return problems;
}

/** What a build's output lacks: a refusal's artifact, and each wrong body's expected and actual checksum. */
export function checkOutput(
  step: Step,
  output: string,
  seen: readonly SeenRequest[],
  artifact: Artifact,
): string[] {
  const wrong = wrongBodies(seen, artifact);
  const words = [
    ...(step.ending === "refused" ? [artifact.file] : []),
    ...(wrong.length > 0 ? [artifact.checksum.hex, ...wrong] : []),
    ...(step.says ?? []),
  ];
  return words.filter((word) => !output.includes(word)).map((word) => `the output does not say ${word}`);
}

function list(requests: readonly string[]): string {
  return requests.length > 0 ? requests.join(", ") : "none";
}
