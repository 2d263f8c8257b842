import { CERTIFICATES } from "../certificates";
import type { Component } from "../component";
import { IN_STATE } from "../folders";
import type { Programs } from "../programs";
import { answersOk } from "./health";

/** The controllers: of service accounts, of garbage, of endpoints, of jobs and the like. */
export function controllerManager(programs: Programs): Component {
  const { authority, server, serverKey, serviceAccountKey } = CERTIFICATES;
  return {
    name: "kube-controller-manager",
    program: programs.controllerManager,
    args: [
      `--kubeconfig=${IN_STATE.kubeconfig}`,
      "--bind-address=127.0.0.1",
      `--tls-cert-file=${server}`,
      `--tls-private-key-file=${serverKey}`,
      "--leader-elect=false",
      "--use-service-account-credentials",
      `--root-ca-file=${authority}`,
      `--service-account-private-key-file=${serviceAccountKey}`,
      "--allocate-node-cidrs=false",
      "--configure-cloud-routes=false",
    ],
    isHealthy: () => answersOk("https://127.0.0.1:10257/healthz"),
  };
}
