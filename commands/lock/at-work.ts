import { withProgress } from "../../downloads/progress";
import type { Net } from "./net";

const SILENCE = 5_000;

/**
 * Does what has to be done for a name, which downloads speak of themselves; where nothing was said of it for five
 * seconds, or in its first second, it is said how long it has been worked on.
 */
export function atWork<T>(net: Net, name: string, work: () => Promise<T>): Promise<T> {
  const report = (line: string): void => {
    if (Date.now() - net.lastSaidOf(name) >= SILENCE) net.report(line);
  };
  return withProgress(report, `${name}: at work`, work);
}
