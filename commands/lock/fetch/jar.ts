import { jarFile } from "../../../src/check/artifacts";
import type { Jar } from "../../../src/model/lock";
import type { ResolvedMirrors } from "../../../src/model/project";
import { licenseOf } from "../licenses/licenses";
import type { Net } from "../net";
import { askedSources, jarPlaces, urlsOf } from "../sources";
import { fetchFile } from "./file";
import { licensesOfPom } from "./pom";

/** Downloads a jar and reads its licence. @throws Unobtainable, Contradiction */
export async function fetchJar(net: Net, mirrors: ResolvedMirrors, coordinates: string): Promise<Jar> {
  const places = jarPlaces(coordinates);
  const file = jarFile(coordinates);
  const { size, hashes, verified } = await fetchFile(net, {
    name: coordinates,
    file,
    sources: askedSources(mirrors, places, net.environment),
    sidecars: ["sha512", "sha256", "sha1"],
  });
  const license = licenseOf(await licensesOfPom(net, mirrors, coordinates), "POM");
  return { ...license, file, sha256: hashes.sha256, size, sources: urlsOf(mirrors, places), verified };
}
