import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { v5 as uuid } from "uuid";
import type { Composition } from "./completeness";
import type { Origin } from "./origin";

/** A CycloneDX document and the serial number by which others refer to it. */
export interface BomText {
  readonly serialNumber: string;
  readonly text: string;
}

/** What every document of this project says of itself. */
export function metadataOf({ tool, created }: Origin, component: Models.Component): Models.Metadata {
  const generator = new Models.Component(Enums.ComponentType.Application, tool.name, {
    version: tool.version,
  });
  return new Models.Metadata({
    timestamp: created,
    lifecycles: new Models.LifecycleRepository([Enums.LifecyclePhase.PreBuild]),
    tools: new Models.Tools({ components: new Models.ComponentRepository([generator]) }),
    component,
  });
}

/**
 * Writes a document; its serial number is made from its content, so that the same content has the same number.
 */
export function withSerialNumber(bom: Models.Bom, compositions: readonly Composition[]): BomText {
  const serializer = new Serialize.JsonSerializer(new WholeBoms(compositions));
  const write = (): string => `${serializer.serialize(bom, { space: 2 })}\n`;
  const serialNumber = `urn:uuid:${uuid(write(), uuid.URL)}`;
  bom.serialNumber = serialNumber;
  return { serialNumber, text: write() };
}

/** The library has no model of compositions: they are added to what it writes. */
class WholeBoms extends Serialize.JSON.Normalize.Factory {
  constructor(readonly compositions: readonly Composition[]) {
    super(Spec.Spec1dot6);
  }

  override makeForBom(): Serialize.JSON.Normalize.BomNormalizer {
    return new BomWithCompositions(this, this.compositions);
  }
}

class BomWithCompositions extends Serialize.JSON.Normalize.BomNormalizer {
  constructor(
    factory: Serialize.JSON.Normalize.Factory,
    readonly compositions: readonly Composition[],
  ) {
    super(factory);
  }

  override normalize(
    bom: Models.Bom,
    options: Serialize.Types.NormalizerOptions,
  ): Serialize.JSON.Types.Normalized.Bom {
    const { compositions } = this;
    return { ...super.normalize(bom, options), ...(compositions.length > 0 ? { compositions } : {}) };
  }
}
