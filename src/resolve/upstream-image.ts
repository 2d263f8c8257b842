import type { Lock } from "../model/lock";

/**
 * Another publisher's image as builds take it: `name:tag@sha256:…` where the lock has the digest that the tag named, so
 * that a tag which moves changes no build; the reference alone where it is not pinned, or names a digest itself.
 */
export function pinnedReference({ images }: Lock, reference: string): string {
  const digest = images && Object.hasOwn(images, reference) ? images[reference]?.digest : undefined;
  return digest ? `${reference}@${digest}` : reference;
}
