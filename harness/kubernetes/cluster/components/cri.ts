import { connect as connectHttp2, constants } from "node:http2";
import { connect } from "node:net";

const VERSION = "/runtime.v1.RuntimeService/Version";
/** A message of gRPC: not compressed, no byte long. */
const NO_FIELDS = Buffer.alloc(5);
const OK = "0";
const LIMIT_MS = 5_000;

/**
 * Whether a container runtime answers the question that a kubelet begins with, and gives up without: containerd answers
 * others before that, while it still reads what containers and images it has.
 * @param socket path of its socket
 */
export function answersKubelet(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connectHttp2("http://localhost", { createConnection: () => connect(socket) });
    let status: string | undefined;
    const end = (): void => {
      session.destroy();
      resolve(status === OK);
    };
    session.on("error", end);
    const request = session.request({
      [constants.HTTP2_HEADER_METHOD]: "POST",
      [constants.HTTP2_HEADER_PATH]: VERSION,
      [constants.HTTP2_HEADER_CONTENT_TYPE]: "application/grpc",
      [constants.HTTP2_HEADER_TE]: "trailers",
    });
    const note = (headers: Record<string, unknown>): void => {
      if (headers["grpc-status"] !== undefined) status = String(headers["grpc-status"]);
    };
    // A refusal is all headers, an answer ends with them.
    request.on("response", note).on("trailers", note);
    request.on("error", end).on("close", end);
    request.setTimeout(LIMIT_MS, end);
    request.resume().end(NO_FIELDS);
  });
}
