import { describe, expect, it } from "vitest";
import { findings } from "../../src/advise/advise";
import { daysAfter, isDay } from "../../src/advise/day";
import type { EndOfLife } from "../../src/advise/finding";
import { warnings } from "../../src/advise/warnings";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { plan } from "../../src/pipeline";
import { renderAdvice } from "../../src/render/advice";
import { facts, proof, vulnerability } from "./facts";
import { type Files, TEMPLATES, sources } from "./fixture";

const INPUTS = { inputs: ["matrix.json", "lock.json"], folders: [] };

const LAST = "more about these, and all dates: docs/advice.md; on a day: npx projen audit";

const withJars = ({ lock }: Files) => {
  const avro = { files: { "avro-1.11.2.jar": "1".repeat(64) }, verified: { by: "download" } };
  lock.spark["3.5.8"].jars = avro;
  lock.spark["4.1.1"].jars = avro;
  lock.jars["org.postgresql:postgresql:42.7.1"].attention = "Read the terms.";
};

const KNOWN = facts({
  jdbc: [
    { ...vulnerability("CVE-2026-0001", "org.postgresql:postgresql", ["42.7.2"]), severity: null },
    vulnerability("CVE-2026-0002", "org.postgresql:postgresql", ["42.7.12"]),
  ],
  jars: [
    vulnerability("CVE-2026-0003", "org.apache.avro:avro", []),
    { ...vulnerability("CVE-2026-0004", "org.apache.avro:avro", ["1.11.4"]), severity: "critical" },
  ],
});

const found = (knowledge = KNOWN) => findings(plan(sources(withJars), KNOWLEDGE), knowledge);

describe("the warnings of npx projen", () => {
  it("are a line for each part, for the jars of each Spark and for all licences, and where there is more", () => {
    expect(warnings(found())).toEqual([
      "Debian 12: last day of regular support 2026-07-11 (long-term 2028-06-30); trixie in $.debian is refused: 17 on Debian trixie, which has no package openjdk-17-jre-headless. trixie with 21 in $.java.version is refused: 21 with Spark 3.5, of which nothing is known. trixie with 25 in $.java.version is refused: 25 with Spark 3.5, of which nothing is known; 25 with Spark 4.1, of which nothing is known",
      "Python 3.10: last day of support 2026-10-31; take 3.11 in $.python.version, then npx projen lock",
      "org.postgresql:postgresql 42.7.1: CVE-2026-0001, CVE-2026-0002 (high); fixed in 42.7.12",
      "Spark 3.5.8: 2 known vulnerabilities in 1 of its jars, such as CVE-2026-0004 (critical) in org.apache.avro:avro 1.11.2",
      "Spark 4.1.1: 2 known vulnerabilities in 1 of its jars, such as CVE-2026-0004 (critical) in org.apache.avro:avro 1.11.2",
      "licences: 1 part needs attention before an image is published, such as org.postgresql:postgresql (Apache-2.0)",
      LAST,
    ]);
  });

  it("are none where nothing is found", () => {
    expect(warnings([])).toEqual([]);
  });

  const python = found().find(({ part }) => part.name === "Python") as EndOfLife;
  it.each([
    ["2027-02-21", true, "183 days after the day on which the fact was read"],
    ["2027-02-22", false, "184 days after it"],
    ["2020-01-01", true, "long before it"],
  ])("an end of support on %s is told: %s (%s), whatever today is", (ends, isTold) => {
    expect(warnings([{ ...python, ends }]).length > 0).toBe(isTold);
  });
});

describe("the document of what ought to be known", () => {
  it("has every date, near or not, every vulnerability with its way out, and the licences", () => {
    const { path, content } = renderAdvice(INPUTS, found(), TEMPLATES);
    const rows = content.split("\n").filter((line) => /^\| [A-Zo]/.test(line));
    const cut = rows.map((row) => row.split(" | ").slice(0, 5).join(" | "));
    expect([path, ...cut]).toEqual([
      "docs/advice.md",
      "| Part | Last day of support | Long-term support | Way out | Source",
      "| Debian 12 | 2026-07-11 | 2028-06-30 | trixie in $.debian is refused: 17 on Debian trixie, which has no package openjdk-17-jre-headless. trixie with 21 in $.java.version is refused: 21 with Spark 3.5, of which nothing is known. trixie with 25 in $.java.version is refused: 25 with Spark 3.5, of which nothing is known; 25 with Spark 4.1, of which nothing is known | https://example.com/advisory (2026-08-22)",
      "| Python 3.10 | 2026-10-31 | none | take 3.11 in $.python.version, then npx projen lock | https://example.com/advisory (2026-08-22)",
      "| Spark 3.5 | 2027-11-30 | none | no part that is supported for longer is known: add its row to compatibility/ when there is one | https://example.com/advisory (2026-08-22)",
      "| Spark 4.1 | 2027-06-11 | none | no part that is supported for longer is known: add its row to compatibility/ when there is one | https://example.com/advisory (2026-08-22)",
      "| Part | Vulnerability | Severity | What can happen | Way out",
      "| org.postgresql:postgresql 42.7.1 | CVE-2026-0001 | not read | a fault | take 42.7.12 in $.jdbc.postgresql, then npx projen lock",
      "| org.postgresql:postgresql 42.7.1 | CVE-2026-0002 | high | a fault | take 42.7.12 in $.jdbc.postgresql, then npx projen lock",
      "| org.apache.avro:avro 1.11.2 in Spark 3.5.8, 4.1.1 | CVE-2026-0003 | high | a fault | no fixed version is published",
      "| org.apache.avro:avro 1.11.2 in Spark 3.5.8, 4.1.1 | CVE-2026-0004 | critical | a fault | Spark 3.5.8: of Spark 3.5 no patch with the fix is known; no other jar in its place was tried. Spark 4.1.1: of Spark 4.1 no patch with the fix is known; no other jar in its place was tried",
      "| Part | Licence | Images |",
      "| org.postgresql:postgresql 42.7.1 | Apache-2.0 | jdbc-drivers, spark-3.5.8-jdk17, spark-4.1.1-jdk17 |",
    ]);
  });

  it("says so where there is nothing to know", () => {
    const { content } = renderAdvice(INPUTS, [], TEMPLATES);
    expect(content).toContain("No row of `compatibility/` is about a part of these images.");
    expect(content.match(/^None\.$/gm)).toHaveLength(2);
  });

  it("has the changes to jars that were tried: what worked before what failed, each set once for all its Sparks", () => {
    const changes = [{ replace: "avro-1.11.2.jar", with: "org.apache.avro:avro:1.11.4" }];
    const proofs = [
      proof("3.5.8", [...changes, { remove: "b-1.jar" }, { add: "c:d:1" }], "start of a session: a | b"),
      proof("3.5.8", changes),
      proof("4.1.1", changes),
    ];
    const jars = [vulnerability("CVE-2026-0004", "org.apache.avro:avro", ["1.11.4"])];
    const { content } = renderAdvice(INPUTS, found(facts({ jars, proofs })), TEMPLATES);
    expect(content.split("\n").filter((line) => /^\| (Spark \||\d)/.test(line))).toEqual([
      "| Spark | Jars | Result | Run |",
      "| 3.5.8, 4.1.1 | avro-1.11.2.jar by org.apache.avro:avro:1.11.4 | worked | 2026-08-22, Java 17.0.15, job 111111111111 |",
      "| 3.5.8 | avro-1.11.2.jar by org.apache.avro:avro:1.11.4, b-1.jar removed, c:d:1 added | failed: start of a session: a \\| b | 2026-08-22, Java 17.0.15, job 111111111111 |",
    ]);
  });

  it("has no value that ends its cell of a table", () => {
    const knowledge = facts({
      jdbc: [{ ...vulnerability("CVE-2026-0001", "org.postgresql:postgresql", []), summary: "a | b" }],
    });
    expect(renderAdvice(INPUTS, found(knowledge), TEMPLATES).content).toContain("| a \\| b |");
  });
});

describe("days", () => {
  it("are counted over the end of a month, of a year and of a February", () => {
    expect([daysAfter("2026-12-31", 1), daysAfter("2027-02-28", 1), daysAfter("2028-02-28", 1)]).toEqual([
      "2027-01-01",
      "2027-03-01",
      "2028-02-29",
    ]);
  });

  it.each(["2026-02-30", "2026-13-01", "2026-1-1", "tomorrow", "", "2026-11-23T00:00"])(
    "%s is none of the calendar",
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});
