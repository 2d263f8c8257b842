import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DOMAIN, NODE_ADDRESS } from "../addresses";
import type { Component } from "../component";
import { IN_STATE } from "../folders";
import type { Programs } from "../programs";
import { answersOk } from "./health";

const READY = "127.0.0.1:8181";
const COREFILE = join(IN_STATE.settings, "Corefile");

/** The cluster's DNS: names of services, and of nothing else. */
export async function coredns(programs: Programs): Promise<Component> {
  await mkdir(IN_STATE.settings, { recursive: true });
  await writeFile(COREFILE, corefile(IN_STATE.kubeconfig));
  return {
    name: "coredns",
    program: programs.coredns,
    args: ["-conf", COREFILE],
    isHealthy: () => answersOk(`http://${READY}/ready`),
  };
}

/** CoreDNS's configuration. */
export function corefile(kubeconfig: string): string {
  return `${DOMAIN}:53 {
  bind ${NODE_ADDRESS}
  ready ${READY}
  errors
  kubernetes ${DOMAIN} {
    kubeconfig ${kubeconfig}
    ttl 1
  }
}
.:53 {
  bind ${NODE_ADDRESS}
  template ANY ANY {
    rcode NXDOMAIN
  }
}
`;
}
