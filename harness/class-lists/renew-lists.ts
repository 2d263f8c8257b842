import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lineOf } from "../../src/check/rule";
import type { Project, SparkCoreFolder } from "../../src/model/project";
import { assertBuilt } from "../assert-built";
import type { Engine } from "../engine";
import { type Report, secondsSince } from "../report";
import { groupClasses } from "./group-classes";
import { listClasses } from "./list-classes";

/** What lists of classes are made with. */
export interface ListsContext {
  readonly settings: Pick<Project["settings"], "java">;
  readonly engine: Pick<Engine, "environment">;
  /** Gets a file for each line of Spark. */
  readonly folder: string;
  readonly report: Report;
  /** Ends the work when it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Writes the list of classes of each core's line, such as `3.5.hbs`: a template of what their images have.
 *
 * @throws Error naming the images that are not built, or the command that failed
 */
export async function renewLists(cores: readonly SparkCoreFolder[], context: ListsContext): Promise<void> {
  const { settings, engine, folder, report, signal } = context;
  await assertBuilt(cores.map(referenceOf), engine);
  mkdirSync(folder, { recursive: true });
  for (const core of cores) {
    const began = Date.now();
    report(`class-lists: running Spark ${core.spark}`);
    const names = await listClasses(referenceOf(core), engine, signal);
    const file = join(folder, `${lineOf(core.spark)}.hbs`);
    writeFileSync(file, headOf(core, settings) + groupClasses(names));
    report(`class-lists: ${names.length} classes in ${file}, ${secondsSince(began)} s`);
  }
}

function headOf({ spark }: SparkCoreFolder, { java }: ListsContext["settings"]): string {
  return `{{> header}}
#
# The classes in the archive of a Spark core, each under its package: what drivers and executors of Spark ${lineOf(spark)} load.
# Listed on JDK ${java} by \`npm run class-lists\`.
`;
}

function referenceOf({ variants }: Pick<SparkCoreFolder, "variants">): string {
  return variants[0]?.reference ?? "";
}
