import { readArguments } from "../../harness/read-arguments";

/** What `npm run bench:images` was asked for. */
export interface Options {
  /** Folder names or references; none asks for every image. */
  readonly names: readonly string[];
  /** Folder names or references to leave out, with every image that needs them. */
  readonly except: readonly string[];
  /** File for the figures; undefined: none. */
  readonly json: string | undefined;
  /** Whether to write the figures to `measured/`, and to renew the document and the picture that show them. */
  readonly publishes: boolean;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run bench:images [-- NAME... [OPTION...]]

Builds the images, and beside them the same Sparks laid out as their official images are, with empty caches and warm
downloads; then measures seconds, what is stored, and what a node pulls. Both take the same downloads from a loopback
mirror. Takes about half an hour and 20 GB, and empties the engine's build cache.

  NAME            a folder's name (spark-3.5.8-jdk17: all its variants), a target of bake or a reference; none: every image
  --except NAME   leave this image out, and every image that needs it; can be given several times
  --json FILE     write every figure there too
  --publish       write them to measured/images.json, and renew docs/layers.md and docs/images.svg
  --help          print this text

Exit code: 0 when every reach is met, 1 when one is missed, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      except: { type: "string", multiple: true, default: [] },
      json: { type: "string" },
      publish: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { except, json, publish, help } = values;
  return { names: positionals, except, json, publishes: publish, asksForHelp: help };
}
