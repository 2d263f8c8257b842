import { inNamespace, type Workspace } from "./workspace";

interface Containers {
  readonly items: readonly {
    readonly spec: {
      readonly containers: readonly {
        readonly resources?: { readonly requests?: { readonly cpu?: string } };
      }[];
    };
  }[];
}

interface Nodes {
  readonly items: readonly { readonly status: { readonly allocatable: { readonly cpu: string } } }[];
}

/** How many processors the cluster's nodes have left, beside what pods have asked for. */
export async function freeProcessors(workspace: Workspace): Promise<number> {
  const nodes = JSON.parse(await inNamespace(workspace, "get", "nodes", "--output=json")) as Nodes;
  const active = "--field-selector=status.phase!=Succeeded,status.phase!=Failed";
  const pods = JSON.parse(
    await inNamespace(workspace, "get", "pods", "--all-namespaces", active, "--output=json"),
  ) as Containers;
  const asked = pods.items.flatMap(({ spec }) =>
    spec.containers.map(({ resources }) => resources?.requests?.cpu ?? "0"),
  );
  const sum = (quantities: readonly string[]) =>
    quantities.reduce((total, each) => total + processorsOf(each), 0);
  return sum(nodes.items.map(({ status }) => status.allocatable.cpu)) - sum(asked);
}

/** Processors of a quantity, such as `250m` or `2`. */
export function processorsOf(quantity: string): number {
  return quantity.endsWith("m") ? Number(quantity.slice(0, -1)) / 1000 : Number(quantity);
}

/** The quantity of so many processors, such as `250m`; what is less than a thousandth of one is left out. */
export function quantityOf(processors: number): string {
  return `${Math.floor(processors * 1000)}m`;
}
