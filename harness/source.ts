import type { Source } from "./command-line";

/** Where Spark's distributions come from in the end: if this answers, the internet is there. */
const UPSTREAM = "https://archive.apache.org/dist/spark/";
const LIMIT_MS = 5_000;

/** The source to build from and why, as one phrase. */
export interface ChosenSource {
  readonly source: Source;
  readonly reason: string;
}

/** The source that was asked for, else upstream if it answers within five seconds, else the mirror. */
export async function chooseSource(asked: Source | undefined, upstream = UPSTREAM): Promise<ChosenSource> {
  if (asked !== undefined) return { source: asked, reason: "as asked for" };
  const host = new URL(upstream).host;
  try {
    const response = await fetch(upstream, { method: "HEAD", signal: AbortSignal.timeout(LIMIT_MS) });
    if (response.ok) return { source: "upstream", reason: `${host} answers` };
    return { source: "mirror", reason: `${host} answers ${response.status}` };
  } catch (error) {
    return { source: "mirror", reason: `${host} cannot be reached: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return cause?.code ?? cause?.message ?? (error as Error).message;
}
