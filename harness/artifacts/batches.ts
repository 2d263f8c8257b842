/** Splits downloads into batches, so that an interruption costs one batch only and a client is not started for each. */
export function inBatches<T extends { readonly size: number | null }>(
  downloads: readonly T[],
  limits: { readonly count: number; readonly bytes: number },
): T[][] {
  const batches: T[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const download of downloads) {
    const batch = batches.at(-1);
    bytes += download.size ?? 0;
    if (batch === undefined || batch.length >= limits.count || bytes > limits.bytes) {
      batches.push([download]);
      bytes = download.size ?? 0;
    } else {
      batch.push(download);
    }
  }
  return batches;
}
