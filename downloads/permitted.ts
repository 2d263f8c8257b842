const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host is this machine itself, so that plain http to it cannot be changed on the way. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Why a URL may not be asked for an artifact; undefined where it may be. */
export function objectionTo(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed) return "it is not a URL";
  if (parsed.username || parsed.password) return "it holds credentials";
  if (parsed.protocol === "https:") return undefined;
  if (parsed.protocol !== "http:") return `its scheme is ${parsed.protocol}, not https:`;
  return isLoopback(parsed.hostname) ? undefined : "it is http: to another machine, not https:";
}
