import { setTimeout as pause } from "node:timers/promises";
import { run } from "../run";

/** A record of the build cache: a layer or a cache mount. */
export interface CacheRecord {
  readonly id: string;
  /** In milliseconds since the epoch. */
  readonly created: number;
  /** The step that made it, with the text of a RUN. */
  readonly description: string;
  /** Ids of the layers below it. */
  readonly parents: readonly string[];
}

/** A time in which builds ran whose layers nobody asks for again. */
export interface BuildSpan {
  /** Words of the RUN that made them. */
  readonly run: string;
  /** In milliseconds since the epoch. */
  readonly began: number;
  readonly ended: number;
}

/** Whether a record is a layer that builds made in one of these times. */
export function isMadeIn(
  spans: readonly BuildSpan[],
  { created, description }: Pick<CacheRecord, "created" | "description">,
): boolean {
  return spans.some(
    ({ run, began, ended }) => created >= began && created <= ended && description.includes(run),
  );
}

/** What `docker buildx du --format json` prints for each record. */
interface PrintedRecord {
  readonly ID: string;
  /** Such as "2026-11-22 22:26:22.395488939 +0000 UTC". */
  readonly CreatedAt: string;
  readonly Description: string;
  readonly Parents: readonly string[] | null;
}

/** The records of `docker buildx du --format json`. */
export function readRecords(output: string): CacheRecord[] {
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { ID, CreatedAt, Description, Parents } = JSON.parse(line) as PrintedRecord;
      const [day, time, zone] = CreatedAt.split(" ");
      return {
        id: ID,
        created: Date.parse(`${day}T${time}${zone}`),
        description: Description,
        parents: Parents ?? [],
      };
    });
}

/** Some records and all that lie above them: a layer is not removed from under another. */
export function withDescendants(
  records: readonly CacheRecord[],
  isMeant: (record: CacheRecord) => boolean,
): CacheRecord[] {
  const ids = new Set(records.filter(isMeant).map(({ id }) => id));
  for (let count = -1; count !== ids.size;) {
    count = ids.size;
    for (const { id, parents } of records) {
      if (parents.some((parent) => ids.has(parent))) ids.add(id);
    }
  }
  return records.filter(({ id }) => ids.has(id));
}

/** The records of the engine's build cache. Those whose size is not known yet are locked while it is found out. */
export async function listRecords(
  environment: Readonly<Record<string, string>>,
): Promise<readonly CacheRecord[]> {
  const env = { ...environment, BUILDX_BUILDER: "default" };
  return readRecords(await run("docker", ["buildx", "du", "--format", "json"], { env }));
}

/**
 * Removes records of the build cache, with all that lie above them, unless an image or a build uses them.
 * @param attempts how often to try, a second apart: the engine may still be ending a build that was killed
 */
export async function removeRecords(
  isLeftover: (record: CacheRecord) => boolean,
  environment: Readonly<Record<string, string>>,
  attempts = 1,
): Promise<void> {
  const env = { ...environment, BUILDX_BUILDER: "default" };
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) await pause(1_000);
    const ids = withDescendants(await listRecords(environment), isLeftover).map(({ id }) => id);
    if (ids.length === 0) return;
    await run("docker", ["buildx", "prune", "--force", "--filter", `id~=^(${ids.join("|")})$`], { env });
  }
}
