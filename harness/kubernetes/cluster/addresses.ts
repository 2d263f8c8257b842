/** The bridge that pods and the node are on; its name marks it as this project's. */
export const BRIDGE = "spark-kube0";

/**
 * The bridge's own address on the link. Without one it has the lowest of its ports' addresses, which come and go with pods:
 * what the others send to the node is lost then, DNS first of all, until they ask anew for its address.
 */
export const BRIDGE_LINK_ADDRESS = "02:00:0a:f4:00:01";

/** Name of the only node. */
export const NODE = "spark-kube";

/** The node's address: where the API server, the kubelet and DNS listen, and the pods' gateway. */
export const NODE_ADDRESS = "10.244.0.1";

/** Addresses of pods and of the node. */
export const POD_NETWORK = "10.244.0.0/24";

/** Name of the network of pods, which is also that of the folder in which its addresses are noted. */
export const POD_NETWORK_NAME = "pods";

/** Addresses of services. The first one is the API server's, and the only one that leads somewhere: others are headless. */
export const SERVICE_NETWORK = "10.96.0.0/16";

/** The address of the service `kubernetes`, which pods know the API server by. */
export const API_SERVICE_ADDRESS = "10.96.0.1";

/** Port of the API server at the node's address. */
export const API_PORT = 6443;

/** Where the API server is reached from the node. */
export const API_URL = `https://${NODE_ADDRESS}:${API_PORT}`;

/** Where etcd is reached from the node. */
export const ETCD_URL = "http://127.0.0.1:2379";

/** Domain of services' names. */
export const DOMAIN = "cluster.local";
