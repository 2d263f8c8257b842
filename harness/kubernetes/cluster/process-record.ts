import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

/** A process that was started for the cluster, noted in a file so that a later run can end it. */
export interface ProcessRecord {
  readonly name: string;
  readonly pid: number;
  /** When it began, in the kernel's clock ticks since boot: another process may have its id by now. */
  readonly began: string;
}

/** Places of proc(5)'s fields 3, 20 and 22 among those after the program's name. */
const FIELD = { state: 0, threads: 17, began: 19 } as const;

/**
 * When a process began, by its `/proc/PID/stat` (proc(5)); undefined: it is a zombie. One that is killed is called so
 * from the end of its first thread on, while others of its threads still keep its ports: it ends with its last one.
 */
export function beginOf(stat: string): string | undefined {
  // The program's name is in parentheses and may have spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const state = fields[FIELD.state];
  const hasEnded = (state === "Z" || state === "X") && Number(fields[FIELD.threads]) <= 1;
  return hasEnded ? undefined : fields[FIELD.began];
}

/** Notes a process. @throws Error when it has ended already */
export async function noteProcess(folder: string, name: string, pid: number): Promise<ProcessRecord> {
  const began = await readBegin(pid);
  if (began === undefined) throw new Error(`${name} ended at once.`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.json`), JSON.stringify({ pid, began }));
  return { name, pid, began };
}

/** The processes that are noted in a folder, whether they run or not. */
export async function readProcesses(folder: string): Promise<ProcessRecord[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(".json"));
  return Promise.all(
    files.map(async (file) => {
      const { pid, began } = JSON.parse(await readFile(join(folder, file), "utf8")) as ProcessRecord;
      return { name: basename(file, ".json"), pid, began };
    }),
  );
}

/** Takes the note of a process away. */
export async function forgetProcess(folder: string, { name }: ProcessRecord): Promise<void> {
  await rm(join(folder, `${name}.json`), { force: true });
}

/** Whether the very process that was noted still runs. */
export async function stillRuns({ pid, began }: ProcessRecord): Promise<boolean> {
  return (await readBegin(pid)) === began;
}

async function readBegin(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return stat === undefined ? undefined : beginOf(stat);
}
