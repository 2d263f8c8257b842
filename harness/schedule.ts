import type { LimitFunction } from "p-limit";

/** A piece of work that needs others to have succeeded. */
export interface Task<T> {
  readonly name: string;
  /** Names of tasks that must have succeeded before. */
  readonly after: readonly string[];
  /** Waits for what `run` needs; this takes no place among the tasks that run at once. */
  readonly prepare: () => Promise<unknown>;
  readonly run: () => Promise<T>;
}

/** How a task ended. */
export type Outcome<T> =
  | { readonly state: "done"; readonly value: T }
  | { readonly state: "failed"; readonly error: Error }
  /** The task named `blocker` failed, so this one was not begun. */
  | { readonly state: "blocked"; readonly blocker: string };

/** A task and how it will end; the promise is never rejected. */
export interface StartedTask<T, K extends Task<T>> {
  readonly task: K;
  readonly ending: Promise<Outcome<T>>;
}

/**
 * Starts tasks as soon as those they come after are done, as many at once as `limit` allows.
 * @param tasks each behind the tasks it comes after
 * @throws Error when a task comes after one that is not before it
 */
export function startTasks<T, K extends Task<T>>(
  tasks: readonly K[],
  limit: LimitFunction,
): readonly StartedTask<T, K>[] {
  const started = new Map<string, StartedTask<T, K>>();
  for (const task of tasks) {
    const before = task.after.map((name) => {
      const found = started.get(name);
      if (found === undefined) throw new Error(`${task.name} comes after ${name}, which is not before it.`);
      return found;
    });
    started.set(task.name, { task, ending: runAfter<T>(task, before, limit) });
  }
  return [...started.values()];
}

async function runAfter<T>(
  task: Task<T>,
  before: readonly StartedTask<T, Task<T>>[],
  limit: LimitFunction,
): Promise<Outcome<T>> {
  for (const { task: earlier, ending } of before) {
    const outcome = await ending;
    if (outcome.state === "failed") return { state: "blocked", blocker: earlier.name };
    if (outcome.state === "blocked") return outcome;
  }
  try {
    await task.prepare();
    return { state: "done", value: await limit(task.run) };
  } catch (error) {
    return { state: "failed", error: error instanceof Error ? error : new Error(String(error)) };
  }
}
