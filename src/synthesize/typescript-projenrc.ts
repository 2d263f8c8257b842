import { ProjenrcFile } from "projen/lib/projenrc";
import type { Project } from "projen/lib/project";

/**
 * Makes `npx projen` run `.projenrc.ts` through `tools/synth.js`, without a type check, which belongs to `npm test`;
 * and makes projen's own files name that file as their source.
 */
export class TypeScriptProjenrc extends ProjenrcFile {
  override readonly filePath = ".projenrc.ts";

  constructor(project: Project) {
    super(project);
    project.defaultTask?.exec("node tools/synth.js");
    project.testTask.exec("npm test");
  }
}
