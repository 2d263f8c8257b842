import { parseDocument } from "yaml";

/** Whether a text is one YAML document whose jobs are those of the template. @throws Error saying what it is instead */
export function assertWorkflow(text: string): void {
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw new Error(`is no YAML: ${problem.message}`);
  const { jobs = {} } = document.toJS() as { readonly jobs?: object };
  const [first, ...stages] = Object.keys(jobs);
  if (first !== "affected" || stages.some((name, stage) => name !== `stage-${stage}`))
    throw new Error(`has the jobs ${[first, ...stages].join(" ")}`);
}
