import { CERTIFICATES } from "../certificates";
import type { Component } from "../component";
import { IN_STATE } from "../folders";
import type { Programs } from "../programs";
import { answersOk } from "./health";

/** The scheduler, which gives pods to the only node while it has room. */
export function scheduler(programs: Programs): Component {
  return {
    name: "kube-scheduler",
    program: programs.scheduler,
    args: [
      `--kubeconfig=${IN_STATE.kubeconfig}`,
      "--bind-address=127.0.0.1",
      `--tls-cert-file=${CERTIFICATES.server}`,
      `--tls-private-key-file=${CERTIFICATES.serverKey}`,
      "--leader-elect=false",
    ],
    isHealthy: () => answersOk("https://127.0.0.1:10259/healthz"),
  };
}
