import { setMaxListeners } from "node:events";

/** A signal that is aborted when the user interrupts the command (Ctrl-C) or the system asks it to end. */
export function abortedByUser(): AbortSignal {
  const controller = new AbortController();
  // Each process that runs listens to it: as many as there are images, which Node would call a leak.
  setMaxListeners(0, controller.signal);
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => controller.abort(new Error(`Ended by ${name}.`)));
  }
  return controller.signal;
}

/** Waits until a signal is aborted. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return orAborted(signal, new Promise<void>(() => undefined)).catch(() => undefined);
}

/** What `work` yields. @throws the signal's reason as soon as it is aborted, whether `work` has ended or not */
export async function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  work.catch(() => undefined); // Nobody waits for it after an interruption.
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
