import { readdir } from "node:fs/promises";
import { isIPv4 } from "node:net";
import { join } from "node:path";
import { run, succeeds } from "../../run";
import {
  API_PORT,
  API_SERVICE_ADDRESS,
  BRIDGE,
  BRIDGE_LINK_ADDRESS,
  NODE_ADDRESS,
  POD_NETWORK,
  POD_NETWORK_NAME,
} from "./addresses";
import { IN_STATE } from "./folders";

/** Marks rules as this project's. */
const COMMENT = "spark-k8s-kubernetes";
const MARK = ["-m", "comment", "--comment", COMMENT];
const API_SERVICE = ["-d", `${API_SERVICE_ADDRESS}/32`, "-p", "tcp", "--dport", "443"];
const TO_API_SERVER = [...MARK, "-j", "DNAT", "--to-destination", `${NODE_ADDRESS}:${API_PORT}`];

/** A rule of iptables. */
export interface Rule {
  readonly table: string;
  readonly chain: string;
  readonly words: readonly string[];
}

const RULES: readonly Rule[] = [
  // Docker lets nothing be forwarded that it does not know of.
  {
    table: "filter",
    chain: "FORWARD",
    words: ["-s", POD_NETWORK, "-d", POD_NETWORK, ...MARK, "-j", "ACCEPT"],
  },
  // The only service that has an address, for pods and for the node: no kube-proxy is needed for it.
  { table: "nat", chain: "PREROUTING", words: [...API_SERVICE, ...TO_API_SERVER] },
  { table: "nat", chain: "OUTPUT", words: [...API_SERVICE, ...TO_API_SERVER] },
];

/** The words of `ip` that make the bridge. */
export const ADD_BRIDGE: readonly string[] = [
  "link",
  "add",
  BRIDGE,
  "address",
  BRIDGE_LINK_ADDRESS,
  "type",
  "bridge",
];

/** Makes the bridge and the rules. @throws Error when the pods' addresses are in use on this machine */
export async function makeNetwork(path: string): Promise<void> {
  const env = { PATH: path };
  const routes = await run("ip", ["route", "show", "root", POD_NETWORK], { env });
  if (routes !== "") {
    throw new Error(
      `${POD_NETWORK}, the addresses of pods, is in use on this machine (${routes.trim()}): take that route away first.`,
    );
  }
  await run("ip", ADD_BRIDGE, { env });
  await run("ip", ["address", "add", `${NODE_ADDRESS}/24`, "dev", BRIDGE], { env });
  await run("ip", ["link", "set", BRIDGE, "up"], { env });
  for (const { table, chain, words } of RULES) {
    await run("iptables", ["-w", "-t", table, "-I", chain, ...words], { env });
  }
}

/** Takes the rules and the bridge away, those of another run too. */
export async function removeNetwork(path: string): Promise<void> {
  const env = { PATH: path };
  for (const { table, chain, words } of await findRules(path)) {
    await run("iptables", ["-w", "-t", table, "-D", chain, ...words], { env });
  }
  if (await hasBridge(path)) await run("ip", ["link", "delete", BRIDGE], { env });
}

/** Whether the bridge is there. */
export function hasBridge(path: string): Promise<boolean> {
  return succeeds("ip", ["link", "show", BRIDGE], { env: { PATH: path } });
}

/** The interfaces on the bridge: one for each pod that is there. */
export function findInterfaces(): Promise<string[]> {
  return readdir(`/sys/class/net/${BRIDGE}/brif`);
}

/** The addresses that pods have been given and have not given back. */
export async function findAddresses(): Promise<string[]> {
  const files = await readdir(join(IN_STATE.ipam, POD_NETWORK_NAME));
  return files.filter((file) => isIPv4(file)); // The last one that was given and a lock are noted there too.
}

/** The rules of this project that are in force. */
export async function findRules(path: string): Promise<readonly Rule[]> {
  const env = { PATH: path };
  const tables = await Promise.all(
    ["filter", "nat"].map(async (table) =>
      ownRules(table, await run("iptables", ["-w", "-t", table, "-S"], { env })),
    ),
  );
  return tables.flat();
}

/** The rules of this project in what `iptables -S` prints of a table. */
export function ownRules(table: string, printed: string): Rule[] {
  return printed.split("\n").flatMap((line) => {
    const [action, chain, ...words] = line.split(" ");
    const isOwn = words.some((word, index) => word === "--comment" && words[index + 1] === COMMENT);
    return action === "-A" && chain !== undefined && isOwn ? [{ table, chain, words }] : [];
  });
}
