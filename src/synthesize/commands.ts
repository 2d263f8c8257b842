import { Component } from "projen/lib/component";
import type { Project } from "projen/lib/project";

/**
 * What `npx projen NAME` does beside the generation, by name. `commands/NAME/NAME.ts` is what it runs, and
 * package.json has a script of the same name: projen ends every failure with exit code 1, npm passes the command's own.
 */
export const COMMANDS: Readonly<Record<string, string>> = {
  mirror: "Fills a folder with every locked file, for a static web server, or verifies one",
  lock: "Makes lock.json hold everything that matrix.json asks for",
  audit: "Says on a day which parts have lost support, which are vulnerable, which licences need attention",
  generate: "Generates the Dockerfiles of another matrix and lock, such as those of examples/newest",
  explain: "Says where each version of an image comes from, what binds it and what would let it move",
  affected:
    "Says which images a change affects, as JSON: targets of docker-bake.hcl in stages of jobs for a CI",
  sbom: "Writes the bill of materials of each image, as CycloneDX and as SPDX, and its VEX document",
};

/** Makes each command a task of projen that gets the arguments as they were written, without a shell. */
export class Commands extends Component {
  constructor(project: Project) {
    super(project);
    for (const [name, description] of Object.entries(COMMANDS)) {
      const entry = `commands/${name}/${name}.ts`;
      project.addTask(name, {
        description,
        steps: [{ execArgs: ["node", "tools/run.js", entry], receiveArgs: true }],
      });
    }
  }
}
