import type { ImageVerification, Lock, Verification } from "../../src/model/lock";
import { isUnverified, verifiedWords } from "../../src/model/verification";
import { IMAGE_SHAPE, formatEntry } from "./fill-in";

/**
 * What of a lock is not sure, which is no fault: images without a digest, with the entry that pins each, and checksums
 * whose source nobody can follow.
 */
export function notSure(file: string, text: string): readonly string[] {
  const lock = JSON.parse(text) as Partial<Lock>;
  const unpinned = Object.entries(lock.images ?? {}).filter(([, { digest }]) => digest === null);
  const shapes = unpinned.map(([name]) => formatEntry(name, IMAGE_SHAPE));
  return [
    ...unpinned.map(([name, { verified }]) => `${name}: ${verified.source ?? "not pinned"}`),
    ...(shapes.length > 0
      ? [`To pin ${shapes.length === 1 ? "it" : "them"}, write into ${file} at $.images:`, shapes.join(",\n")]
      : []),
    ...verifications(lock).flatMap(([name, verified]) =>
      isUnverified(verified) ? [`${name}: ${verifiedWords(verified)}`] : [],
    ),
  ];
}

/** Whether the lock's checksum of what messages call a name is one whose source nobody can follow. */
export function isUnverifiedIn(lock: Partial<Lock>, name: string): boolean {
  return verifications(lock).some(([other, verified]) => other === name && isUnverified(verified));
}

/** Every file of a lock, as messages call it, and how it is known. */
function verifications(
  lock: Partial<Lock>,
): readonly (readonly [string, Verification | ImageVerification])[] {
  const { spark = {}, pyspark = {}, jars = {}, images = {}, python = {}, wheels = {} } = lock;
  return [
    ...Object.entries(spark).flatMap(([version, { verified, jars: list }]) => [
      [`spark:${version}`, verified] as const,
      ...(list ? [[`the jars of spark:${version}`, list.verified] as const] : []),
    ]),
    ...Object.entries(pyspark).map(([version, { verified }]) => [`pyspark:${version}`, verified] as const),
    ...Object.entries(python).flatMap(([minor, { platforms }]) =>
      Object.entries(platforms).map(
        ([platform, { verified }]) => [`python:${minor} (${platform})`, verified] as const,
      ),
    ),
    ...Object.entries(jars).map(([name, { verified }]) => [name, verified] as const),
    ...Object.entries(images).map(([name, { verified }]) => [name, verified] as const),
    ...Object.values(wheels).flatMap((packages) =>
      Object.values(packages).flatMap(({ files }) =>
        files.map(({ file, verified }) => [file, verified] as const),
      ),
    ),
  ];
}
