import { formatPath } from "../../src/model/json-path";
import type { Comparison } from "./comparison";
import type { Options } from "./command-line";

/** What is missing, stale or unused in a lock, one line each; none where it is what the matrix asks for. */
export function checkLines(
  { missing, stale, unused, wheels }: Comparison,
  { matrix }: Options,
): readonly string[] {
  return [
    ...missing.map(
      ({ wanted, why }) => `missing: ${wanted.name} ${why} (${matrix} ${formatPath(wanted.path)})`,
    ),
    ...stale.map(({ wanted }) => `stale: ${wanted.name}: its sources are not those of ${matrix}`),
    ...wheels.flatMap(({ wanted, faults }) =>
      faults.map((fault) => `stale: wheels of Python ${wanted.python}: ${fault}`),
    ),
    ...unused.map((name) => `unused: ${name}: ${matrix} does not ask for it`),
  ];
}
