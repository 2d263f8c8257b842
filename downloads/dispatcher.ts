import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { type Dispatcher, EnvHttpProxyAgent } from "undici";

const TIMEOUT = 60_000;

/**
 * What carries requests: through the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name (in either case), trusting
 * the authorities of SSL_CERT_FILE, CURL_CA_BUNDLE and NODE_EXTRA_CA_CERTS beside Node's own.
 *
 * @throws Error naming the variable whose file cannot be read
 */
export function dispatcherFor(environment: NodeJS.ProcessEnv): Dispatcher {
  const ca = authorities(environment);
  const either = (name: string): string | undefined =>
    environment[name.toLowerCase()] ?? environment[name.toUpperCase()];
  const [httpProxy, httpsProxy, noProxy] = [either("http_proxy"), either("https_proxy"), either("no_proxy")];
  return new EnvHttpProxyAgent({
    httpProxy: httpProxy ?? "",
    httpsProxy: httpsProxy ?? "",
    noProxy: noProxy ?? "",
    connect: { ca, timeout: 20_000 },
    requestTls: { ca },
    proxyTls: { ca },
    headersTimeout: TIMEOUT,
    bodyTimeout: TIMEOUT,
  });
}

function authorities(environment: NodeJS.ProcessEnv): string[] {
  const extra = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"].flatMap((variable) => {
    const file = environment[variable];
    if (!file) return [];
    try {
      return [readFileSync(file, "utf8")];
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(
        `${variable}: found "${file}" (${code}), allowed: a file of certificates that can be read; correct or unset it.`,
        { cause: error },
      );
    }
  });
  return [...rootCertificates, ...new Set(extra)];
}
