import pLimit from "p-limit";
import type { Kubectl } from "../kubernetes/kubectl";

/** Something that the API server knows, and what can be asked of it. */
export interface ApiResource {
  /** Empty for the core group. */
  readonly group: string;
  /** Such as `pods`. */
  readonly resource: string;
  /** Such as `exec`; empty: the resource itself. */
  readonly subresource: string;
  readonly verbs: readonly string[];
}

interface ResourceList {
  readonly groupVersion: string;
  readonly resources: readonly { readonly name: string; readonly verbs: readonly string[] }[];
}

/** Verbs that no list names, since they are about what others may do. */
const SPECIAL: readonly ApiResource[] = [
  { group: "", resource: "serviceaccounts", subresource: "", verbs: ["impersonate"] },
  { group: "", resource: "users", subresource: "", verbs: ["impersonate"] },
  { group: "rbac.authorization.k8s.io", resource: "roles", subresource: "", verbs: ["bind", "escalate"] },
  { group: "rbac.authorization.k8s.io", resource: "clusterroles", subresource: "", verbs: ["bind"] },
  { group: "*", resource: "*", subresource: "", verbs: ["*"] },
];

/** All that an API server knows, in the version of each group that it prefers. */
export async function apiResources(kubectl: Kubectl): Promise<readonly ApiResource[]> {
  const get = async <T>(path: string): Promise<T> => JSON.parse(await kubectl.run("get", "--raw", path)) as T;
  const { groups } = await get<{ groups: readonly { preferredVersion: { groupVersion: string } }[] }>(
    "/apis",
  );
  const paths = [
    "/api/v1",
    ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`),
  ];
  const lists = await pLimit(4).map(paths, (path) => get<ResourceList>(path));
  return [...lists.flatMap(resourcesOf), ...SPECIAL];
}

function resourcesOf({ groupVersion, resources }: ResourceList): readonly ApiResource[] {
  const group = groupVersion.includes("/") ? (groupVersion.split("/")[0] ?? "") : "";
  return resources.map(({ name, verbs }) => {
    const [resource = "", subresource = ""] = name.split("/");
    return { group, resource, subresource, verbs };
  });
}
