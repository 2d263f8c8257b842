import { jarFile } from "../../src/check/artifacts";
import { buildFile } from "./fetch/python-build";
import type { Unobtainable } from "./refusal";
import type { Section, WantedEntry } from "./wanted";

/** What stands for a checksum that somebody has to find. */
const hex = (algorithm: string, digits: number, file: string): string =>
  `<${algorithm} of ${file}, ${digits} hexadecimal digits>`;
const VERIFIED = { by: "published", source: "<https URL of the page that states it>" };

/**
 * The entries that no source gives as a person can write them into the lock, by the section that they go into. What
 * stands in angle brackets is to be found out.
 */
export function fillIn(
  lockFile: string,
  missing: readonly { readonly wanted: WantedEntry; readonly error: Unobtainable }[],
): readonly string[] {
  const sections = [...new Set(missing.map(({ wanted }) => wanted.section))];
  return sections.flatMap((section) => {
    const entries = missing.filter(({ wanted }) => wanted.section === section);
    return [
      `Into ${lockFile} at $.${section}, with what belongs in the place of each <…>:`,
      entries.map(({ wanted: { key }, error }) => formatEntry(key, shapeOf(section, key, error))).join(",\n"),
      ...(section === "spark" ? ["The rest of it is read from PySpark's source package."] : []),
    ];
  });
}

/** An entry of the lock as its text has it, with how it is known on one line. */
export function formatEntry(key: string, entry: object): string {
  const text = `${JSON.stringify(key)}: ${JSON.stringify(entry, undefined, 2)}`;
  return text.replace(/\{\s+("by": .*)\s+("source": .*)\s+\}/g, "{ $1 $2 }").replace(/^/gm, "  ");
}

/** The entry of an image whose digest nobody gave. */
export const IMAGE_SHAPE = {
  digest: `sha256:${hex("SHA-256", 64, "the index of its platforms")}`,
  verified: VERIFIED,
};

function shapeOf(section: Section, key: string, { release }: Unobtainable): object {
  switch (section) {
    case "spark":
      return { sha512: hex("SHA-512", 128, `spark-${key}-bin-hadoop3.tgz`), verified: VERIFIED };
    case "pyspark": {
      const file = `pyspark-${key}.tar.gz`;
      const py4j = "<VERSION of lib/py4j-VERSION-src.zip in it>";
      return {
        file,
        license: "Apache-2.0",
        py4j,
        sha256: hex("SHA-256", 64, file),
        size: null,
        verified: VERIFIED,
      };
    }
    case "jars": {
      const file = jarFile(key);
      const license = "<SPDX expression of its licence>";
      return { file, license, sha256: hex("SHA-256", 64, file), size: null, verified: VERIFIED };
    }
    case "python": {
      const { version = "<MAJOR.MINOR.PATCH>", release: day = "<YYYYMMDD>" } = release ?? {};
      const platform = (machine: "x86_64" | "aarch64") => {
        const file = buildFile({ version, release: day }, machine);
        return { file, sha256: hex("SHA-256", 64, "it"), size: null, verified: VERIFIED };
      };
      const platforms = { amd64: platform("x86_64"), arm64: platform("aarch64") };
      return { version, release: day, license: "PSF-2.0", platforms };
    }
    case "images":
      return IMAGE_SHAPE;
  }
}
