import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Budgets } from "./budgets";

/** Reads the committed budgets; none where there is no file. @throws Error when it is not JSON */
export function readBudgets(file: string): Budgets {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Budgets) : {};
}

/** Writes the budgets that are to be committed. */
export function writeBudgets(file: string, budgets: Budgets): void {
  writeFileSync(file, `${JSON.stringify(budgets, null, 2)}\n`);
}
