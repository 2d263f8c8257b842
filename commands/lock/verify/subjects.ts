import type { Algorithm } from "../../../downloads/hashes";
import type { Comparison, HeldEntry } from "../comparison";
import type { Inputs } from "../inputs";
import type { Net } from "../net";
import { type Place, askedSources, jarPlaces, pythonPlaces, sparkPlaces } from "../sources";

/** A file of the lock to be asked for at its sources; without sources it is a wheel, which the index has. */
export interface Subject {
  readonly name: string;
  readonly file: string;
  readonly algorithm: Algorithm;
  readonly hex: string;
  /** In bytes; null where the lock does not know it. */
  readonly size: number | null;
  readonly sources: readonly string[];
  /** For a wheel: its package and the index that lists it. */
  readonly indexed?: { readonly project: string; readonly index: string };
}

type Addressed = (places: readonly Place[]) => readonly string[];

/** Every file of the lock that the matrix asks for. Images are apart: they are no files. */
export function subjectsOf(
  { environment }: Net,
  inputs: Inputs,
  { kept, wheels }: Comparison,
): readonly Subject[] {
  const address: Addressed = (places) =>
    askedSources(inputs.mirrors, places, environment).map(({ url }) => url);
  const packages = wheels.flatMap(({ wanted: { python } }) =>
    Object.entries(inputs.rules.lock.wheels?.[python] ?? {}).flatMap(([project, locked]) =>
      (locked?.files ?? []).flatMap((file) =>
        file?.file && file.sha256
          ? [
              {
                name: `${project} ${locked?.version} (${file.platform}, Python ${python})`,
                file: file.file,
                algorithm: "sha256" as const,
                hex: file.sha256,
                size: file.size ?? null,
                sources: [],
                indexed: { project, index: environment.PIP_INDEX_URL || inputs.mirrors.pythonIndex },
              },
            ]
          : [],
      ),
    ),
  );
  return [...kept.flatMap((held) => ofEntry(held, address)), ...packages];
}

function ofEntry({ wanted, entry }: HeldEntry, address: Addressed): readonly Subject[] {
  const { section, key, name } = wanted;
  if ("digest" in entry) return [];
  if ("platforms" in entry) {
    return Object.entries(entry.platforms).map(([platform, { file, sha256, size }]) => {
      const sources = address(pythonPlaces(entry.release, file));
      return { name: `${name} (${platform})`, file, algorithm: "sha256", hex: sha256, size, sources };
    });
  }
  const sources = address(section === "jars" ? jarPlaces(key) : sparkPlaces(key, entry.file));
  const checksum =
    "sha512" in entry
      ? ({ algorithm: "sha512", hex: entry.sha512 } as const)
      : ({ algorithm: "sha256", hex: entry.sha256 } as const);
  return [{ name, file: entry.file, ...checksum, size: entry.size, sources }];
}
