import { ProjenrcFile } from "projen/lib/projenrc";
import type { Project } from "projen/lib/project";

/** Environment variable that makes a synthesis say what it would change, and change nothing. */
export const CHECK = "SYNTH_CHECK";

const SYNTHESIZE = "node tools/synth.js";

/**
 * Makes `npx projen` run `.projenrc.ts` through `tools/synth.js`, without a type check, which belongs to `npm test`,
 * `npx projen check` the same to compare only; and makes projen's own files name that file as their source.
 */
export class TypeScriptProjenrc extends ProjenrcFile {
  override readonly filePath = ".projenrc.ts";

  constructor(project: Project) {
    super(project);
    project.defaultTask?.exec(SYNTHESIZE);
    project.addTask("check", {
      description: "Says what npx projen would change, and why, and changes nothing",
      env: { [CHECK]: "true" },
      exec: SYNTHESIZE,
    });
    project.testTask.exec("npm test");
  }
}
