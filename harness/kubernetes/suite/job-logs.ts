import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { lastLines } from "../../run";
import { driverName } from "./job-words";
import { JOB_LABEL } from "./names";
import { inNamespace, keepLog, type Workspace } from "./workspace";

/** Lines that are shown of a job which did not do what it should. */
const SHOWN = 15;
const LINE_LENGTH = 300;

/** The file with what `spark-submit` prints of a job. */
export function submitLog({ logs }: Pick<Workspace, "logs">, name: string): string {
  return join(logs, name, "spark-submit.log");
}

/** What a job's driver has printed so far; nothing when it has not begun, or is gone. */
export function readDriverLog(workspace: Workspace, name: string): Promise<string> {
  return inNamespace(workspace, "logs", driverName({ name })).catch(() => "");
}

/**
 * Keeps what a job's driver has printed, and how its pods are; of its executors, what those have printed that are there.
 * Of executors that failed, there is nothing, unless the job's settings let their pods be.
 */
export async function keepJobLogs(workspace: Workspace, name: string): Promise<void> {
  await keepLog(workspace, `${name}/driver.log`, await readDriverLog(workspace, name));
  const executors = ["--selector", `spark-role=executor,${JOB_LABEL}=${name}`, "--prefix", "--tail=-1"];
  const printed = await inNamespace(workspace, "logs", ...executors, "--ignore-errors").catch(() => "");
  if (printed !== "") await keepLog(workspace, `${name}/executors.log`, printed);
  const pods = ["get", "pods", `--selector=${JOB_LABEL}=${name}`, "--output=yaml"];
  await keepLog(workspace, `${name}/pods.yaml`, await inNamespace(workspace, ...pods).catch(String));
}

/** A sentence, and below it the last lines of a job's driver, or of `spark-submit` where the driver has printed none. */
export async function describeJob(sentence: string, workspace: Workspace, name: string): Promise<string> {
  const log = await readDriverLog(workspace, name);
  const submitted = log === "" ? await readFile(submitLog(workspace, name), "utf8").catch(() => "") : "";
  const lines = lastLines(log + submitted, SHOWN).map((line) => `  ${line.slice(0, LINE_LENGTH)}`);
  return [sentence, `the last lines of ${log === "" ? "spark-submit" : "the driver"}:`, ...lines].join("\n");
}
