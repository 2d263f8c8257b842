import type { Inventory } from "./inventory";

/** How completely a document tells what its components are made of and need, or which vulnerabilities there are. */
export interface Composition {
  readonly "bom-ref": string;
  readonly aggregate: "complete" | "incomplete" | "unknown";
  /** Components whose own content it is about. */
  readonly assemblies?: readonly string[];
  /** Components whose needs it is about. */
  readonly dependencies?: readonly string[];
  /** Vulnerabilities that are among those of the image. */
  readonly vulnerabilities?: readonly string[];
}

/**
 * What a CycloneDX document says of its own limits: an image holds Debian packages that nobody locked, an unpacked
 * archive has more in it than is listed, and of a jar it is not known what it holds or needs.
 */
export function compositionsOf({ variant, components }: Inventory): readonly Composition[] {
  const idsOf = (...kinds: readonly string[]): readonly string[] =>
    components.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  const known = components.filter(({ needs }) => needs !== null).map(({ id }) => id);
  const unknown = components.filter(({ needs }) => needs === null).map(({ id }) => id);
  return [
    {
      "bom-ref": "composition:listed-in-part",
      aggregate: "incomplete" as const,
      assemblies: [`image:${variant.reference}`, ...idsOf("system", "tree", "package", "archive")],
    },
    {
      "bom-ref": "composition:content-unknown",
      aggregate: "unknown" as const,
      assemblies: idsOf("file", "jar", "wheel"),
    },
    { "bom-ref": "composition:needs-known", aggregate: "complete" as const, dependencies: known },
    { "bom-ref": "composition:needs-unknown", aggregate: "unknown" as const, dependencies: unknown },
  ].filter((composition) => (composition.assemblies ?? composition.dependencies ?? []).length > 0);
}
