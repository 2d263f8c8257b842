/** The parts of an SPDX 2.3 document that are written here, as its JSON format names them. */
export interface SpdxDocument {
  readonly spdxVersion: "SPDX-2.3";
  readonly dataLicense: "CC0-1.0";
  readonly SPDXID: "SPDXRef-DOCUMENT";
  readonly name: string;
  readonly documentNamespace: string;
  readonly creationInfo: { readonly created: string; readonly creators: readonly string[] };
  readonly comment: string;
  readonly packages: readonly SpdxPackage[];
  readonly relationships: readonly SpdxRelationship[];
  readonly hasExtractedLicensingInfos?: readonly SpdxExtractedLicense[];
}

export interface SpdxPackage {
  readonly SPDXID: string;
  readonly name: string;
  readonly versionInfo?: string;
  /** The file that it is in the image. */
  readonly packageFileName?: string;
  readonly primaryPackagePurpose: "CONTAINER" | "APPLICATION" | "LIBRARY" | "OPERATING_SYSTEM";
  readonly downloadLocation: string;
  readonly filesAnalyzed: false;
  readonly checksums?: readonly { readonly algorithm: "SHA256" | "SHA512"; readonly checksumValue: string }[];
  readonly licenseConcluded: string;
  readonly licenseDeclared: string;
  readonly licenseComments?: string;
  readonly copyrightText: string;
  readonly externalRefs?: readonly SpdxExternalReference[];
  readonly sourceInfo?: string;
  readonly description?: string;
  readonly comment?: string;
}

export interface SpdxExternalReference {
  readonly referenceCategory: "PACKAGE-MANAGER" | "SECURITY";
  readonly referenceType: "purl" | "cpe23Type";
  readonly referenceLocator: string;
}

export interface SpdxRelationship {
  readonly spdxElementId: string;
  readonly relationshipType: "DESCRIBES" | "CONTAINS" | "DEPENDS_ON";
  readonly relatedSpdxElement: string;
}

export interface SpdxExtractedLicense {
  readonly licenseId: string;
  readonly name: string;
  readonly extractedText: string;
}
