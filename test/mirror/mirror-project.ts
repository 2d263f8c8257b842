import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { parseCommandLine } from "../../commands/mirror/command-line";
import { run } from "../../commands/mirror/run";
import { netOf } from "../../commands/lock/net";
import type { Json } from "../generator/fixture";
import { temporaryFolder } from "../harness/temporary-folder";
import { LockProject, type Result, hash, jarOf } from "../lock/lock-project";
import type { SourceServer } from "../lock/source-server";

const PG = "org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar";
const cpython = (machine: string): string =>
  `cpython-3.10.21+20260814-${machine}-unknown-linux-gnu-install_only_stripped.tar.gz`;

/** Path in a mirror of every file of the test's lock, and its bytes. */
export const BYTES: Readonly<Record<string, Buffer>> = {
  [`maven2/${PG}`]: jarOf("postgresql"),
  "apache/spark/spark-3.5.8/pyspark-3.5.8.tar.gz": gzipSync("pyspark"),
  "apache/spark/spark-3.5.8/spark-3.5.8-bin-hadoop3.tgz": gzipSync("spark"),
  [`python-build-standalone/20260814/${cpython("x86_64")}`]: gzipSync("amd64"),
  [`python-build-standalone/20260814/${cpython("aarch64")}`]: gzipSync("arm64"),
  "wheels/py4j-0.10.9.7-py2.py3-none-any.whl": jarOf("py4j"),
  "wheels/six-1.17.0-py2.py3-none-any.whl": jarOf("six"),
};

/** Bytes of a file of the mirror by the last part of its path. */
export function bytesOf(name: string): Buffer {
  const found = Object.entries(BYTES).find(([path]) => path.endsWith(name));
  if (!found) throw new Error(`no file ${name}`);
  return found[1];
}

/** Serves every file where the matrix's sources have it, but for those that are named. */
export function serveAll(server: SourceServer, except: readonly string[] = []): void {
  const bases: readonly (readonly [RegExp, string])[] = [
    [/^maven2\//, "/maven/"],
    [/^apache\//, "/archive/"],
    [/^python-build-standalone\//, "/python/"],
    [/^wheels\//, "/files/"],
  ];
  for (const [path, bytes] of Object.entries(BYTES)) {
    const [pattern, base] = bases.find(([prefix]) => prefix.test(path)) ?? [/^/, "/"];
    if (except.some((name) => path.endsWith(name))) continue;
    server.at(path.replace(pattern, base), bytes);
    server.at(path.replace(pattern, base).replaceAll("+", "%2B"), bytes);
  }
  for (const project of ["py4j", "six"]) {
    const file = Object.keys(BYTES)
      .find((path) => path.startsWith(`wheels/${project}`))
      ?.slice("wheels/".length);
    const body = `<a href="/files/${file}">${file}</a>`;
    server.at(`/simple/${project}/`, { body, headers: { "content-type": "text/html" } });
  }
}

/** A project whose lock is that of {@link BYTES}, and a folder for its mirror. */
export class MirrorProject {
  readonly reports: string[] = [];

  private constructor(
    readonly project: LockProject,
    readonly folder: string,
  ) {}

  static async make(server: SourceServer): Promise<MirrorProject> {
    const project = await LockProject.make(server, ({ lock }) => {
      for (const entry of entriesOf(lock)) {
        const bytes = bytesOf(entry.file);
        if ("sha512" in entry) entry.sha512 = hash("sha512", bytes);
        else entry.sha256 = hash("sha256", bytes);
        entry.size = bytes.length;
      }
    });
    return new MirrorProject(project, join(await temporaryFolder(), "mirror"));
  }

  /** Runs the command in this process, with pauses of milliseconds. */
  async run(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<Result> {
    const lines: string[] = [];
    const variables = { SPARK_K8S_CACHE: this.project.cache, PATH: process.env.PATH, ...environment };
    const net = netOf(variables, (line) => this.reports.push(line), { attempts: 3, pause: 1 });
    try {
      const options = parseCommandLine([this.folder, ...args]);
      const code = await run(this.project.folder, options, net, (line) => lines.push(line));
      return { lines, code, error: "" };
    } catch (error) {
      return { lines, code: undefined, error: (error as Error).message };
    } finally {
      await net.http.close();
    }
  }
}

function entriesOf(lock: Json): Json[] {
  return [
    ...Object.values(lock.jars),
    ...Object.values(lock.pyspark),
    ...Object.values(lock.spark),
    ...Object.values(lock.python["3.10"].platforms),
    ...Object.values(lock.wheels["3.10"]).flatMap((wheel: Json) => wheel.files),
  ];
}
