import { changedChecksum } from "../fetch/unchanged";
import type { Platform } from "./platforms";
import type { Pin } from "./resolution";
import type { WheelsInput } from "./wheels-input";

/** Whether the lock has every wheel of a version already, as the index has it. @throws Contradiction where it differs */
export function isHeldWhole(
  { old, platforms, accepted }: WheelsInput,
  name: string,
  pin: Pin | undefined,
): boolean {
  const held = old[name];
  if (!held || !pin || held.version !== pin.version) return false;
  const changed = held.files.filter(({ sha256 }) => !pin.hashes.includes(sha256));
  if (changed.length > 0 && !accepted.includes(name)) {
    const lines = changed.map(
      ({ file, sha256 }) => `sha256 ${sha256} of ${file} by the lock, which the index does not have`,
    );
    throw changedChecksum(name, lines);
  }
  const has = (platform: Platform) =>
    held.files.some((file) => file.platform === platform || file.platform === "any");
  return changed.length === 0 && platforms.every(has);
}
