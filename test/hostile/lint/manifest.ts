import { readAs } from "../../generator/manifests";

/** The kinds of objects that each file has, in this order. */
const KINDS: Readonly<Record<string, string>> = {
  "kustomization.yaml": "Kustomization",
  "namespace.yaml": "Namespace",
  "service-accounts.yaml": "ServiceAccount ServiceAccount ServiceAccount",
  "driver-role.yaml": "Role RoleBinding",
  "submit-role.yaml": "Role RoleBinding",
  "network-policies.yaml": "NetworkPolicy NetworkPolicy NetworkPolicy NetworkPolicy NetworkPolicy",
  "driver.yaml": "Pod",
  "executor.yaml": "Pod",
  "spark-submit.yaml": "Job",
  "spark-application.yaml": "SparkApplication",
};

/**
 * Whether a text is the objects that its template has, each of a name that Kubernetes takes. It is read as YAML 1.1, in
 * which more is no text.
 */
export function assertManifest(text: string, path: string): void {
  const objects = readAs("1.1", text);
  const kinds = objects.map(({ kind }) => String(kind)).join(" ");
  if (kinds !== KINDS[path.split("/").at(-1) ?? ""]) throw new Error(`has the objects ${kinds}`);
  for (const { metadata = {} } of objects) {
    const foreign = [metadata.name, metadata.namespace].find((name) => name !== undefined && !isName(name));
    if (foreign !== undefined) throw new Error(`${JSON.stringify(foreign)} is no name of an object`);
  }
}

function isName(name: unknown): boolean {
  return typeof name === "string" && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name);
}
