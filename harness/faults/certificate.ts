import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../run";

/** A server's certificate and its key, both in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate and the file with the authority that signed it. */
export interface Authority extends Certificate {
  readonly file: string;
}

/** Makes a certificate of localhost that is its own authority, with openssl, in an empty folder. */
export async function makeAuthority(folder: string): Promise<Authority> {
  const [key, file] = [join(folder, "key.pem"), join(folder, "ca.pem")];
  const name = ["-subj", "/CN=A company's authority", "-addext", "subjectAltName=DNS:localhost"];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "2"];
  await run("openssl", ["req", ...kind, ...name, "-keyout", key, "-out", file]);
  return { key: await readFile(key, "utf8"), cert: await readFile(file, "utf8"), file };
}
