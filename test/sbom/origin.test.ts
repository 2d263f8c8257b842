import { expect, it } from "vitest";
import { newestVerification } from "../../src/sbom/origin";
import { inventoriesOf } from "./documents";

it("documents bear the newest date on which a checksum among them was verified", () => {
  const inventories = inventoriesOf(({ lock }) => {
    lock.jars["org.postgresql:postgresql:42.7.1"].verified = { by: "download", date: "2026-03-02" };
    lock.spark["3.5.8"].verified = { by: "published", source: "a page", date: "2026-01-31" };
  });
  expect(newestVerification(inventories)).toEqual(new Date("2026-03-02T00:00:00Z"));
});

it("documents bear the beginning of Unix time where no checksum has a date", () => {
  expect(newestVerification(inventoriesOf())).toEqual(new Date(0));
});
