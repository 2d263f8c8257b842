import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseCommandLine } from "../../commands/lock/command-line";
import { type Net, netOf } from "../../commands/lock/net";
import { run } from "../../commands/lock/run";
import type { Json } from "../generator/fixture";
import { temporaryFolder } from "../harness/temporary-folder";
import type { SourceServer } from "./source-server";

/** Hexadecimal digits of a hash. */
export function hash(algorithm: "sha1" | "sha256" | "sha512", bytes: string | Buffer): string {
  return createHash(algorithm).update(bytes).digest("hex");
}

/** A jar of some bytes: it begins as zip archives do. */
export function jarOf(text: string): Buffer {
  return Buffer.from(`PK\u0003\u0004${text}`);
}

/** A POM that states licences. */
export function pomOf(...licenses: readonly string[]): string {
  const stated = licenses.map((name) => `<license><name>${name}</name></license>`).join("");
  return `<?xml version="1.0"?><project><licenses>${stated}</licenses></project>`;
}

const verified = { by: "download" };

/** A matrix whose sources are all on one server. */
export function lockMatrix(url: string): Json {
  return {
    images: { source: "https://git.example.com/images", platforms: ["linux/amd64", "linux/arm64"] },
    mirrors: {
      apache: `${url}/closer`,
      apacheArchive: `${url}/archive`,
      maven: `${url}/maven`,
      nvidiaMaven: `${url}/nvidia`,
      postgresql: `${url}/postgresql`,
      pythonBuildStandalone: `${url}/python`,
      pythonIndex: `${url}/simple`,
    },
    debian: { release: "bookworm", image: "debian:bookworm-slim" },
    java: { version: 17 },
    python: { version: "3.10", pyspark: "3.5.8", base: ["six"] },
    spark: ["3.5.8"],
    jdbc: { postgresql: "42.7.1" },
    runtimes: [{ spark: "all", layers: ["jdbc-drivers"] }],
  };
}

/** The lock of {@link lockMatrix}. */
export function wholeLock(url: string): Json {
  const apache = (file: string) => [
    `${url}/closer/spark/spark-3.5.8/${file}?action=download`,
    `${url}/archive/spark/spark-3.5.8/${file}`,
  ];
  const python = (machine: string, digit: string): Json => {
    const file = `cpython-3.10.21+20260814-${machine}-unknown-linux-gnu-install_only_stripped.tar.gz`;
    const sources = [`${url}/python/20260814/${file.replace("+", "%2B")}`];
    return { file, sha256: digit.repeat(64), size: 7, sources, verified };
  };
  const wheel = (version: string, requiredBy: string[], file: string): Json => ({
    version,
    groups: ["base"],
    requiredBy,
    license: "MIT",
    files: [{ file, platform: "any", sha256: "4".repeat(64), size: 4, verified: { by: "index" } }],
  });
  const postgresql = {
    file: "postgresql-42.7.1.jar",
    sha256: "1".repeat(64),
    size: 1,
    sources: [
      `${url}/postgresql/postgresql-42.7.1.jar`,
      `${url}/maven/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar`,
    ],
    license: "BSD-2-Clause",
    verified,
  };
  return {
    $schema: "./schema/lock.schema.json",
    images: { "debian:bookworm-slim": { digest: `sha256:${"a".repeat(64)}`, verified: { by: "registry" } } },
    jars: { "org.postgresql:postgresql:42.7.1": postgresql },
    pyspark: {
      "3.5.8": {
        file: "pyspark-3.5.8.tar.gz",
        sha256: "2".repeat(64),
        size: 2,
        py4j: "0.10.9.7",
        sources: apache("pyspark-3.5.8.tar.gz"),
        license: "Apache-2.0",
        verified,
      },
    },
    python: {
      "3.10": {
        version: "3.10.21",
        release: "20260814",
        license: "PSF-2.0",
        platforms: { amd64: python("x86_64", "6"), arm64: python("aarch64", "7") },
      },
    },
    spark: {
      "3.5.8": {
        file: "spark-3.5.8-bin-hadoop3.tgz",
        sha512: "5".repeat(128),
        size: 5,
        scala: "2.12",
        hadoop: "3.3.4",
        py4j: "0.10.9.7",
        jars: { files: { "a.jar": "8".repeat(64) }, verified },
        sources: apache("spark-3.5.8-bin-hadoop3.tgz"),
        license: "Apache-2.0",
        verified,
      },
    },
    wheels: {
      "3.10": {
        py4j: wheel("0.10.9.7", ["pyspark"], "py4j-0.10.9.7-py2.py3-none-any.whl"),
        six: wheel("1.17.0", [], "six-1.17.0-py2.py3-none-any.whl"),
      },
    },
  };
}

/** What the command says of how an image that has no digest can be pinned. */
export function pinOf(image: string): string {
  return [
    `  "${image}": {`,
    '    "digest": "sha256:<SHA-256 of the index of its platforms, 64 hexadecimal digits>",',
    '    "verified": { "by": "published", "source": "<https URL of the page that states it>" }',
    "  }",
  ].join("\n");
}

/** What a run of the command did. */
export interface Result {
  /** Lines on standard output. */
  readonly lines: readonly string[];
  /** Exit code; undefined where it threw. */
  readonly code: number | undefined;
  /** Message of what it threw; empty where it did not. */
  readonly error: string;
}

/** A project folder with a matrix and a lock, and its own cache. */
export class LockProject {
  readonly reports: string[] = [];

  private constructor(
    readonly folder: string,
    readonly cache: string,
    readonly server: SourceServer,
  ) {}

  /** Makes one whose sources are on a server, after an edit. */
  static async make(
    server: SourceServer,
    edit: (files: { matrix: Json; lock: Json }) => void = () => {},
  ): Promise<LockProject> {
    const project = new LockProject(await temporaryFolder(), await temporaryFolder(), server);
    const files = { matrix: lockMatrix(server.url), lock: wholeLock(server.url) };
    edit(files);
    await project.write("matrix.json", files.matrix);
    await project.write("lock.json", files.lock);
    return project;
  }

  /** Writes a JSON file of the project; the lock in the order in which the command writes it. */
  async write(name: string, value: Json): Promise<void> {
    await writeFile(join(this.folder, name), `${JSON.stringify(ordered(value), undefined, 2)}\n`);
  }

  /** Changes the matrix. */
  async edit(change: (matrix: Json) => void): Promise<void> {
    const matrix = JSON.parse(await this.text("matrix.json"));
    change(matrix);
    await this.write("matrix.json", matrix);
  }

  /** Text of a file of the project. */
  text(name = "lock.json"): Promise<string> {
    return readFile(join(this.folder, name), "utf8");
  }

  /** The lock. */
  async lock(): Promise<Json> {
    return JSON.parse(await this.text());
  }

  /** Runs the command in this process. */
  async run(
    args: readonly string[] = [],
    environment: NodeJS.ProcessEnv = {},
    tools?: Net["tools"],
  ): Promise<Result> {
    const lines: string[] = [];
    const variables = {
      SPARK_K8S_CACHE: this.cache,
      PATH: process.env.PATH,
      HOME: this.cache,
      ...environment,
    };
    const net = netOf(variables, (line) => this.reports.push(line), { attempts: 3, pause: 1 });
    try {
      const code = await run(this.folder, parseCommandLine(args), tools ? { ...net, tools } : net, (line) =>
        lines.push(line),
      );
      return { lines, code, error: "" };
    } catch (error) {
      return { lines, code: undefined, error: (error as Error).message };
    } finally {
      await net.http.close();
    }
  }
}

function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, ordered(value[key])]),
  );
}
