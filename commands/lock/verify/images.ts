import { SourceError } from "../../../downloads/source-error";
import type { Comparison } from "../comparison";
import { digestAt } from "../images/fetch-image";
import { placeOf } from "../images/reference";
import type { Net } from "../net";
import type { Answer } from "./answers";

/** An image of the lock and the digest that it has there. */
export interface PinnedImage {
  readonly name: string;
  readonly digest: string;
}

/** The images that the lock pins. */
export function pinnedImages({ kept }: Comparison): readonly PinnedImage[] {
  return kept.flatMap(({ wanted: { name }, entry }) =>
    "digest" in entry && entry.digest !== null ? [{ name, digest: entry.digest }] : [],
  );
}

/** Asks an image's registry for the manifest of the locked digest, whatever its tag names by now. */
export async function imageAnswer({ http }: Net, { name, digest }: PinnedImage): Promise<Answer> {
  const place = { ...placeOf(name), tag: digest };
  const source = `${place.registry}/v2/${place.repository}/manifests/${digest}`;
  try {
    const found = await digestAt(http, name, place);
    return found === digest
      ? { state: "ok", source, detail: "" }
      : { state: "differs", source, detail: `${digest} in the lock, ${found} there` };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { state: "unreachable", source, detail: error.reason };
  }
}
