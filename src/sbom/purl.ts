import { PackageURL } from "packageurl-js";

/** Package URL of a Maven artifact by its coordinates `group:artifact:version[:packaging:classifier]`. */
export function mavenPurl(coordinates: string): string {
  const [group = "", artifact = "", version = "", , classifier] = coordinates.split(":");
  return new PackageURL(
    "maven",
    group,
    artifact,
    version,
    classifier ? { classifier } : null,
    null,
  ).toString();
}

/** Package URL of a Python package of the Python Package Index. */
export function pypiPurl(name: string, version: string): string {
  return new PackageURL("pypi", null, name, version, null, null).toString();
}

/** Package URL of a Debian package whose version only the build decides. */
export function debianPurl(name: string, release: string): string {
  return new PackageURL("deb", "debian", name, null, { distro: release }, null).toString();
}

/** Package URL of what no registry of packages has: its name, version and the checksum of its file. */
export function genericPurl(name: string, version: string, checksum: string): string {
  return new PackageURL("generic", null, name, version, { checksum }, null).toString();
}

/** An image reference: its registry, path, name, tag and digest. */
const REFERENCE =
  /^(?:(?<registry>[^/]*[.:][^/]*|localhost)\/)?(?:(?<path>.+)\/)?(?<name>[^/:@]+)(?::(?<tag>[^/:@]+))?(?:@(?<digest>.+))?$/;

/** Package URL of an image; its version is the digest, else the tag. */
export function imagePurl(reference: string): string {
  const {
    registry,
    path,
    name = reference,
    tag = "latest",
    digest,
  } = REFERENCE.exec(reference)?.groups ?? {};
  const qualifiers = registry ? { repository_url: registry } : null;
  return new PackageURL("docker", path, name, digest ?? tag, qualifiers, null).toString();
}
