import type { JdkFolder } from "../../../src/model/project";
import { configured, type Mutant, type PlannedImage, ran } from "../mutant";
import { COMPILER, DEBIAN } from "./debian";

const KEYSTORE_DATES = "Java's list of authorities does not say when the image was built";
const ADD_AUTHORITY = [
  "openssl x509 -in /etc/ssl/certs/ca-certificates.crt -out /tmp/authority.pem",
  "keytool -importcert -noprompt -cacerts -storepass changeit -alias later -file /tmp/authority.pem",
].join(" && ");

/** Faults of the JDK image. */
export function jdkMutants({ folder }: PlannedImage<JdkFolder>): readonly Mutant[] {
  const { java } = folder;
  const hasJdk = folder.package.includes("-jdk-");
  return [
    ...DEBIAN,
    hasJdk ? ran("jmap is gone", 'rm "$(readlink -f "$(command -v jmap)")"', ["jmap is there"]) : COMPILER,
    ran("Java is gone", 'rm "$(readlink -f "$JAVA_HOME/bin/java")"', [
      `java is ${java}`,
      `java runs a class compiled for ${java}`,
      "JAVA_HOME is the Java on PATH",
    ]),
    configured("JAVA_HOME leads nowhere", "ENV JAVA_HOME=/nowhere", ["JAVA_HOME is the Java on PATH"]),
    ran("the CA bundle is empty", ": >/etc/ssl/certs/ca-certificates.crt", [
      "the CA bundle holds certificates",
    ]),
    ran("Java's own list of authorities is gone", "rm /etc/ssl/certs/java/cacerts", [
      "Java trusts the authorities of the CA bundle",
      KEYSTORE_DATES,
    ]),
    ran("an authority was added later", ADD_AUTHORITY, [KEYSTORE_DATES]),
    ran("it is too large", "truncate -s 700M /opt/large", [`it is below ${hasJdk ? 700 : 400} MB`]),
    ran("nss_wrapper is gone", "rm /usr/lib/*/libnss_wrapper.so*", ["libnss_wrapper can be loaded"]),
  ];
}
