import type { PythonBuild, PythonFile } from "../../../src/model/lock";
import type { ResolvedMirrors } from "../../../src/model/project";
import type { Net } from "../net";
import { Unobtainable } from "../refusal";
import { NoSuchVersion } from "../no-such-version";
import { runTool } from "../tools/run-tool";
import { askedSources, pythonPlaces, urlsOf } from "../sources";
import { checksumIn, type Claim } from "./claims";
import { fetchFile } from "./file";

/** A release of python-build-standalone: the CPython version and the day of the build. */
export interface Release {
  readonly version: string;
  readonly release: string;
}

/** The machine of each platform, as its builds call it. */
export const MACHINES = { amd64: "x86_64", arm64: "aarch64" } as const;

/** Downloads the newest build of a Python, as the pinned uv knows it, for every platform. @throws Unobtainable, Contradiction */
export async function fetchPythonBuild(
  net: Net,
  mirrors: ResolvedMirrors,
  minor: string,
): Promise<PythonBuild> {
  const { uv } = await net.tools();
  const { version, release } = await newestRelease(uv, minor);
  const build = (machine: string) => fetchBuild(net, mirrors, { minor, version, release, machine });
  const [amd64, arm64] = await Promise.allSettled([build(MACHINES.amd64), build(MACHINES.arm64)]);
  if (amd64.status === "fulfilled" && arm64.status === "fulfilled") {
    return { version, release, license: "PSF-2.0", platforms: { amd64: amd64.value, arm64: arm64.value } };
  }
  throw failureOf(minor, { version, release }, [amd64, arm64]);
}

/** What kept a build from being had: every URL of every platform, or else the first reason of another kind. */
function failureOf(
  minor: string,
  release: Release,
  results: readonly PromiseSettledResult<PythonFile>[],
): unknown {
  const reasons = results.flatMap((result): unknown[] =>
    result.status === "rejected" ? [result.reason] : [],
  );
  const attempts = reasons.flatMap((reason) => (reason instanceof Unobtainable ? reason.attempts : []));
  const other = reasons.find((reason) => !(reason instanceof Unobtainable));
  return other ?? new Unobtainable(`python:${minor}`, attempts, release);
}

/** The newest build of a Python that uv knows: the data are part of uv. */
export async function newestRelease(uv: string, minor: string): Promise<Release> {
  const options = ["--only-downloads", "--all-arches", "--no-config", "--output-format", "json"];
  const list = async (...versions: readonly string[]): Promise<readonly Build[]> =>
    JSON.parse(await runTool(`python:${minor}`, uv, ["python", "list", ...options, ...versions])) as Build[];
  const listed = await list(minor);
  const pattern =
    /\/cpython-(\d+\.\d+\.\d+)(?:%2B|\+)(\d{8})-x86_64-unknown-linux-gnu-install_only_stripped\.tar\.gz$/;
  const [found] = listed.flatMap(({ url }) => {
    const [, version, release] = pattern.exec(url ?? "") ?? [];
    return version === undefined || release === undefined ? [] : [{ version, release }];
  });
  if (found) return found;
  const minors = (await list()).flatMap(
    ({ url }) => pattern.exec(url ?? "")?.[1]?.match(/^\d+\.\d+/)?.[0] ?? [],
  );
  throw new NoSuchVersion(`python:${minor}, as uv knows CPython for Linux`, minor, [...new Set(minors)]);
}

interface Build {
  readonly url: string | null;
}

/** Name of a build. */
export function buildFile({ version, release }: Release, machine: string): string {
  return `cpython-${version}+${release}-${machine}-unknown-linux-gnu-install_only_stripped.tar.gz`;
}

interface AskedBuild extends Release {
  readonly minor: string;
  readonly machine: string;
}

async function fetchBuild(
  net: Net,
  mirrors: ResolvedMirrors,
  { minor, version, release, machine }: AskedBuild,
): Promise<PythonFile> {
  const file = buildFile({ version, release }, machine);
  const places = pythonPlaces(release, file);
  const sources = askedSources(mirrors, places, net.environment);
  const name = `python:${minor} (${machine})`;
  const claims = await listedSums(net, mirrors, release, file);
  const { size, hashes, verified } = await fetchFile(net, {
    name,
    file,
    sources,
    sidecars: ["sha256"],
    claims,
  });
  return { file, sha256: hashes.sha256, size, sources: urlsOf(mirrors, places), verified };
}

/** What the release's SHA256SUMS says of a file. */
async function listedSums(
  net: Net,
  mirrors: ResolvedMirrors,
  release: string,
  file: string,
): Promise<readonly Claim[]> {
  const places = askedSources(mirrors, pythonPlaces(release, "SHA256SUMS"), net.environment);
  const found = places.map(async ({ url }): Promise<Claim[]> => {
    const text = await net.http.text(url).catch(() => "");
    const line = text.split("\n").find((other) => other.trim().endsWith(file));
    const value = line && checksumIn(line, "sha256", file);
    return value ? [{ of: "sha256", value, by: url }] : [];
  });
  return (await Promise.all(found)).flat();
}
