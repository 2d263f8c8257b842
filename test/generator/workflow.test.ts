import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { generate, plan } from "../../src/pipeline";
import { bakeTargets } from "../../src/resolve/bake-targets";
import { fixtureSources } from "../fixture-project/fixture-project";
import { TEMPLATES } from "./fixture";

const PATH = ".github/workflows/images.yml";
const sources = fixtureSources();
const stages = Math.max(...bakeTargets(plan(sources)).map(({ level }) => level + 1));

interface Step {
  readonly name: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly needs?: readonly string[];
  readonly if?: string;
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix: { readonly targets: string } };
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

function workflowOf(matrix: object = {}): string | undefined {
  const text = JSON.stringify({ ...(JSON.parse(sources.matrix.text) as object), ...matrix });
  const files = generate({ ...sources, matrix: { file: "matrix.json", text } }, TEMPLATES);
  return files.find(({ path }) => path === PATH)?.content;
}

function parsed(): Workflow {
  const document = parseDocument(workflowOf() ?? "", { strict: true, uniqueKeys: true });
  expect([...document.errors, ...document.warnings]).toEqual([]);
  return document.toJS() as Workflow;
}

const workflow = parsed();
const jobs = Object.entries(workflow.jobs);
const steps = jobs.flatMap(([, job]) => job.steps);

function shellcheck(input: string) {
  return spawnSync("shellcheck", ["--shell=bash", "-"], { input, encoding: "utf8" });
}

const isMissing = shellcheck("true").error !== undefined;
if (isMissing && process.env["CI"]) throw new Error("shellcheck is missing in CI");
const why = isMissing ? ": skipped, shellcheck is not here" : "";

describe("the workflow", () => {
  it("is there where the matrix asks for it, and nowhere else", () => {
    expect(workflowOf({ workflow: true })).toBe(workflowOf());
    expect(workflowOf({ workflow: false })).toBeUndefined();
    expect(workflowOf({ workflow: undefined })).toBeUndefined();
  });

  it("has a job for each stage of the graph, which waits for what is affected and for every earlier stage", () => {
    const names = Array.from({ length: stages }, (_, stage) => `stage-${stage}`);
    expect(jobs.map(([name]) => name)).toEqual(["affected", ...names]);
    for (const [stage, name] of names.entries())
      expect(workflow.jobs[name]?.needs).toEqual(["affected", ...names.slice(0, stage)]);
  });

  it("builds in each stage that stage's targets alone, and nothing where there are none", () => {
    for (let stage = 0; stage < stages; stage++) {
      const answer = `fromJSON(needs.affected.outputs.stages)[${stage}]`;
      const job = workflow.jobs[`stage-${stage}`];
      expect(job?.strategy?.matrix.targets).toBe(`\${{ ${answer} }}`);
      expect(job?.if).toBe(`\${{ !cancelled() && !failure() && ${answer}[0] != null }}`);
    }
  });

  it("runs no action of others and may write nothing to the repository", () => {
    expect(steps.filter(({ uses }) => uses !== undefined)).toEqual([]);
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(Object.keys(workflow.on)).toEqual(["push", "pull_request", "workflow_dispatch"]);
  });

  it("gives scripts what comes from outside as variables alone, never as text of theirs", () => {
    expect(steps.filter(({ run = "" }) => run.includes("${{")).map(({ name }) => name)).toEqual([]);
  });

  it.skipIf(isMissing).each(steps)(
    `has scripts that shellcheck has nothing against${why}: $name`,
    ({ run }) => {
      expect(shellcheck(`set -eo pipefail\n${run}`).stdout).toBe("");
    },
  );
});
