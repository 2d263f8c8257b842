import { Project } from "projen/lib/project";
import { Commands, SparkImages, TypeScriptProjenrc } from "./src";

const project = new Project({ name: "spark-k8s-images" });
new TypeScriptProjenrc(project);
new Commands(project);

// Kept by hand: projen's own ends without a newline and cannot explain itself.
project.tryRemoveFile(".gitattributes");
project.gitignore.addPatterns(
  "*.log",
  "/coverage/",
  "/examples/*/docker/",
  "/examples/*/deploy/",
  "/examples/*/docker-bake.hcl",
  "/examples/*/.github/",
  "/examples/*/docs/",
  "/examples/*/THIRD-PARTY-LICENSES.md",
  "/sbom/",
);

new SparkImages(project, { matrix: "matrix.json", lock: "lock.json" });
project.synth();
