import type { LockedJar } from "../model/project";
import { type Component, PLAIN_COMPONENT } from "./component";
import { mavenPurl } from "./purl";

/** A jar of a Maven repository, at a path of the image. */
export function jarComponent(jar: LockedJar, path: string, image: string): Component {
  const [group = "", name = "", version = ""] = jar.coordinates.split(":");
  return {
    ...PLAIN_COMPONENT,
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
    sources: jar.sources ?? [],
    image,
  };
}
