import type { Finding } from "../claims";
import { run } from "../run";
import { BUILDERS, PLATFORMS } from "./builders";
import type { RunningFleet } from "./with-fleet";

interface ListedBuilder {
  readonly Name: string;
  readonly Driver: string;
  readonly Nodes: readonly ListedNode[];
}

interface ListedNode {
  readonly Name: string;
  readonly Status: string;
  readonly Version: string;
  readonly IDs?: readonly string[];
  readonly Platforms?: readonly string[];
}

/** Compares what buildx lists with the nodes that were made. */
export async function findNodes({ environment: env, version }: RunningFleet): Promise<Finding> {
  const lines = (await run("docker", ["buildx", "ls", "--format", "json"], { env })).split("\n");
  const builders = lines.map((line) => JSON.parse(line) as ListedBuilder);
  const both = builders.find(({ Name }) => Name === BUILDERS.both);
  const nodes = both?.Nodes ?? [];
  const expected = [PLATFORMS.first, PLATFORMS.second];
  const found = nodes.map(
    ({ Name, Status, Version, Platforms = [] }) => `${Name}: ${Status}, ${Version}, ${Platforms.join(" ")}`,
  );
  const problems = [
    ...(both?.Driver === "remote" ? [] : [`the driver is ${both?.Driver ?? "none"}`]),
    ...(nodes.length === expected.length ? [] : [`there are ${nodes.length} nodes`]),
    ...nodes.flatMap((node, index) => problemsOf(node, expected[index], version)),
    ...(new Set(nodes.flatMap(({ IDs = [] }) => IDs)).size === nodes.length ? [] : ["both are one worker"]),
  ];
  return { problems, notes: found };
}

function problemsOf(
  { Name, Status, Version, Platforms = [] }: ListedNode,
  platform: string | undefined,
  version: string,
): readonly string[] {
  return [
    ...(Status === "running" ? [] : [`${Name} is ${Status}`]),
    ...(Version === version ? [] : [`${Name} is of version ${Version}`]),
    // Those that were given come before those that the node reports.
    ...(Platforms[0] === platform ? [] : [`${Name} is for ${Platforms[0]}, not ${platform}`]),
  ];
}
