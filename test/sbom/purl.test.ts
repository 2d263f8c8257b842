import { expect, it } from "vitest";
import { debianPurl, genericPurl, imagePurl, mavenPurl, pypiPurl } from "../../src/sbom/purl";

it.each([
  [mavenPurl("org.postgresql:postgresql:42.7.1"), "pkg:maven/org.postgresql/postgresql@42.7.1"],
  [mavenPurl("g:a:1:jar:cuda12-arm64"), "pkg:maven/g/a@1?classifier=cuda12-arm64"],
  [pypiPurl("python-dateutil", "2.9.0.post0"), "pkg:pypi/python-dateutil@2.9.0.post0"],
  [
    debianPurl("openjdk-17-jre-headless", "bookworm"),
    "pkg:deb/debian/openjdk-17-jre-headless?distro=bookworm",
  ],
  [genericPurl("spark", "3.5.8", "sha512:ab"), "pkg:generic/spark@3.5.8?checksum=sha512:ab"],
  [imagePurl("debian:bookworm-slim"), "pkg:docker/debian@bookworm-slim"],
  [imagePurl("debian"), "pkg:docker/debian@latest"],
  [imagePurl("nvidia/cuda:12.1.1-runtime"), "pkg:docker/nvidia/cuda@12.1.1-runtime"],
  [
    imagePurl("registry.example.com:5000/mirror/debian:bookworm-slim@sha256:ab"),
    "pkg:docker/mirror/debian@sha256:ab?repository_url=registry.example.com:5000",
  ],
])("writes %s as the specification of package URLs does", (written, expected) => {
  expect(decodeURIComponent(written)).toBe(expected);
});
