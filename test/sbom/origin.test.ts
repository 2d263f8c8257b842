import { expect, it } from "vitest";
import type { Vulnerability } from "../../src/advise/finding";
import { newestReading, newestVerification } from "../../src/sbom/origin";
import { backgroundOf, inventoriesOf } from "./documents";

it("bills of materials bear the newest date on which a checksum was verified", () => {
  const inventories = inventoriesOf(({ lock }) => {
    lock.jars["org.postgresql:postgresql:42.7.1"].verified = { by: "download", date: "2026-03-02" };
    lock.spark["3.5.8"].verified = { by: "published", source: "a page", date: "2026-01-31" };
  });
  expect(newestVerification(inventories)).toEqual(new Date("2026-03-02T00:00:00Z"));
});

it("bills of materials bear the beginning of Unix time where no checksum has a date", () => {
  expect(newestVerification(inventoriesOf())).toEqual(new Date(0));
});

it("documents of vulnerabilities bear the newest date on which one was read of", () => {
  const [first, second] = backgroundOf().vulnerabilities;
  if (!first || !second) throw new Error("the driver of the small matrix has known vulnerabilities");
  const readOn = (finding: Vulnerability, date: string) => ({
    ...finding,
    evidence: { ...finding.evidence, date },
  });
  expect(newestReading([readOn(first, "2026-03-02"), readOn(second, "2026-01-31")])).toEqual(
    new Date("2026-03-02"),
  );
  expect(newestReading([])).toEqual(new Date(0));
});
