import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canInstallPackages, debianMirrors, installPackages } from "../debian-packages";
import type { MirrorContext } from "../mirror-context";
import { secondsSince, type Report } from "../report";
import { run, succeeds } from "../run";
import { importImage } from "./import-image";
import type { Provided } from "./stand-in";

const RECIPE = 4;

// What the official slim image leaves out, now and in later installations.
const DPKG_OPTIONS = [
  ...["doc", "info", "linda", "lintian/overrides", "locale", "man"].map(
    (name) => `path-exclude=/usr/share/${name}/*`,
  ),
  "path-include=/usr/share/doc/*/copyright",
];

// Files of the official image; Dockerfiles with an apt cache mount rely on the name of the first.
const APT_FILES: Readonly<Record<string, string>> = {
  "docker-clean": [
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin"; };',
    'APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin"; };',
    'Dir::Cache::pkgcache "";',
    'Dir::Cache::srcpkgcache "";',
  ].join("\n"),
  "docker-gzip-indexes": 'Acquire::GzipIndexes "true";',
  "docker-no-languages": 'Acquire::Languages "none";',
  "docker-autoremove-suggests": 'Apt::AutoRemove::SuggestsImportant "false";',
};

const HOOKS = [
  'rm -f "$1"/var/cache/apt/*.bin',
  // The official image keeps these folders, in which update-alternatives makes links.
  'mkdir -p "$1"/usr/share/man/man1 "$1"/usr/share/man/man5 "$1"/usr/share/man/man7 "$1"/usr/share/man/man8',
];

/**
 * The code name of the Debian release in a reference such as `debian:bookworm-slim`.
 * @throws Error when the tag names none
 */
export function debianRelease(reference: string): string {
  const release = /:([a-z]+)(?:-slim)?(?:@sha256:[0-9a-f]{64})?$/.exec(reference)?.[1];
  if (release !== undefined) return release;
  throw new Error(
    `DEBIAN_IMAGE: found "${reference}", of which no stand-in can be made, allowed: a tag such as bookworm-slim.`,
  );
}

/** Makes the base image of a release from Debian's packages and imports it into the engine, unless it is there. */
export async function makeDebianImage(
  release: string,
  { cache, engine, report }: Pick<MirrorContext, "cache" | "engine" | "report">,
): Promise<Provided> {
  const reference = `stand-in/debian:${release}-slim`;
  const description = `debian:${release}-slim, made from Debian's packages by mmdebstrap`;
  const { file, checksum } = await cache.derive(
    `stand-in ${reference}`,
    `debian ${release} ${RECIPE}`,
    "sha256",
    (folder) => bootstrap(folder, release, report),
  );
  const image = { reference, description, recipe: checksum.hex };
  await importImage(engine, image, report, async (load) => load(file));
  return { standIn: description, arguments: { DEBIAN_IMAGE: reference } };
}

async function bootstrap(folder: string, release: string, report: Report): Promise<string> {
  await ensureMmdebstrap(report);
  const image = `the stand-in of debian:${release}-slim`;
  report(`making ${image} with mmdebstrap`);
  const start = Date.now();
  const apt = join(folder, "apt");
  await mkdir(apt);
  const files = Object.entries(APT_FILES).map(([name, text]) => [join(apt, name), `${text}\n`] as const);
  for (const [path, text] of files) await writeFile(path, text);
  const tarball = join(folder, "debian.tar");
  const sources = await aptSources(release);
  await run(
    "mmdebstrap",
    [
      "--quiet",
      "--variant=minbase",
      // The official image has no certificates; only a mirror with https needs them from the start.
      ...(sources.some((source) => source.includes("https://")) ? ["--include=ca-certificates"] : []),
      ...DPKG_OPTIONS.map((option) => `--dpkgopt=${option}`),
      ...HOOKS.map((hook) => `--customize-hook=${hook}`),
      `--customize-hook=copy-in ${files.map(([path]) => path).join(" ")} /etc/apt/apt.conf.d`,
      release,
      tarball,
      ...sources,
    ],
    { env: { SOURCE_DATE_EPOCH: "0" } },
  );
  report(`made ${image} in ${secondsSince(start)} s`);
  return tarball;
}

async function aptSources(release: string): Promise<string[]> {
  const { archive, security } = await debianMirrors();
  return [
    `deb ${archive} ${release} main`,
    `deb ${archive} ${release}-updates main`,
    ...(security ? [`deb ${security} ${release}-security main`] : []),
  ];
}

async function ensureMmdebstrap(report: Report): Promise<void> {
  if (await succeeds("mmdebstrap", ["--version"])) return;
  if (!(await canInstallPackages())) {
    throw new Error(
      "The stand-in base image needs mmdebstrap, which only root on Debian can install: apt-get install mmdebstrap.",
    );
  }
  report("installing mmdebstrap with apt-get");
  await installPackages(["mmdebstrap"]);
}
