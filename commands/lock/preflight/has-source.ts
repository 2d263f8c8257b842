import { withPatience } from "../../../downloads/retry";
import { SourceError } from "../../../downloads/source-error";
import type { Net } from "../net";
import type { AskedSource } from "../sources";

/** Answers to HEAD that say nothing of GET: some servers know GET alone. */
const HEAD_ALONE = /^answers (400|403|405|501)$/;

/**
 * Why no source has a file, one line for each; undefined where one has it. Nothing is downloaded. A source that fails in
 * a way that may pass is asked again only where no other has the file.
 */
export async function whyNowhere(
  net: Net,
  sources: readonly AskedSource[],
): Promise<readonly string[] | undefined> {
  const first = await Promise.all(sources.map(({ url }) => failureAt(net, url)));
  if (sources.length > 0 && first.includes(undefined)) return undefined;
  const reasons: string[] = [];
  for (const error of first) {
    if (!error) continue;
    const last = error.isPassing
      ? await withPatience(net.http.patience, net.report, () => assertThere(net, error.url)).then(
          () => undefined,
          sourceError,
        )
      : error;
    if (last === undefined) return undefined;
    reasons.push(last.message);
  }
  return reasons;
}

function failureAt(net: Net, url: string): Promise<SourceError | undefined> {
  return assertThere(net, url).then(() => undefined, sourceError);
}

/** @throws SourceError where a source does not have a file */
async function assertThere(net: Net, url: string): Promise<void> {
  try {
    await net.http.open(url, { method: "HEAD" });
  } catch (error) {
    if (!(error instanceof SourceError) || !HEAD_ALONE.test(error.reason)) throw error;
    const { body } = await net.http.open(url);
    await body?.cancel();
  }
}

function sourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  throw error;
}
