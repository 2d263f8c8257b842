import type { LockedJar } from "../model/project";
import { PLAIN_PART, type Part } from "./part";
import { mavenPurl } from "./purl";

/** A jar of a Maven repository, in a folder of the image. */
export function jarPart(jar: LockedJar, folder: string, image: string): Part {
  const [group = "", name = "", version = ""] = jar.coordinates.split(":");
  const path = `${folder}/${jar.file}`;
  return {
    ...PLAIN_PART,
    id: `jar:${path}`,
    kind: "jar",
    group,
    name,
    version,
    purl: mavenPurl(jar.coordinates),
    checksum: { algorithm: "SHA-256", hex: jar.sha256 },
    verified: jar.verified,
    license: jar.license,
    attention: jar.attention ?? "",
    path,
    image,
  };
}
