import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { certificateAuthority } from "../../harness/certificate-authority";
import { UpstreamSupply } from "../../harness/upstream-supply";
import { aBuild } from "./a-build";
import { temporaryFolder } from "./temporary-folder";

const JDK = aBuild("jdk");
const DOWNLOAD =
  "FROM a\nRUN --mount=type=cache,target=/c \\\n    --mount=type=secret,id=ca,required=false \\\n    fetch\n";

async function inputsFor(dockerfile: string, authority: string | undefined) {
  const root = await temporaryFolder();
  await mkdir(join(root, JDK.folder), { recursive: true });
  await writeFile(join(root, JDK.folder, "Dockerfile"), dockerfile);
  return new UpstreamSupply(root, authority).prepare(JDK);
}

test("from upstream nothing is passed to a build", async () => {
  expect(await inputsFor(DOWNLOAD, undefined)).toEqual({ arguments: {}, labels: {}, options: [] });
});

test("an authority is passed as a secret to a build whose Dockerfile declares it", async () => {
  const { options } = await inputsFor(DOWNLOAD, "/etc/company-ca.crt");
  expect(options).toEqual(["--secret", "id=ca,src=/etc/company-ca.crt"]);
});

test("an authority is not passed to a build that does not ask for it", async () => {
  expect((await inputsFor("FROM a\n", "/ca.crt")).options).toEqual([]);
  const other = "FROM a\nRUN --mount=type=secret,id=cache-key fetch\n";
  expect((await inputsFor(other, "/ca.crt")).options).toEqual([]);
});

test("the authority is the file that the first of the usual variables names", async () => {
  const folder = await temporaryFolder();
  const [first, second] = [join(folder, "first.crt"), join(folder, "second.crt")];
  for (const file of [first, second]) await writeFile(file, "");
  expect(await certificateAuthority({})).toBeUndefined();
  expect(await certificateAuthority({ SSL_CERT_FILE: "", NODE_EXTRA_CA_CERTS: second })).toBe(second);
  expect(await certificateAuthority({ CURL_CA_BUNDLE: first, NODE_EXTRA_CA_CERTS: second })).toBe(first);
});

test("a variable that names no file is an error that says which and what to do", async () => {
  await expect(certificateAuthority({ CURL_CA_BUNDLE: "/nonexistent.crt" })).rejects.toThrow(
    new Error(
      'CURL_CA_BUNDLE: found "/nonexistent.crt", allowed: a file of certificates that can be read; correct or unset it.',
    ),
  );
  const folder = await temporaryFolder();
  await expect(certificateAuthority({ SSL_CERT_FILE: folder })).rejects.toThrow(
    `SSL_CERT_FILE: found "${folder}"`,
  );
});
