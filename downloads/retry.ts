import { setTimeout as pause } from "node:timers/promises";
import type { Report } from "../harness/report";
import { SourceError } from "./source-error";

/** How often a source is asked again. */
export interface Patience {
  /** Requests in all, the first one included. */
  readonly attempts: number;
  /** The first pause in milliseconds; each further one is twice as long. */
  readonly pause: number;
}

/** Five requests with pauses of 1, 2, 4 and 8 seconds. */
export const PATIENT: Patience = { attempts: 5, pause: 1_000 };

/** A source that asks for a longer pause than this, in milliseconds, is given up. */
const LONGEST_PAUSE = 180_000;

/** Does `work` again, after growing pauses or as long as the source asks for, while it fails in a way that may pass. */
export async function withPatience<T>(
  { attempts, pause: first }: Patience,
  report: Report,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SourceError) || !error.isPassing || attempt >= attempts) throw error;
      if (error.retryAfter > LONGEST_PAUSE) throw error;
      const wait = Math.max(error.retryAfter, first * 2 ** (attempt - 1));
      report(`${error.message}; asking again in ${(wait / 1000).toFixed(wait < 1000 ? 1 : 0)} s`);
      await pause(wait);
    }
  }
}

/** A Retry-After, a number of seconds or a date, in milliseconds from `now`; 0 where there is none. */
export function retryAfter(header: string | null, now: number = Date.now()): number {
  if (header === null) return 0;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
