import { Transform, type TransformCallback } from "node:stream";
import { type Report, formatBytes } from "../harness/report";

const INTERVAL = 5_000;

/** A stream that passes bytes on and says every five seconds, and at the end, how many of a file are there. */
export function counted(name: string, start: number, total: number | null, report: Report): Transform {
  const of = total === null ? "" : ` of ${formatBytes(total)}`;
  let bytes = start;
  let last = Date.now();
  if (start > 0) report(`${name}: going on after ${formatBytes(start)}${of}`);
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      bytes += chunk.length;
      if (Date.now() - last >= INTERVAL) {
        last = Date.now();
        report(`${name}: ${formatBytes(bytes)}${of}`);
      }
      done(null, chunk);
    },
    flush(done) {
      report(`${name}: ${formatBytes(bytes)}${of}, downloaded`);
      done();
    },
  });
}
