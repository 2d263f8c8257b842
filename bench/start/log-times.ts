import type { Times } from "./figures";

/** What a driver prints, in the words of Spark, when it asks for a pod, when an executor is there, when a task is done. */
const MARKS = {
  requested: /Going to request \d+ executors?/,
  registered: /Registered executor /,
  firstResult: /Finished task \d+\.0 in stage 0\.0 /,
} as const;

/**
 * Reads the times of an executor from a driver's log.
 * @param log as `kubectl logs --timestamps` prints it: the time at which a line was written stands before it
 * @throws Error naming what the log does not have
 */
export function readTimes(log: string): Pick<Times, "registered" | "firstResult"> {
  const lines = log.split("\n");
  const at = (mark: keyof typeof MARKS): number => {
    const line = lines.find((candidate) => MARKS[mark].test(candidate));
    if (line === undefined) throw new Error(`the driver's log has no line with ${MARKS[mark].source}`);
    return secondsOf(line);
  };
  const requested = at("requested");
  return { registered: at("registered") - requested, firstResult: at("firstResult") - requested };
}

/** Seconds since 1970 of a line's time, which has up to nine digits behind the point. */
function secondsOf(line: string): number {
  const [, whole = "", fraction = "0", zone = "Z"] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d) /.exec(line) ?? [];
  const seconds = Date.parse(`${whole}${zone}`) / 1000 + Number(fraction);
  if (!Number.isFinite(seconds)) throw new Error(`the driver's log has a line without its time: ${line}`);
  return seconds;
}
