import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { describe, expect, it } from "vitest";
import type { Vulnerability } from "../../src/advise/finding";
import { vulnerabilities } from "../../src/advise/vulnerabilities";
import { KNOWLEDGE } from "../../src/model/knowledge";
import type { Background } from "../../src/sbom/documents";
import { fixtureProject } from "../fixture-project/fixture-project";
import { type Files, type Json } from "../generator/fixture";
import { COMMITTED, documentsOf, inventoryOf, ORIGIN } from "./documents";

const VALIDATOR = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

const EVIDENCE = {
  source: "https://example.com/advisory",
  date: "2026-11-23",
  confidence: "documented",
  note: "Read once.",
} as const;

/** A vulnerability of the driver of the small matrix. */
const FINDING: Vulnerability = {
  kind: "vulnerability",
  id: "CVE-2024-1597",
  part: { name: "org.postgresql:postgresql", version: "42.7.1", images: ["jdbc-drivers"] },
  stated: "critical",
  summary: "SQL injection",
  fixed: ["42.6.1", "42.7.2"],
  fixedIn: "42.7.2",
  cleanFrom: "42.7.12",
  wayOut: "take 42.7.12 in $.jdbc.postgresql, then npx projen lock",
  tried: [],
  evidence: EVIDENCE,
};

/** What documents are written from when the audit knows of these, and compatibility/ of nothing. */
function background(...found: Vulnerability[]): Background {
  const nothing = { ...KNOWLEDGE.vulnerabilities, spark: [], jars: [] };
  const knowledge = {
    ...KNOWLEDGE,
    vulnerabilities: nothing,
    jdbc: { ...KNOWLEDGE.jdbc, vulnerabilities: [] },
  };
  return { origin: ORIGIN, vexOrigin: ORIGIN, vulnerabilities: found, knowledge };
}

const REPLACED = "jar:/opt/spark/jars/commons-lang3-3.18.0.jar";

/** The small matrix with a jar of Spark 3.5.8 replaced, and one removed. */
function withSurgery({ matrix, lock }: Files): void {
  matrix.jarSurgery = [
    {
      spark: ["3.5.8"],
      replace: "commons-lang3-3.12.0.jar",
      with: "org.apache.commons:commons-lang3:3.18.0",
      reason: "A long class name ends the job",
      fixes: ["CVE-2025-48924"],
    },
    { spark: ["3.5.8"], remove: "zookeeper-3.6.3.jar", reason: "Not needed", fixes: ["CVE-2023-44981"] },
  ];
  const verified = { by: "download" };
  lock.spark["3.5.8"].jars = {
    files: { "commons-lang3-3.12.0.jar": "1".repeat(64), "zookeeper-3.6.3.jar": "2".repeat(64) },
    verified,
  };
  lock.jars["org.apache.commons:commons-lang3:3.18.0"] = {
    file: "commons-lang3-3.18.0.jar",
    sha256: "a".repeat(64),
    size: 1,
    license: "Apache-2.0",
    verified,
  };
}

const statesIn = ({ vulnerabilities: listed = [] }: Json) =>
  listed.map(({ "bom-ref": ref, analysis }: Json) => [ref, analysis.state]);

describe("each VEX document of the committed matrix", () => {
  const committed = {
    origin: ORIGIN,
    vexOrigin: ORIGIN,
    vulnerabilities: vulnerabilities(fixtureProject(), KNOWLEDGE),
    knowledge: KNOWLEDGE,
  };
  const documents: readonly (readonly [string, Json, Json])[] = COMMITTED.map((inventory) => {
    const { cdx, vex } = documentsOf(inventory, committed);
    return [inventory.variant.reference, vex, cdx];
  });

  it.each(documents)("of %s is valid by CycloneDX's own strict schema", async (_, vex) => {
    expect(await VALIDATOR.validate(JSON.stringify(vex))).toBeNull();
  });

  it.each(documents)(
    "of %s refers to components of its bill of materials at their versions",
    (_, vex, cdx) => {
      const prefix = `${cdx.serialNumber.replace("urn:uuid:", "urn:cdx:")}/1#`;
      const versions = new Map(
        cdx.components.map((component: Json) => [component["bom-ref"], component.version]),
      );
      for (const { affects } of vex.vulnerabilities ?? []) {
        const [{ ref, versions: affected }] = affects;
        expect(ref.startsWith(prefix)).toBe(true);
        expect(versions.get(decodeURIComponent(ref.slice(prefix.length)))).toBe(affected[0].version);
      }
    },
  );

  it("together name every vulnerability that the audit knows of", () => {
    const named = new Set(
      documents.flatMap(([, vex]) => (vex.vulnerabilities ?? []).map(({ id }: Json) => id)),
    );
    expect([...named].sort()).toEqual([...new Set(committed.vulnerabilities.map(({ id }) => id))].sort());
  });
});

describe("a VEX document", () => {
  it("tells of a finding what is known, what to do, and that nobody has examined it", async () => {
    const { cdx, vex } = documentsOf(inventoryOf("jdbc-drivers"), background(FINDING));
    const source = { url: "https://example.com/advisory" };
    expect(await VALIDATOR.validate(JSON.stringify(vex))).toBeNull();
    expect(vex.vulnerabilities).toEqual([
      {
        "bom-ref": "vulnerability:CVE-2024-1597:jar:/opt/jdbc/postgresql-42.7.1.jar",
        id: "CVE-2024-1597",
        source,
        ratings: [{ severity: "critical", source }],
        description: "SQL injection",
        recommendation: "take 42.7.12 in $.jdbc.postgresql, then npx projen lock",
        advisories: [source],
        analysis: {
          state: "in_triage",
          detail:
            "This version is affected. Whether the vulnerability can be exploited in this image has not been examined.",
        },
        affects: [
          {
            ref: `${cdx.serialNumber.replace("urn:uuid:", "urn:cdx:")}/1#jar%3A%2Fopt%2Fjdbc%2Fpostgresql-42.7.1.jar`,
            versions: [{ version: "42.7.1", status: "affected" }],
          },
        ],
        properties: [
          { name: "spark-k8s:read-on", value: "2026-11-23" },
          { name: "spark-k8s:confidence", value: "documented" },
          { name: "spark-k8s:fixed-in", value: "42.6.1" },
          { name: "spark-k8s:fixed-in", value: "42.7.2" },
          { name: "spark-k8s:note", value: "Read once." },
        ],
      },
    ]);
    expect(vex.compositions).toEqual([
      {
        "bom-ref": "composition:vulnerabilities",
        aggregate: "incomplete",
        vulnerabilities: ["vulnerability:CVE-2024-1597:jar:/opt/jdbc/postgresql-42.7.1.jar"],
      },
    ]);
  });

  it("names a source that is no URL, and no severity where none was stated", () => {
    const finding = { ...FINDING, stated: null, evidence: { ...EVIDENCE, source: "issue threads" } };
    const [{ source, advisories, ratings }] = documentsOf(inventoryOf("jdbc-drivers"), background(finding))
      .vex.vulnerabilities;
    expect([source, advisories, ratings]).toEqual([{ name: "issue threads" }, undefined, undefined]);
  });

  it("names a jar of a distribution only in images with that Spark", () => {
    const edit = ({ lock }: Files): void => {
      for (const spark of ["3.5.8", "4.1.1"])
        lock.spark[spark].jars = { files: { "derby-10.jar": "a".repeat(64) }, verified: { by: "download" } };
    };
    const bundled = [{ spark: "3.5.8", file: "derby-10.jar" }];
    const part = { name: "org.apache.derby:derby", version: "10", bundled, images: [] };
    const foundIn = (name: string) =>
      statesIn(documentsOf(inventoryOf(name, edit), background({ ...FINDING, part })).vex);
    const found = [["vulnerability:CVE-2024-1597:jar:/opt/spark/jars/derby-10.jar", "in_triage"]];
    expect(["spark-3.5.8-core", "spark-3.5.8-jdk17", "spark-4.1.1-core"].map(foundIn)).toEqual([
      found,
      found,
      [],
    ]);
  });

  it("names Spark itself at the version that a finding is about", () => {
    const part = { name: "Spark", version: "3.5.8", images: [] };
    const foundIn = (name: string) =>
      statesIn(documentsOf(inventoryOf(name), background({ ...FINDING, part })).vex);
    expect(["spark-3.5.8-core", "spark-4.1.1-core", "jdk-17"].map(foundIn)).toEqual([
      [["vulnerability:CVE-2024-1597:archive:spark", "in_triage"]],
      [],
      [],
    ]);
  });

  it("tells what a change to the jars of a distribution has resolved, and why it was made", async () => {
    const { vex } = documentsOf(inventoryOf("spark-3.5.8-jdk17", withSurgery), background());
    expect(await VALIDATOR.validate(JSON.stringify(vex))).toBeNull();
    const told = vex.vulnerabilities.map(({ id, analysis, affects }: Json) => [
      id,
      analysis,
      affects[0].versions,
    ]);
    expect(told).toEqual([
      [
        "CVE-2023-44981",
        {
          state: "resolved",
          detail: "zookeeper-3.6.3.jar of the distribution is left out: Not needed.",
        },
        [{ version: "3.5.8", status: "unaffected" }],
      ],
      [
        "CVE-2025-48924",
        {
          state: "resolved",
          detail:
            "commons-lang3-3.18.0.jar is in the place of the distribution's commons-lang3-3.12.0.jar: A long class name ends the job.",
        },
        [{ version: "3.18.0", status: "unaffected" }],
      ],
    ]);
  });

  it("takes what is known of a resolved vulnerability from compatibility/", () => {
    const row = {
      ...EVIDENCE,
      id: "CVE-2025-48924",
      package: "a:b",
      severity: "high",
      summary: "endless recursion",
    };
    const known = background();
    const rows = [
      { ...row, affectedFrom: null, fixed: ["3.18.0"] },
    ] as Background["knowledge"]["vulnerabilities"]["jars"];
    const knowledge = {
      ...known.knowledge,
      vulnerabilities: { ...known.knowledge.vulnerabilities, jars: rows },
    };
    const { vex } = documentsOf(inventoryOf("spark-3.5.8-core", withSurgery), { ...known, knowledge });
    const found = vex.vulnerabilities.find(({ id }: Json) => id === "CVE-2025-48924");
    expect([found.description, found.ratings[0].severity]).toEqual(["endless recursion", "high"]);
  });

  it("does not call resolved what the jar that came still has", () => {
    const bundled = [{ spark: "3.5.8", file: "commons-lang3-3.18.0.jar" }];
    const part = { name: "org.apache.commons:commons-lang3", version: "3.18.0", bundled, images: [] };
    const finding = { ...FINDING, id: "CVE-2025-48924", part };
    const { vex } = documentsOf(inventoryOf("spark-3.5.8-core", withSurgery), background(finding));
    expect(statesIn(vex)).toContainEqual([`vulnerability:CVE-2025-48924:${REPLACED}`, "in_triage"]);
    expect(statesIn(vex)).not.toContainEqual([`vulnerability:CVE-2025-48924:${REPLACED}`, "resolved"]);
  });

  it("says that it is not complete, also where it names none", () => {
    const { vex } = documentsOf(inventoryOf("jdk-17"), background());
    expect(vex.vulnerabilities).toBeUndefined();
    expect(vex.metadata.properties).toEqual([
      {
        name: "spark-k8s:coverage",
        value:
          "Only the vulnerabilities that compatibility/ has a row of, and those that a change to jars names: not a complete list.",
      },
    ]);
  });
});
