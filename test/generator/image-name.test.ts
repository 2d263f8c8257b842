import { describe, expect, it, test } from "vitest";
import { selectInventories } from "../../commands/sbom/select";
import { selectBuilds } from "../../harness/plan";
import { gather } from "../../src/explain/evidence";
import { selectImage } from "../../src/explain/select";
import { plan } from "../../src/pipeline";
import { buildsOf } from "../../src/plan";
import { bakeTargets } from "../../src/resolve/bake-targets";
import { takeInventories } from "../../src/sbom/inventory";
import { type Files, sources } from "./fixture";

const edit = ({ matrix }: Files): void => {
  Object.assign(matrix.images, {
    registry: "registry.example.com:5000/a.b",
    namePrefix: "acme-",
    tag: "1.0",
  });
};
const project = plan(sources(edit));
const evidence = gather(sources(edit));

/** What a name means to each way in which commands take names of images: the references. */
const MEANINGS: Readonly<Record<string, (name: string) => readonly string[]>> = {
  explain: (name) => selectImage(evidence.project, name).variants.map(({ reference }) => reference),
  sbom: (name) =>
    selectInventories(takeInventories(project, "amd64"), [name]).map(({ variant }) => variant.reference),
  "images and what else builds": (name) =>
    selectBuilds(
      buildsOf(project).map((build) => ({ ...build, parents: [] })),
      [name],
    ).map(({ image }) => image),
};

describe.each(Object.entries(MEANINGS))("%s", (_, meaning) => {
  test.each(bakeTargets(project).map(({ name, variant }) => [name, variant.reference]))(
    "understands the target of bake %s",
    (name, reference) => {
      // A folder's name, which the target of its plain build has, means each variant.
      expect(meaning(name)).toContain(reference);
    },
  );

  const ICEBERG = "registry.example.com:5000/a.b/acme-jars-iceberg:1.0-spark-3.5";
  test.each([
    "jars-iceberg-spark-3.5",
    "jars-iceberg-spark-3_5",
    "acme-jars-iceberg-spark-3.5",
    "acme-jars-iceberg-spark-3_5",
    "jars-iceberg:1.0-spark-3.5",
    "acme-jars-iceberg:1.0-spark-3.5",
    "acme-jars-iceberg:1_0-spark-3_5",
    ICEBERG,
  ])("understands %s as one variant", (name) => {
    expect(meaning(name)).toEqual([ICEBERG]);
  });

  test.each([
    "jars-iceberg",
    "docker/docker-intermediate/jars-iceberg",
    "docker/docker-intermediate/jars-iceberg/",
  ])("understands %s as each variant", (name) => {
    expect(meaning(name)).toEqual(["registry.example.com:5000/a.b/acme-jars-iceberg:1.0", ICEBERG]);
  });

  it.each(["jars-iceberg-spark-3-5", "jars_iceberg", "", "1.0", "a.b"])("does not understand %j", (name) => {
    expect(() => meaning(name)).toThrow(`found "${name}"`);
  });
});
