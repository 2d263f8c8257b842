import type { Project } from "../model/project";
import { bakeTargets } from "../resolve/bake-targets";
import type { RenderedFile } from "./file";
import type { Templates } from "./templates";

const NAME = "images.yml";

/** Path of the workflow, where GitHub looks. */
export const WORKFLOW_FILE = `.github/workflows/${NAME}`;

/**
 * A workflow of GitHub Actions that builds on a fleet what a change affects: a job for each stage of the graph, each
 * behind the stages before. Nothing where the matrix wants none.
 */
export function renderWorkflow(project: Project, templates: Templates): readonly RenderedFile[] {
  if (!project.hasWorkflow) return [];
  const template = `workflow/${NAME}`;
  const count = Math.max(0, ...bakeTargets(project).map(({ level }) => level + 1));
  const stages = Array.from({ length: count }, (_, stage) => ({
    stage,
    needs: ["affected", ...Array.from({ length: stage }, (_before, earlier) => `stage-${earlier}`)].join(
      ", ",
    ),
  }));
  const view = { stages, sources: `${project.inputs.join(", ")} and templates/${template}.hbs` };
  return [{ path: WORKFLOW_FILE, content: templates.render(template, view), executable: false }];
}
