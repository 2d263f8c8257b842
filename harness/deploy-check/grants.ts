import type { Question } from "./access-review";
import type { KubernetesObject } from "../kubernetes/kubectl";
import type { DeployFiles } from "./deploy-files";

/** A rule of a role, as deploy/ has it. */
interface Grant {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

interface Role {
  readonly rules: readonly Grant[];
}

interface Binding {
  readonly roleRef: { readonly name: string };
  readonly subjects: readonly { readonly name: string }[];
}

/** Names of the service accounts, that of drivers first. */
export function accountsOf(files: DeployFiles): readonly string[] {
  return objectsOf(files, "ServiceAccount").map(({ metadata }) => metadata.name);
}

/** What the roles that are bound to an account grant to it. */
export function grantedQuestions(account: string, files: DeployFiles): readonly Question[] {
  const bindings = objectsOf(files, "RoleBinding") as readonly (KubernetesObject & Binding)[];
  const bound = new Set(
    bindings
      .filter(({ subjects }) => subjects.some(({ name }) => name === account))
      .map(({ roleRef }) => roleRef.name),
  );
  const roles = objectsOf(files, "Role") as readonly (KubernetesObject & Role)[];
  return roles
    .filter(({ metadata }) => bound.has(metadata.name))
    .flatMap(({ rules }) => rules.flatMap((grant) => questionsOf(grant, files.namespace)));
}

function questionsOf({ apiGroups, resources, verbs }: Grant, namespace: string): readonly Question[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((name) => {
      const [resource = "", subresource = ""] = name.split("/");
      return verbs.map((verb) => ({ namespace, group, resource, subresource, verb }));
    }),
  );
}

function objectsOf({ manifests }: DeployFiles, kind: string): readonly KubernetesObject[] {
  return manifests.flatMap(({ objects }) => objects.filter((object) => object.kind === kind));
}
