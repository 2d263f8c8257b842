/** What the API server says of a pod. */
export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly nodeName?: string;
    readonly containers: readonly {
      readonly name: string;
      readonly resources?: { readonly limits?: Readonly<Record<string, string>> };
    }[];
  };
  readonly status: {
    readonly phase?: string;
    readonly reason?: string;
    readonly conditions?: readonly { readonly type: string; readonly reason?: string }[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

interface ContainerStatus {
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly terminated?: Termination;
  };
}

/** How a container ended. */
export interface Termination {
  readonly exitCode: number;
  /** Such as `Completed`, `Error` or `OOMKilled`. */
  readonly reason: string;
}

/** How a pod's only container ended; undefined: it has not. */
export function terminationOf({ status }: Pod): Termination | undefined {
  return status.containerStatuses?.[0]?.state?.terminated;
}

/** Why a pod's only container waits, such as `ImagePullBackOff`; undefined: it does not. */
export function waitingReason({ status }: Pod): string | undefined {
  return status.containerStatuses?.[0]?.state?.waiting?.reason;
}
