import type { Project } from "../model/project";
import { inMarkdown } from "./markdown";
import { described } from "./spark-core-view";

/** The changes to the jars of Spark distributions, a row for each. */
export function surgeryView({ folders }: Pick<Project, "folders">) {
  const cores = folders.filter((folder) => folder.kind === "spark-core");
  const surgery = cores.flatMap((core) =>
    core.surgery.map((operation) =>
      inMarkdown({
        spark: core.spark,
        operation: described(operation),
        fixes: operation.fixes.join(", "),
        reason: operation.reason,
      }),
    ),
  );
  return { surgery, hasSurgery: surgery.length > 0 };
}
