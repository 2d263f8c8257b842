import { withProgress } from "../../downloads/progress";
import type { Options } from "./command-line";
import { compare } from "./comparison";
import { fetchAll } from "./fetched";
import { type Inputs, withLock } from "./inputs";
import { mergedText } from "./merged";
import type { Net } from "./net";
import { selectionOf } from "./selection";
import { withSizes, withSizesOfWheels } from "./sizes";
import { wantedOf } from "./wanted";

/** As often as one entry can lead to others: Spark, whose Hadoop decides which jars of hadoop-aws are needed. */
const MOST_PASSES = 3;

/**
 * The text of a lock that holds what the matrix asks for, and what the entries that were fetched ask for.
 *
 * @throws Refusal, UsageError
 */
export async function makeLock(net: Net, inputs: Inputs, options: Options, passes = 1): Promise<string> {
  const comparison = compare(wantedOf(inputs), inputs);
  const selection = selectionOf(comparison, inputs, options);
  const fetched = await fetchAll(net, { inputs, comparison, selection, options });
  const text = await withProgress(net.report, "asking for sizes", async () => {
    const sized = await withSizesOfWheels(net, inputs, comparison, fetched);
    return mergedText(inputs, await withSizes(net, inputs, comparison), sized);
  });
  const next = withLock(inputs, options.lock, text);
  if (passes === MOST_PASSES || compare(wantedOf(next), next).missing.length === 0) return text;
  return makeLock(
    net,
    next,
    { ...options, upgrade: undefined, acceptChanged: [], allowDowngrade: [] },
    passes + 1,
  );
}
