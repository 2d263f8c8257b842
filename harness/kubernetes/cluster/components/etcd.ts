import { ETCD_URL } from "../addresses";
import type { Component } from "../component";
import { IN_STATE } from "../folders";
import type { Programs } from "../programs";
import { answersOk } from "./health";

const PEER_URL = "http://127.0.0.1:2380";

/** The store of the API server; what it holds need not outlive a power cut. */
export function etcd(programs: Programs): Component {
  return {
    name: "etcd",
    program: programs.etcd,
    args: [
      `--data-dir=${IN_STATE.etcd}`,
      "--unsafe-no-fsync",
      `--listen-client-urls=${ETCD_URL}`,
      `--advertise-client-urls=${ETCD_URL}`,
      `--listen-peer-urls=${PEER_URL}`,
      `--initial-advertise-peer-urls=${PEER_URL}`,
      `--initial-cluster=default=${PEER_URL}`,
    ],
    isHealthy: () => answersOk(`${ETCD_URL}/health`),
  };
}
