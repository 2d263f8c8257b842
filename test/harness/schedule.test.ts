import pLimit from "p-limit";
import { expect, test } from "vitest";
import { startTasks, type Task } from "../../harness/schedule";

/** A task that is ended by hand, and notes when it begins. */
function controlled(begun: string[]) {
  const endings = new Map<string, { succeed: () => void; fail: (reason: string) => void }>();
  const task = (name: string, after: string[] = []): Task<string> => ({
    name,
    after,
    prepare: async () => undefined,
    run: () =>
      new Promise((resolve, reject) => {
        begun.push(name);
        endings.set(name, {
          succeed: () => resolve(name),
          fail: (reason) => reject(new Error(reason)),
        });
      }),
  });
  const end = (name: string) => {
    const ending = endings.get(name);
    if (ending === undefined) throw new Error(`${name} has not begun`);
    return ending;
  };
  return { task, end };
}

const endingsOf = (started: ReturnType<typeof startTasks<string, Task<string>>>) =>
  Promise.all(started.map(({ ending }) => ending));

/** Lets every promise that can go on do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("a task begins when those it comes after are done, and not before", async () => {
  const begun: string[] = [];
  const { task, end } = controlled(begun);
  startTasks([task("jdk"), task("python"), task("spark", ["jdk", "python"])], pLimit(9));
  await settle();
  expect(begun).toEqual(["jdk", "python"]);
  end("python").succeed();
  await settle();
  expect(begun).toEqual(["jdk", "python"]);
  end("jdk").succeed();
  await settle();
  expect(begun).toEqual(["jdk", "python", "spark"]);
});

test("at most as many tasks as allowed run at once", async () => {
  const begun: string[] = [];
  const { task, end } = controlled(begun);
  startTasks([task("a"), task("b"), task("c")], pLimit(2));
  await settle();
  expect(begun).toEqual(["a", "b"]);
  end("b").succeed();
  await settle();
  expect(begun).toEqual(["a", "b", "c"]);
});

test("a task whose preparation is under way takes no place", async () => {
  const begun: string[] = [];
  const { task } = controlled(begun);
  const waiting = { ...task("waits for a download"), prepare: () => new Promise(() => undefined) };
  startTasks([waiting, task("ready")], pLimit(1));
  await settle();
  expect(begun).toEqual(["ready"]);
});

test("what comes after a failed task, directly or not, is blocked by it, and the rest is done", async () => {
  const begun: string[] = [];
  const { task, end } = controlled(begun);
  const outcomes = startTasks<string, Task<string>>(
    [task("jdk"), task("other"), task("spark", ["jdk"]), task("runtime", ["other", "spark"])],
    pLimit(2),
  );
  await settle();
  end("other").succeed();
  end("jdk").fail("no space left");
  expect(await endingsOf(outcomes)).toEqual([
    { state: "failed", error: new Error("no space left") },
    { state: "done", value: "other" },
    { state: "blocked", blocker: "jdk" },
    { state: "blocked", blocker: "jdk" },
  ]);
  expect(begun).toEqual(["jdk", "other"]);
});

test("a task whose preparation fails has failed without having been begun", async () => {
  const begun: string[] = [];
  const { task } = controlled(begun);
  const unprepared = { ...task("spark"), prepare: () => Promise.reject(new Error("no such wheel")) };
  expect(await endingsOf(startTasks<string, Task<string>>([unprepared], pLimit(1)))).toEqual([
    { state: "failed", error: new Error("no such wheel") },
  ]);
  expect(begun).toEqual([]);
});

test("a task that comes after one that is not before it is refused", () => {
  const { task } = controlled([]);
  expect(() => startTasks([task("spark", ["jdk"]), task("jdk")], pLimit(1))).toThrow(
    new Error("spark comes after jdk, which is not before it."),
  );
});
