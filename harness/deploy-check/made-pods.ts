import type { KubernetesObject } from "../kubernetes/kubectl";
import { type DeployFiles, type Manifest, objectOf } from "./deploy-files";

/** A pod that deploy/ leads to, and how claims call it. */
export interface MadePod {
  readonly title: string;
  readonly pod: KubernetesObject;
}

const ROLES = ["driver", "executor"] as const;
type Role = (typeof ROLES)[number];

interface PodSpec {
  readonly containers: readonly object[];
  readonly [more: string]: unknown;
}

interface ApplicationSpec extends Record<Role, { readonly serviceAccount: string }> {
  readonly image: string;
}

/** The pods that deploy/ makes Spark, its operator and a Job create, those of the pod templates first. */
export function podsOf({ manifests, podTemplates, namespace }: DeployFiles): readonly MadePod[] {
  const applications = manifests.filter(({ path }) => path.endsWith("/spark-application.yaml"));
  const [any] = applications.map(specOf);
  const ofTemplates = podTemplates.flatMap((file) => {
    const role = file.path.endsWith("/driver.yaml") ? "driver" : "executor";
    const { spec } = objectOf([file], file.path) as unknown as { spec: PodSpec };
    return any ? [{ title: `a pod of ${file.path}`, pod: finished(spec, any, role, namespace) }] : [];
  });
  const ofApplications = applications.flatMap((file) =>
    ROLES.map((role) => {
      const spec = specOf(file);
      return {
        title: `the ${role} of ${file.path}`,
        pod: finished(spec[role].template.spec, spec, role, namespace),
      };
    }),
  );
  return [...ofTemplates, ...ofApplications, ...manifests.flatMap(podsOfJobs)];
}

type Templates = Record<Role, { readonly template: { readonly spec: PodSpec } }>;

function specOf(file: Manifest): ApplicationSpec & Templates {
  return (objectOf([file], file.path) as unknown as { spec: ApplicationSpec & Templates }).spec;
}

function podsOfJobs({ path, objects }: Manifest): readonly MadePod[] {
  return objects
    .filter(({ kind }) => kind === "Job")
    .map(({ metadata, spec }) => {
      const { template } = spec as { template: { metadata: object; spec: PodSpec } };
      const { name, namespace = "" } = metadata;
      return {
        title: `the pod of the Job in ${path}`,
        pod: pod({ ...template.metadata, name, namespace }, template.spec),
      };
    });
}

/** What Spark adds to a template: names, image and account, here those of an application. */
function finished(
  template: PodSpec,
  application: ApplicationSpec,
  role: Role,
  namespace: string,
): KubernetesObject {
  const [container, ...others] = template.containers;
  return pod(
    { name: `deploy-check-${role}`, namespace, labels: { "spark-role": role } },
    {
      ...template,
      restartPolicy: "Never",
      serviceAccountName: application[role].serviceAccount,
      containers: [{ ...container, image: application.image }, ...others],
    },
  );
}

function pod(metadata: KubernetesObject["metadata"], spec: PodSpec): KubernetesObject {
  return { apiVersion: "v1", kind: "Pod", metadata, spec };
}
