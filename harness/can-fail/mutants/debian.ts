import { configured, ran, type Mutant } from "../mutant";

/** Faults of the images that are built on Debian's own: the system around Java or Python. */
export const DEBIAN: readonly Mutant[] = [
  configured("tini is not the entrypoint", "ENTRYPOINT []", ["tini is the first process"]),
  ran("package lists are left", "mkdir -p /var/lib/apt/lists && echo left >/var/lib/apt/lists/some_list", [
    "no package lists, package archives or logs are left",
  ]),
  ran("a package came later", "sed -i 1d /usr/share/spark-k8s/debian-packages.txt", [
    "a list says which Debian packages are there, in which versions",
  ]),
  ran("a backup of the database of packages is left", "cp /var/lib/dpkg/status /var/lib/dpkg/status-old", [
    "no backups, caches and machine names are left that differ in each build",
  ]),
  ran("spark has another gid", "sed -i 's/^spark:x:185:0:/spark:x:185:185:/' /etc/passwd", [
    "spark is uid 185, gid 0, with a home that its group can write",
  ]),
];

/** A compiler, where the image promises to have none. */
export const COMPILER = ran("a compiler is there", "ln -s /bin/true /usr/local/bin/gcc", [
  "there is no compiler",
]);
