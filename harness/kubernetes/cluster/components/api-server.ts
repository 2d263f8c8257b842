import { API_PORT, API_URL, ETCD_URL, NODE_ADDRESS, SERVICE_NETWORK } from "../addresses";
import { CERTIFICATES } from "../certificates";
import type { Component } from "../component";
import type { Programs } from "../programs";
import { answersOk } from "./health";

/** The API server; Pod Security is one of the admission plugins that are on by default. */
export function apiServer(programs: Programs): Component {
  const { authority, server, serverKey, admin, adminKey, serviceAccountKey } = CERTIFICATES;
  return {
    name: "kube-apiserver",
    program: programs.apiServer,
    args: [
      `--etcd-servers=${ETCD_URL}`,
      `--bind-address=${NODE_ADDRESS}`,
      `--advertise-address=${NODE_ADDRESS}`,
      `--secure-port=${API_PORT}`,
      `--service-cluster-ip-range=${SERVICE_NETWORK}`,
      "--authorization-mode=RBAC",
      "--anonymous-auth=false",
      `--client-ca-file=${authority}`,
      `--tls-cert-file=${server}`,
      `--tls-private-key-file=${serverKey}`,
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${serviceAccountKey}`,
      `--service-account-signing-key-file=${serviceAccountKey}`,
      "--kubelet-preferred-address-types=InternalIP",
      `--kubelet-client-certificate=${admin}`,
      `--kubelet-client-key=${adminKey}`,
    ],
    isHealthy: () => answersOk(`${API_URL}/readyz`),
  };
}
