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
    readonly message?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
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

/**
 * How a pod is, for a message: its phase, and why it is not further, such as `Pending, ErrImageNeverPull: Container image
 * "a:1" is not present with pull policy of Never`.
 */
export function describePod({ metadata, status }: Pod): string {
  const { phase = "without a phase", conditions = [], containerStatuses } = status;
  const { waiting, terminated } = containerStatuses?.[0]?.state ?? {};
  const reasons = [
    status,
    conditions.find(({ reason }) => reason === "Unschedulable"),
    waiting,
    terminated && { reason: terminated.reason, message: `exit code ${terminated.exitCode}` },
  ];
  const told = reasons.flatMap((one) => {
    const words = [one?.reason, one?.message].filter((word) => word !== undefined);
    return words.length === 0 ? [] : [words.join(": ")];
  });
  return `pod ${metadata.name}: ${[phase, ...told].join(", ")}`;
}

/** Why a pod's only container waits, such as `ImagePullBackOff`; undefined: it does not. */
export function waitingReason({ status }: Pod): string | undefined {
  return status.containerStatuses?.[0]?.state?.waiting?.reason;
}
