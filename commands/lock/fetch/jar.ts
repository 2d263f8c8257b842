import { jarFile } from "../../../src/check/artifacts";
import type { Jar } from "../../../src/model/lock";
import type { ResolvedMirrors } from "../../../src/model/project";
import { licenseOf } from "../licenses/licenses";
import type { Net } from "../net";
import { Unobtainable } from "../refusal";
import { askedSources, jarPlaces, urlsOf } from "../sources";
import { classFileVersion } from "./class-files";
import { type ReadPom, effectivePom } from "./effective-pom";
import { fetchFile } from "./file";
import { licensesOfPom, pomSource, relocationOf, runtimeDependencies } from "./pom";

/**
 * Downloads a jar and reads its licence, which Java it needs and what its POM says that it needs.
 *
 * @throws Unobtainable, Contradiction
 */
export async function fetchJar(net: Net, mirrors: ResolvedMirrors, coordinates: string): Promise<Jar> {
  const places = jarPlaces(coordinates);
  const file = jarFile(coordinates);
  const read = pomSource(net, mirrors);
  const { path, size, hashes, verified } = await fetchFile(net, {
    name: coordinates,
    file,
    sources: askedSources(mirrors, places, net.environment),
    sidecars: ["sha512", "sha256", "sha1"],
  });
  return {
    ...licenseOf(await licensesOfPom(read, coordinates), "POM"),
    file,
    sha256: hashes.sha256,
    size,
    sources: urlsOf(mirrors, places),
    verified,
    ...(await javaOf(net, path, coordinates)),
    ...(await needsOf(net, read, coordinates)),
  };
}

/** What the POM of a jar needs; nothing where one of its BOMs cannot be had. */
async function needsOf(
  net: Net,
  read: ReadPom,
  coordinates: string,
): Promise<Pick<Jar, "dependencies" | "relocated">> {
  try {
    const pom = await effectivePom(read, coordinates);
    const relocated = relocationOf(pom, coordinates);
    return { dependencies: runtimeDependencies(pom), ...(relocated && { relocated }) };
  } catch (error) {
    if (!(error instanceof Unobtainable)) throw error;
    net.report(`${error.message}\n  what ${coordinates} needs at run time is not known`);
    return {};
  }
}

async function javaOf(net: Net, path: string, coordinates: string): Promise<Pick<Jar, "classFile">> {
  try {
    return { classFile: await classFileVersion(path) };
  } catch (error) {
    net.report(`${coordinates}: which Java it needs is not known: ${(error as Error).message}`);
    return {};
  }
}
