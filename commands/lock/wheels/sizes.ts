import { SourceError } from "../../../downloads/source-error";
import type { WheelPackage } from "../../../src/model/lock";
import type { ResolvedMirrors } from "../../../src/model/project";
import type { Net } from "../net";
import type { Packages } from "./faults";
import { askedIndex, indexUrl } from "./index-url";
import { filesOfProject } from "./simple-index";

/** Packages with the size of each wheel that had none, where the index states it for the same checksum. */
export async function withWheelSizes(
  net: Net,
  mirrors: ResolvedMirrors,
  packages: Packages,
): Promise<Packages> {
  const entries = Object.entries(packages).map(async ([name, locked]) => {
    const isWhole = locked.files.every(({ size }) => size !== null);
    return [name, isWhole ? locked : await net.inTurn(() => sized(net, mirrors, name, locked))] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function sized(
  net: Net,
  mirrors: ResolvedMirrors,
  name: string,
  locked: WheelPackage,
): Promise<WheelPackage> {
  const index = await indexUrl(net, askedIndex(mirrors, net.environment));
  const listed = await filesOfProject(net.http, index, name).catch((error: unknown) => {
    if (!(error instanceof SourceError)) throw error;
    return [];
  });
  const files = locked.files.map((wheel) => {
    const found = listed.find(({ file, sha256 }) => file === wheel.file && sha256 === wheel.sha256);
    return { ...wheel, size: wheel.size ?? found?.size ?? null };
  });
  return { ...locked, files };
}
