import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactCache } from "../cache";
import { canInstallPackages, debianMirrors, installPackages } from "../debian-packages";
import type { Engine } from "../engine";
import { secondsSince, type Report } from "../report";
import { run, succeeds } from "../run";
import { importImage } from "./import-image";
import type { Provided } from "./stand-in";

const RELEASE = "bookworm";
const IMAGE = `stand-in/debian:${RELEASE}-slim`;
const DESCRIPTION = `debian:${RELEASE}-slim, made from Debian's packages by mmdebstrap`;
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

/** Makes the base image from Debian's packages and imports it into the engine, unless it is there. */
export async function makeDebianImage(
  cache: ArtifactCache,
  engine: Engine,
  report: Report,
): Promise<Provided> {
  const { file, checksum } = await cache.derive(
    `stand-in ${IMAGE}`,
    `debian ${RELEASE} ${RECIPE}`,
    "sha256",
    (folder) => bootstrap(folder, report),
  );
  const image = { reference: IMAGE, description: DESCRIPTION, recipe: checksum.hex };
  await importImage(engine, image, report, async (load) => load(file));
  return { standIn: DESCRIPTION, arguments: { DEBIAN_IMAGE: IMAGE } };
}

async function bootstrap(folder: string, report: Report): Promise<string> {
  await ensureMmdebstrap(report);
  report(`making the stand-in ${IMAGE} with mmdebstrap`);
  const start = Date.now();
  const apt = join(folder, "apt");
  await mkdir(apt);
  const files = Object.entries(APT_FILES).map(([name, text]) => [join(apt, name), `${text}\n`] as const);
  for (const [path, text] of files) await writeFile(path, text);
  const tarball = join(folder, "debian.tar");
  const sources = await aptSources();
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
      RELEASE,
      tarball,
      ...sources,
    ],
    { env: { SOURCE_DATE_EPOCH: "0" } },
  );
  report(`made the stand-in ${IMAGE} in ${secondsSince(start)} s`);
  return tarball;
}

async function aptSources(): Promise<string[]> {
  const { archive, security } = await debianMirrors();
  return [
    `deb ${archive} ${RELEASE} main`,
    `deb ${archive} ${RELEASE}-updates main`,
    ...(security ? [`deb ${security} ${RELEASE}-security main`] : []),
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
