import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../run";
import { API_SERVICE_ADDRESS, DOMAIN, NODE, NODE_ADDRESS } from "./addresses";
import { IN_STATE } from "./folders";

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"];
// The cluster lives for hours at most, but its node's clock may be behind.
const DAYS = ["-days", "30"];
const API_NAMES = ["kubernetes", "kubernetes.default", "kubernetes.default.svc"];
const SERVER_NAMES = [
  ...[NODE_ADDRESS, "127.0.0.1", API_SERVICE_ADDRESS].map((address) => `IP:${address}`),
  ...[...API_NAMES, `kubernetes.default.svc.${DOMAIN}`, NODE, "localhost"].map((name) => `DNS:${name}`),
].join(",");

/** The cluster's certificates and keys: paths of files in PEM. */
export const CERTIFICATES = {
  authority: inFolder("authority.crt"),
  authorityKey: inFolder("authority.key"),
  /** Of every component that serves. */
  server: inFolder("server.crt"),
  serverKey: inFolder("server.key"),
  /** Of a member of `system:masters`, whom everything is allowed; components are such clients too. */
  admin: inFolder("admin.crt"),
  adminKey: inFolder("admin.key"),
  /** Signs the tokens of service accounts. */
  serviceAccountKey: inFolder("service-accounts.key"),
} as const;

/** Makes an authority of this cluster alone and what it signs, with openssl. */
export async function makeCertificates(): Promise<void> {
  await mkdir(IN_STATE.certificates, { recursive: true, mode: 0o700 });
  const { authority, authorityKey, server, serverKey, admin, adminKey, serviceAccountKey } = CERTIFICATES;
  await openssl(
    "req",
    "-x509",
    ...KEY,
    ...DAYS,
    ...subject("/CN=spark-k8s"),
    ...files(authority, authorityKey),
  );
  const signed = ["req", "-x509", ...KEY, ...DAYS, "-CA", authority, "-CAkey", authorityKey];
  const leaf = ["-addext", "basicConstraints=critical,CA:FALSE"];
  const serves = [...leaf, "-addext", `subjectAltName=${SERVER_NAMES}`];
  await openssl(...signed, ...serves, ...subject(`/CN=${NODE}`), ...files(server, serverKey));
  const asks = [...leaf, "-addext", "extendedKeyUsage=clientAuth"];
  await openssl(...signed, ...asks, ...subject("/O=system:masters/CN=admin"), ...files(admin, adminKey));
  await openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", serviceAccountKey);
}

/** Writes the configuration by which components and `kubectl` reach the API server. */
export async function writeKubeconfig(server: string): Promise<void> {
  const { authority, admin, adminKey } = CERTIFICATES;
  const name = "spark-k8s";
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server, "certificate-authority": authority } }],
    users: [{ name, user: { "client-certificate": admin, "client-key": adminKey } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
  await writeFile(IN_STATE.kubeconfig, JSON.stringify(config), { mode: 0o600 });
}

function inFolder(name: string): string {
  return join(IN_STATE.certificates, name);
}

function subject(name: string): string[] {
  return ["-subj", name];
}

function files(certificate: string, key: string): string[] {
  return ["-keyout", key, "-out", certificate];
}

async function openssl(...args: readonly string[]): Promise<void> {
  await run("openssl", args);
}
