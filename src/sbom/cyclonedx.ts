import { Enums, Models, Types } from "@cyclonedx/cyclonedx-library";
import { type BomText, metadataOf, withSerialNumber } from "./bom-text";
import { compositionsOf } from "./completeness";
import type { Inventory } from "./inventory";
import { NOASSERTION, declaredLicense } from "./license";
import { verifiedWords } from "../model/verification";
import type { Component, ComponentKind } from "./component";
import type { Origin } from "./origin";
import { properties } from "./properties";

/** The CycloneDX 1.6 document of an image. */
export function writeCycloneDx(inventory: Inventory, origin: Origin): BomText {
  const { components } = inventory;
  const image = imageComponent(inventory);
  const written = new Map(components.map((component) => [component.id, writtenComponent(component)]));
  for (const { id, partOf, needs } of components) {
    const component = written.get(id);
    if (!component) continue;
    (written.get(partOf) ?? image).dependencies.add(component.bomRef);
    for (const need of needs ?? []) {
      const needed = written.get(need);
      if (needed) component.dependencies.add(needed.bomRef);
    }
  }
  const bom = new Models.Bom({
    metadata: metadataOf(origin, image),
    components: new Models.ComponentRepository(written.values()),
  });
  return withSerialNumber(bom, compositionsOf(inventory));
}

/** The image itself, as the subject of its documents. */
export function imageComponent({ folder, variant, platform }: Inventory): Models.Component {
  return new Models.Component(Enums.ComponentType.Container, variant.reference, {
    bomRef: `image:${variant.reference}`,
    version: folder.version,
    description: folder.description,
    licenses: licensesOf(folder.licenses),
    properties: properties([["platform", `linux/${platform}`]]),
  });
}

const TYPES: Readonly<Record<ComponentKind, Enums.ComponentType>> = {
  system: Enums.ComponentType.OperatingSystem,
  tree: Enums.ComponentType.Container,
  package: Enums.ComponentType.Application,
  archive: Enums.ComponentType.Application,
  file: Enums.ComponentType.Library,
  jar: Enums.ComponentType.Library,
  wheel: Enums.ComponentType.Library,
};

function writtenComponent(component: Component): Models.Component {
  const { kind, name, group, version, purl, cpe, checksum, note, license, sources } = component;
  return new Models.Component(TYPES[kind], name, {
    bomRef: component.id,
    group: group || undefined,
    version: version || undefined,
    purl: purl || undefined,
    cpe: Types.isCPE(cpe) ? cpe : undefined,
    description: note || undefined,
    hashes: new Models.HashDictionary(
      checksum ? [[ALGORITHMS[checksum.algorithm], checksum.hex] as const] : [],
    ),
    licenses: licensesOf(license),
    externalReferences: new Models.ExternalReferenceRepository(
      sources.map((url) => new Models.ExternalReference(url, Enums.ExternalReferenceType.Distribution)),
    ),
    properties: propertiesOf(component),
  });
}

const ALGORITHMS = {
  "SHA-256": Enums.HashAlgorithm["SHA-256"],
  "SHA-512": Enums.HashAlgorithm["SHA-512"],
} as const;

function licensesOf(license: string): Models.LicenseRepository {
  const expression = declaredLicense(license);
  return new Models.LicenseRepository(
    expression === NOASSERTION ? [] : [new Models.LicenseExpression(expression)],
  );
}

function propertiesOf({ path, image, verified, attention, unlisted }: Component): Models.PropertyRepository {
  return properties([
    ["path", path],
    ["image", image],
    ...(verified ? [["verified", verifiedWords(verified)] as const] : []),
    ...(attention ? [["attention", attention] as const] : []),
    ...unlisted.map((folder) => ["unlisted", folder] as const),
  ]);
}
