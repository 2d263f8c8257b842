import { cpus, totalmem } from "node:os";

/** The machine that figures are of, in one line. */
export function describeMachine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const processor = cpus()[0]?.model ?? "unknown processor";
  return `${processor}, ${cpus().length} cores, ${memory} GiB, Node ${process.version}, ${process.platform}`;
}
