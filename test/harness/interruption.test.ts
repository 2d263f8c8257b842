import { expect, test } from "vitest";
import { orAborted, untilAborted } from "../../harness/interruption";

const reason = new Error("Ended by SIGINT.");

test("work that ends before an interruption yields its value or error", async () => {
  const { signal } = new AbortController();
  expect(await orAborted(signal, Promise.resolve(1))).toBe(1);
  await expect(orAborted(signal, Promise.reject(new Error("no wheel")))).rejects.toThrow("no wheel");
});

test("an interruption ends the waiting for work that goes on", async () => {
  const controller = new AbortController();
  const waiting = orAborted(controller.signal, new Promise(() => undefined));
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
});

test("after an interruption no work is waited for", async () => {
  const failing = Promise.reject(new Error("no wheel"));
  await expect(orAborted(AbortSignal.abort(reason), failing)).rejects.toBe(reason);
});

test("whoever waits for an interruption goes on when it comes, or at once when it has come", async () => {
  const controller = new AbortController();
  const waiting = untilAborted(controller.signal);
  controller.abort(reason);
  await waiting;
  await untilAborted(controller.signal);
});
