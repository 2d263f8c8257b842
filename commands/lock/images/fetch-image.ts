import { createHash } from "node:crypto";
import type { Response } from "undici";
import type { Http } from "../../../downloads/http";
import { withPatience } from "../../../downloads/retry";
import { SourceError } from "../../../downloads/source-error";
import type { UpstreamImage } from "../../../src/model/lock";
import { Contradiction } from "../refusal";
import { type ImagePlace, placeOf } from "./reference";

const MANIFESTS = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/**
 * Asks the registry of an image for the digest that its tag names now: that of the index of all platforms where there is
 * one. The manifest's bytes are hashed; what the registry says beside them must agree.
 *
 * @throws SourceError where no registry answers, Contradiction where it disagrees with itself
 */
export async function fetchImage(http: Http, reference: string): Promise<UpstreamImage> {
  return { digest: await digestAt(http, reference, placeOf(reference)), verified: { by: "registry" } };
}

/** The digest of the manifest at a place, hashed from its bytes. @throws SourceError, Contradiction */
export async function digestAt(http: Http, reference: string, place: ImagePlace): Promise<string> {
  const url = `${place.registry}/v2/${place.repository}/manifests/${place.tag}`;
  const response = await withPatience(http.patience, http.report, () => authorized(http, url, place));
  const body = Buffer.from(await response.arrayBuffer());
  const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
  const stated = response.headers.get("docker-content-digest") ?? digest;
  if (stated !== digest) {
    throw new Contradiction(
      `${reference}: the registry disagrees with itself\n  ${stated} by its Docker-Content-Digest\n  ${digest} by the bytes of ${url}`,
    );
  }
  return digest;
}

/** An image that stays unpinned, and why. */
export function unpinned(reason: string): UpstreamImage {
  return { digest: null, verified: { by: "nothing", source: `not pinned: ${reason}` } };
}

/** Asks without a token, then with the one that the registry's challenge leads to. */
async function authorized(http: Http, url: string, place: ImagePlace): Promise<Response> {
  const headers = { accept: MANIFESTS };
  try {
    return await http.open(url, { headers });
  } catch (error) {
    const challenge = error instanceof SourceError ? error.challenge : undefined;
    if (challenge === undefined) throw error;
    const token = await tokenFor(http, challenge, url, place);
    return http.open(url, { headers: { ...headers, authorization: `Bearer ${token}` } });
  }
}

/** An anonymous token, as the distribution specification's token authentication gives it. */
async function tokenFor(
  http: Http,
  challenge: string,
  url: string,
  { repository }: ImagePlace,
): Promise<string> {
  const parameter = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];
  const realm = parameter("realm");
  if (!/^bearer /i.test(challenge) || realm === undefined || !URL.canParse(realm)) {
    throw new SourceError(url, `asks for credentials (${challenge.split(" ")[0]})`);
  }
  const service = new URL(realm);
  service.searchParams.set("scope", parameter("scope") ?? `repository:${repository}:pull`);
  const name = parameter("service");
  if (name) service.searchParams.set("service", name);
  const answer = JSON.parse(await http.text(service.href)) as { token?: string; access_token?: string };
  const token = answer.token ?? answer.access_token;
  if (!token) throw new SourceError(service.href, "gives no token");
  return token;
}
