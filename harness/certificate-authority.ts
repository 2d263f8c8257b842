import { open } from "node:fs/promises";
import { resolve } from "node:path";

/** The variables by which curl, OpenSSL's users and Node.js are told of an authority, the first one set being taken. */
const VARIABLES = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"] as const;

/**
 * The file of the certificate authority that this machine's environment names, as it does behind a proxy that signs.
 * @returns its path; undefined where the environment names none
 * @throws Error naming the variable when it names no file that can be read
 */
export async function certificateAuthority(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const variable = VARIABLES.find((name) => environment[name]);
  const value = variable === undefined ? undefined : environment[variable];
  if (value === undefined) return undefined;
  const file = resolve(value);
  if (!(await isReadableFile(file))) {
    throw new Error(
      `${variable}: found "${value}", allowed: a file of certificates that can be read; correct or unset it.`,
    );
  }
  return file;
}

async function isReadableFile(path: string): Promise<boolean> {
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return false;
  return file
    .stat()
    .then((found) => found.isFile())
    .finally(() => file.close());
}
