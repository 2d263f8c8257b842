import { readArguments } from "../../harness/read-arguments";
import { UsageError } from "../../src/model/usage-error";
import { PLATFORMS, type Platform } from "../../src/sbom/component";

/** What `npx projen sbom` was asked for. */
export interface SbomOptions {
  /** Names of images; none asks for every image. */
  readonly names: readonly string[];
  /** Folder that the documents are written into. */
  readonly out: string;
  /** Folder of the matrix and the lock. */
  readonly project: string;
  readonly platform: Platform;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npx projen sbom [IMAGE...] [OPTION...]

Writes the bill of materials of each image, as CycloneDX 1.6 and as SPDX 2.3, and what is known of its vulnerabilities,
as CycloneDX VEX, from matrix.json, lock.json and compatibility/.

  IMAGE              a folder's name (spark-3.5.8-core: all its variants), a target of bake or a reference; none: every image
  --out DIR          folder to write into (default sbom)
  --project FOLDER   the images of another matrix and lock, such as those of examples/jar-surgery
  --platform NAME    ${PLATFORMS.map((name) => `linux/${name}`).join(" or ")} (default linux/${PLATFORMS[0]})
  --help             print this text

SOURCE_DATE_EPOCH, in seconds, is the date that the documents bear; without it, the newest date on which a checksum was
verified, or a vulnerability read of.

Exit code: 0 when all is written, 1 for an input that cannot be, 2 for a wrong call (with npm run sbom; projen says 1).
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): SbomOptions {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: "string", default: "sbom" },
      project: { type: "string", default: "." },
      platform: { type: "string", default: `linux/${PLATFORMS[0]}` },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return {
    names: positionals,
    out: values.out,
    project: values.project,
    platform: parsePlatform(values.platform),
    asksForHelp: values.help,
  };
}

function parsePlatform(platform: string): Platform {
  const found = PLATFORMS.find((name) => platform === `linux/${name}`);
  if (found) return found;
  const allowed = PLATFORMS.map((name) => `linux/${name}`).join(", ");
  throw new UsageError(`--platform: found ${JSON.stringify(platform)}, allowed: ${allowed}.`);
}

/** The date of a SOURCE_DATE_EPOCH; undefined where it is not set. @throws UsageError for one that is no date */
export function parseEpoch(epoch: string | undefined): Date | undefined {
  if (!epoch) return undefined;
  if (/^\d{1,11}$/.test(epoch)) return new Date(Number(epoch) * 1000);
  throw new UsageError(
    `SOURCE_DATE_EPOCH: found ${JSON.stringify(epoch)}, allowed: whole seconds since 1970.`,
  );
}
