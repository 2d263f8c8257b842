import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import type { ResolvedMirrors } from "../../src/model/project";

/** What a build found of its network. */
export interface Reach {
  readonly interfaces: string;
  readonly answering: readonly string[];
  readonly silent: readonly string[];
}

/** Reads what the probe printed in the log of `docker build --progress plain`. */
export function readReach(log: string): Reach {
  const printed = Array.from(log.matchAll(/^#\d+ [\d.]+ (interfaces|answers|silent): (.*)$/gm));
  const all = (word: string): readonly string[] =>
    printed.flatMap(([, kind, value = ""]) => (kind === word ? [value.trim()] : []));
  return { interfaces: all("interfaces").join(" "), answering: all("answers"), silent: all("silent") };
}

/** What is wrong with the reach of a build that is to reach one address alone of those that were tried. */
export function problemsOf(
  { interfaces, answering, silent }: Reach,
  mirror: string,
  others: readonly string[],
): readonly string[] {
  return [
    ...(interfaces === "lo" ? [] : [`interfaces: found "${interfaces}", expected lo alone`]),
    ...(answering.includes(mirror) ? [] : [`${mirror}: expected an answer, found none`]),
    ...others.filter((other) => answering.includes(other)).map((other) => `${other}: expected no answer`),
    ...others
      .filter((other) => !answering.includes(other) && !silent.includes(other))
      .map((other) => `${other}: it was not tried`),
  ];
}

/** A web server of this machine that answers this process, and must not answer a build. */
export interface Canary {
  readonly url: string;
  close(): void;
}

/** Starts a canary. @throws Error when it does not answer this process either */
export async function startCanary(): Promise<Canary> {
  const server = createServer((_, response) => response.end("outside\n"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = await fetch(url);
  if ((await answer.text()) !== "outside\n")
    throw new Error(`${url}: this process does not reach its own server.`);
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url, close };
}

/** Addresses beyond this machine's loopback interface: its own ones, and the sources of the Dockerfiles. */
export function outerAddresses(
  mirrors: ResolvedMirrors,
  interfaces = networkInterfaces(),
): readonly string[] {
  const own = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => `http://${address}`);
  const sources = Object.values(mirrors).filter((url) => url !== "");
  return [...new Set([...own, ...sources.map((url) => new URL(url).origin)])];
}
