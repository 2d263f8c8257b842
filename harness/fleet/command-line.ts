import { readArguments } from "../read-arguments";

/** What `npm run fleet-proof` was asked for. */
export interface Options {
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run fleet-proof

Shows on this machine what a fleet of builders does. Starts two buildkitd without any state, as nodes of a builder of
buildx's driver "remote"; Debian's docker-registry; and a containerd, which pulls as a node of a cluster does. All listen
on the loopback interface or a socket. Builds a core of Spark through docker-bake.hcl on one node, then on the other
from the cache in the registry; builds the core of the patch before, and pulls one after the other; what is downloaded and sent is
counted in the logs. Everything is undone at the end, also after Ctrl-C. Needs root on Debian, amd64, 6 GB of disk, and
Go the first time, when buildkitd is compiled. Prints TAP.

  --help  print this text

Exit code: 0 when every claim holds, 1 when one does not, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument that is unknown */
export function parseCommandLine(args: readonly string[]): Options {
  const { values } = readArguments({
    args: [...args],
    options: { help: { type: "boolean", default: false } },
  });
  return { asksForHelp: values.help };
}
