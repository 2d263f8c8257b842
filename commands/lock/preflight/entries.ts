import { MACHINES, buildFile, newestRelease } from "../fetch/python-build";
import { effectivePom } from "../fetch/effective-pom";
import { pomSource, relocationOf } from "../fetch/pom";
import { pysparkSource } from "../fetch/pyspark";
import type { Inputs } from "../inputs";
import type { Net } from "../net";
import { Unobtainable } from "../refusal";
import type { AskedEntry } from "../selection";
import { askedSources, jarPlaces, mavenPath, pythonPlaces, sparkPlaces } from "../sources";
import type { WantedEntry } from "../wanted";
import { whyNowhere } from "./has-source";
import { NoSuchVersion } from "../no-such-version";
import { publishedJars, publishedPackages } from "./published";

/** Finds out whether an entry can be had. @throws Unobtainable, NoSuchVersion */
type Check = (net: Net, inputs: Inputs, asked: AskedEntry) => Promise<void>;

const CHECKS: Readonly<Record<WantedEntry["section"], Check>> = {
  jars: assertJar,
  spark: assertSpark,
  pyspark: assertPyspark,
  python: assertPython,
  // One that no registry gives stays without a digest.
  images: () => Promise.resolve(),
};

/**
 * Finds out whether an entry can be had, without downloading it.
 *
 * @throws Unobtainable, NoSuchVersion
 */
export async function assertObtainable(net: Net, inputs: Inputs, asked: AskedEntry): Promise<void> {
  if (!asked.isOptional) await CHECKS[asked.wanted.section](net, inputs, asked);
}

async function assertSpark(net: Net, inputs: Inputs, { wanted, old }: AskedEntry): Promise<void> {
  const file = `spark-${wanted.key}-bin-hadoop3.tgz`;
  const reasons = await nowhere(net, inputs, sparkPlaces(wanted.key, file));
  // Of a distribution whose checksum somebody wrote down, PySpark's source package is enough.
  const isHalf = old && "sha512" in old && old.verified?.by === "published";
  if (reasons && !isHalf) throw await sparkMissing(net, inputs, wanted, reasons);
}

async function assertPyspark(net: Net, inputs: Inputs, { wanted }: AskedEntry): Promise<void> {
  const reasons = await nowhere(net, inputs, sparkPlaces(wanted.key, `pyspark-${wanted.key}.tar.gz`));
  const inIndex = reasons && (await pysparkSource(net, inputs.mirrors, wanted.key));
  if (typeof inIndex === "string")
    throw await sparkMissing(net, inputs, wanted, [...(reasons ?? []), inIndex]);
}

async function assertPython(net: Net, inputs: Inputs, { wanted }: AskedEntry): Promise<void> {
  const release = await newestRelease((await net.tools()).uv, wanted.key);
  const missing = Object.values(MACHINES).map((machine) =>
    nowhere(net, inputs, pythonPlaces(release.release, buildFile(release, machine))),
  );
  const reasons = (await Promise.all(missing)).flatMap((one) => one ?? []);
  if (reasons.length > 0) throw new Unobtainable(wanted.name, reasons, release);
}

type Places = Parameters<typeof askedSources>[1];

function nowhere(net: Net, { mirrors }: Inputs, places: Places): Promise<readonly string[] | undefined> {
  return whyNowhere(net, askedSources(mirrors, places, net.environment));
}

async function assertJar(net: Net, inputs: Inputs, { wanted }: AskedEntry): Promise<void> {
  const places = jarPlaces(wanted.key);
  const reasons = await nowhere(net, inputs, places);
  if (reasons) {
    const published = await publishedJars(net, inputs.mirrors, wanted.key);
    const version = wanted.key.split(":")[2] ?? "";
    if (published.length > 0 && !published.includes(version))
      throw new NoSuchVersion(wanted.name, version, published);
    throw (await publishedElsewhere(net, inputs, wanted.key)) ?? new Unobtainable(wanted.name, reasons);
  }
  const [, artifact = "", version = ""] = wanted.key.split(":");
  const path = mavenPath(wanted.key, `${artifact}-${version}.pom`);
  const poms = places.filter(({ mirror }) => mirror !== "postgresql").map(({ mirror }) => ({ mirror, path }));
  const without = await nowhere(net, inputs, poms);
  if (without) throw new Unobtainable(`${wanted.name} (its POM)`, without);
}

/** That a jar which no source has is published under another name: its POM is still there and says which. */
async function publishedElsewhere(
  net: Net,
  { mirrors }: Inputs,
  coordinates: string,
): Promise<Error | undefined> {
  const pom = await effectivePom(pomSource(net, mirrors), coordinates).catch(() => undefined);
  const relocated = pom && relocationOf(pom, coordinates);
  if (!relocated) return undefined;
  const why = `its POM says that it is published as ${relocated}; write that`;
  return new Error(`${coordinates}: it has no jar: ${why}`);
}

/** What to say of a Spark that is missing: PySpark has its releases, and its index can be asked which there are. */
async function sparkMissing(
  net: Net,
  inputs: Inputs,
  { name, key }: WantedEntry,
  reasons: readonly string[],
): Promise<Error> {
  const published = (await publishedPackages(net, inputs.mirrors, "pyspark")) ?? [];
  const isKnown = published.length === 0 || published.includes(key);
  return isKnown ? new Unobtainable(name, reasons) : new NoSuchVersion(name, key, published);
}
