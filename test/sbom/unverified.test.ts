import { describe, expect, it } from "vitest";
import { isUnverified, verifiedWords } from "../../src/model/verification";
import type { Files, Json } from "../generator/fixture";
import { textOf } from "../generator/fixture";
import { documentsOf, inventoryOf } from "./documents";

const SPARK = "spark-3.5.8-core";

const published =
  (source: string) =>
  ({ lock }: Files): void => {
    lock.spark["3.5.8"].verified = { by: "published", source };
  };

/** What each document of an image says of how the checksum of Spark is known. */
function saidOf(edit: (files: Files) => void): readonly (string | undefined)[] {
  const { cdx, spdx } = documentsOf(inventoryOf(SPARK, edit));
  const component = cdx.components.find(({ name }: Json) => name === "spark");
  const property = component.properties.find(({ name }: Json) => name === "spark-k8s:verified");
  const item = spdx.packages.find(({ name }: Json) => name === "spark");
  const [row] = textOf("THIRD-PARTY-LICENSES.md", edit).match(/^\| Apache Spark \| 3\.5\.8 .*$/m) ?? [];
  return [property.value, item.comment?.match(/Its checksum is .*$/)?.[0], row?.split(" | ").at(-1)];
}

describe("a checksum that was published somewhere", () => {
  it("is marked unverified in every document where nobody can follow its source", () => {
    expect(saidOf(published("3 public sources agree"))).toEqual([
      "unverified, published: 3 public sources agree",
      "Its checksum is unverified, published: 3 public sources agree.",
      "unverified, published: 3 public sources agree |",
    ]);
  });

  it("is not where its source is an address", () => {
    const url = "https://example.com/sums";
    expect(saidOf(published(url))).toEqual([`published: ${url}`, undefined, `published: ${url} |`]);
  });
});

it.each<[Parameters<typeof isUnverified>[0], boolean, string]>([
  [{ by: "published" }, true, "unverified, published"],
  [{ by: "published", source: "a page" }, true, "unverified, published: a page"],
  [{ by: "published", source: "http://example.com/a" }, true, "unverified, published: http://example.com/a"],
  [{ by: "published", source: "see https://a.org/b" }, false, "published: see https://a.org/b"],
  [{ by: "download" }, false, "download"],
  [{ by: "index" }, false, "index"],
  [{ by: "nothing", source: "not pinned" }, false, "nothing: not pinned"],
])("%j is unverified: %s", (verification, expected, words) => {
  expect([isUnverified(verification), verifiedWords(verification)]).toEqual([expected, words]);
});
