import { resolve } from "node:path";
import type { Finding } from "../claims";
import { run } from "../run";
import { BUILDERS, PLATFORMS } from "./builders";
import type { RunningFleet } from "./with-fleet";

const CONTEXT = resolve(__dirname, "platforms");
const REPOSITORY = "platforms";

interface HistoryRecord {
  /** Builder, node and the build's id, with slashes between. */
  readonly ref: string;
  readonly name: string;
}

interface Inspected {
  readonly Platform: readonly string[];
  readonly Status: string;
}

interface Index {
  readonly manifests: readonly {
    readonly platform: { readonly os: string; readonly architecture: string; readonly variant?: string };
  }[];
}

/**
 * Builds an image for the platforms of both nodes at once, and looks where each was built.
 * @param debian reference of the image that it is built on
 */
export async function findSpread(fleet: RunningFleet, debian: string): Promise<Finding> {
  const { environment: env, registry, signal } = fleet;
  const platforms = Object.values(PLATFORMS).join(",");
  const builder = ["--builder", BUILDERS.both, "--platform", platforms];
  const image = [
    "--push",
    "--tag",
    `${registry.host}/${REPOSITORY}`,
    "--build-arg",
    `DEBIAN_IMAGE=${debian}`,
  ];
  await run("docker", ["buildx", "build", ...builder, ...image, CONTEXT], { env, signal });
  const [first, second] = [await builtOn("first", env), await builtOn("second", env)];
  const pushed = (await platformsOf(fleet)).join(",");
  const problems = [
    ...(first === PLATFORMS.first ? [] : [`the first node has built for ${first}`]),
    ...(second === PLATFORMS.second ? [] : [`the second node has built for ${second}`]),
    ...(pushed === platforms ? [] : [`pushed for ${pushed}`]),
  ];
  return { problems, notes: [`first: ${first}; second: ${second}; in the registry: ${pushed}`] };
}

/** The platforms that a node has built the image for. */
async function builtOn(node: "first" | "second", env: RunningFleet["environment"]): Promise<string> {
  const ask = (...words: string[]) =>
    run("docker", ["buildx", "history", ...words, "--builder", BUILDERS[node], "--format", "json"], { env });
  const found: string[] = [];
  for (const line of (await ask("ls")).split("\n")) {
    const { ref, name } = JSON.parse(line) as HistoryRecord;
    if (!name.endsWith(REPOSITORY)) continue;
    const { Platform, Status } = JSON.parse(await ask("inspect", ref.split("/").at(-1) ?? "")) as Inspected;
    found.push(...(Status === "completed" ? Platform : [Status]));
  }
  return found.join(",");
}

async function platformsOf({ registry }: RunningFleet): Promise<readonly string[]> {
  const { manifests } = await registry.manifest<Index>(REPOSITORY, "latest");
  // Attestations have the platform unknown/unknown.
  const images = manifests.map(({ platform }) => platform).filter(({ os }) => os !== "unknown");
  return images.map(({ os, architecture, variant }) => [os, architecture, variant ?? []].flat().join("/"));
}
