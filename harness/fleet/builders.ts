import { run } from "../run";

/** Names of builders: one of each node alone, and one of both. */
export const BUILDERS = { first: "first", second: "second", both: "both" } as const;

/** Platforms that the nodes are for: the second is a variant of the first, since both run on one machine. */
export const PLATFORMS = { first: "linux/amd64", second: "linux/amd64/v2" } as const;

/** Addresses of the two nodes. */
export interface Nodes {
  readonly first: string;
  readonly second: string;
}

/**
 * Makes the builders, in a configuration of their own: those of the user stay as they are.
 * @param env has BUILDX_CONFIG
 */
export async function createBuilders(nodes: Nodes, env: Readonly<Record<string, string>>): Promise<void> {
  const create = (...words: string[]) =>
    run("docker", ["buildx", "create", "--driver", "remote", ...words], { env });
  await create("--name", BUILDERS.first, nodes.first);
  await create("--name", BUILDERS.second, nodes.second);
  await create("--name", BUILDERS.both, "--platform", PLATFORMS.first, nodes.first);
  await create("--name", BUILDERS.both, "--append", "--platform", PLATFORMS.second, nodes.second);
}
