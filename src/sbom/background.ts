import type { Planned } from "../advise/trial";
import { vulnerabilities } from "../advise/vulnerabilities";
import type { Knowledge } from "../model/knowledge";
import type { Background } from "./documents";
import type { Inventory } from "./inventory";
import { newestReading, newestVerification, type Origin } from "./origin";

/**
 * What the documents of a project are written from, besides what its images hold.
 * @param date the date that all documents bear; undefined: the newest of the facts that they state
 */
export function backgroundOf(
  project: Planned,
  inventories: readonly Inventory[],
  knowledge: Knowledge,
  { tool, date }: { readonly tool: Origin["tool"]; readonly date?: Date | undefined },
): Background {
  const found = vulnerabilities(project, knowledge);
  return {
    origin: { tool, created: date ?? newestVerification(inventories) },
    vexOrigin: { tool, created: date ?? newestReading(found) },
    vulnerabilities: found,
    knowledge,
  };
}
