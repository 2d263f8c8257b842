import { isUnverified, verifiedWords } from "../model/verification";
import { v5 as uuid } from "uuid";
import { imageFileName } from "./file-name";
import type { Inventory } from "./inventory";
import { UNKNOWN_LICENSE } from "../model/license";
import { NOASSERTION, declaredLicense, licenseReferences } from "./license";
import type { Origin } from "./origin";
import type { Component, ComponentKind } from "./component";
import type { SpdxDocument, SpdxExtractedLicense, SpdxPackage, SpdxRelationship } from "./spdx-types";

const IMAGE = "SPDXRef-Image";
const LIMITS =
  "Generated before the build from a lock of checksums. Debian's packages are not locked and not listed; of unpacked archives only their jars and what their comments name.";

/** The SPDX 2.3 document of an image, as JSON. */
export function writeSpdx(inventory: Inventory, { tool, created }: Origin): string {
  const { components, platform } = inventory;
  const names = distinctNames(components);
  const content = {
    name: `${inventory.variant.reference} linux/${platform}`,
    creationInfo: {
      created: `${created.toISOString().slice(0, 19)}Z`,
      creators: [`Tool: ${tool.name}-${tool.version}`],
    },
    comment: LIMITS,
    packages: [imagePackage(inventory), ...components.map((component) => componentPackage(component, names))],
    relationships: relationshipsOf(components, names),
    ...extractedLicenses(inventory),
  };
  const document: SpdxDocument = {
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: "SPDXRef-DOCUMENT",
    documentNamespace: `https://spdx.org/spdxdocs/${imageFileName(inventory)}-${uuid(JSON.stringify(content), uuid.URL)}`,
    ...content,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** SPDX identifiers by component: a component's id with what they may not hold replaced, and a number where two became one. */
function distinctNames(components: readonly Component[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    components.map(({ id }) => {
      const base = `SPDXRef-${id.replace(/[^A-Za-z0-9.-]+/g, "-")}`;
      let name = base;
      for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
      taken.add(name);
      return [id, name];
    }),
  );
}

function imagePackage({ folder, variant }: Inventory): SpdxPackage {
  return {
    SPDXID: IMAGE,
    name: variant.reference,
    versionInfo: folder.version,
    primaryPackagePurpose: "CONTAINER",
    downloadLocation: NOASSERTION,
    filesAnalyzed: false,
    licenseConcluded: NOASSERTION,
    licenseDeclared: declaredLicense(folder.licenses),
    copyrightText: NOASSERTION,
    description: folder.description,
  };
}

const PURPOSES: Readonly<Record<ComponentKind, SpdxPackage["primaryPackagePurpose"]>> = {
  system: "OPERATING_SYSTEM",
  tree: "CONTAINER",
  package: "APPLICATION",
  archive: "APPLICATION",
  file: "LIBRARY",
  jar: "LIBRARY",
  wheel: "LIBRARY",
};

function componentPackage(component: Component, names: ReadonlyMap<string, string>): SpdxPackage {
  const { id, kind, group, name, version, path, checksum, license, attention, image, sources } = component;
  const isFile = kind === "jar" || kind === "file";
  return {
    SPDXID: names.get(id) ?? id,
    name: group ? `${group}:${name}` : name,
    ...(version && { versionInfo: version }),
    ...(isFile && { packageFileName: `.${path}` }),
    primaryPackagePurpose: PURPOSES[kind],
    downloadLocation: sources[0] ?? NOASSERTION,
    filesAnalyzed: false,
    ...(checksum && { checksums: [spdxChecksum(checksum)] }),
    licenseConcluded: NOASSERTION,
    licenseDeclared: declaredLicense(license),
    ...(attention && { licenseComments: attention }),
    copyrightText: NOASSERTION,
    ...externalReferences(component),
    sourceInfo: `${path} of the image ${image}`,
    ...commentOf(component),
  };
}

/** What has to be known of a component, and that its checksum is unverified where it is. */
function commentOf({ note, verified }: Component): Pick<SpdxPackage, "comment"> {
  const mark = verified && isUnverified(verified) ? `Its checksum is ${verifiedWords(verified)}.` : "";
  const comment = [note, mark].filter(Boolean).join(" ");
  return comment ? { comment } : {};
}

function spdxChecksum({ algorithm, hex }: NonNullable<Component["checksum"]>) {
  return {
    algorithm: algorithm === "SHA-256" ? ("SHA256" as const) : ("SHA512" as const),
    checksumValue: hex,
  };
}

function externalReferences({ purl, cpe }: Component): Pick<SpdxPackage, "externalRefs"> {
  const references = [
    ...(purl
      ? [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: purl } as const]
      : []),
    ...(cpe
      ? [{ referenceCategory: "SECURITY", referenceType: "cpe23Type", referenceLocator: cpe } as const]
      : []),
  ];
  return references.length > 0 ? { externalRefs: references } : {};
}

function relationshipsOf(
  components: readonly Component[],
  names: ReadonlyMap<string, string>,
): readonly SpdxRelationship[] {
  const nameOf = (id: string): string => names.get(id) ?? IMAGE;
  return [
    { spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: IMAGE },
    ...components.flatMap(({ id, partOf, needs }): SpdxRelationship[] => [
      { spdxElementId: nameOf(partOf), relationshipType: "CONTAINS", relatedSpdxElement: nameOf(id) },
      ...(needs ?? []).map((need) => ({
        spdxElementId: nameOf(id),
        relationshipType: "DEPENDS_ON" as const,
        relatedSpdxElement: nameOf(need),
      })),
    ]),
  ];
}

/** What is said of each licence that SPDX does not have. Its text is where the comment of its package says. */
function extractedLicenses({
  folder,
  components,
}: Inventory): Pick<SpdxDocument, "hasExtractedLicensingInfos"> {
  const words = new Map<string, string>();
  for (const { license, attention } of [...components, { license: folder.licenses, attention: "" }]) {
    for (const id of licenseReferences(declaredLicense(license))) words.set(id, words.get(id) || attention);
  }
  const licenses = [...words].map(([licenseId, attention]): SpdxExtractedLicense => ({
    licenseId,
    name: licenseId.replace("LicenseRef-", "").replaceAll("-", " "),
    extractedText: attention || textOf(licenseId),
  }));
  return licenses.length > 0 ? { hasExtractedLicensingInfos: licenses } : {};
}

function textOf(licenseId: string): string {
  return licenseId === UNKNOWN_LICENSE
    ? "Nobody stated a licence of some of the packages: they declare NOASSERTION."
    : "The text of this licence is not part of the lock.";
}
