import type { ArtifactCache } from "../cache";
import type { Engine } from "../engine";
import type { Report } from "../report";
import type { Supply } from "../supply";

/** What servers are made with. */
export interface ServerContext {
  /** The project's folder. */
  readonly root: string;
  readonly cache: ArtifactCache;
  readonly engine: Pick<Engine, "environment">;
  /** What the builds of servers' images are given, as those of the project's images are. */
  readonly supply: Supply;
  /** Where a server's output is kept when it has ended. */
  readonly logFolder: string;
  readonly report: Report;
  /** Ends what is under way when it is aborted. */
  readonly signal: AbortSignal;
}

/** A server for the tests of images: how it is made and run, and what a test.sh is told of it. */
export interface Server {
  /** How messages call it, such as "PostgreSQL". */
  readonly name: string;
  /** Its host name in the network of the tests. */
  readonly host: string;
  /** Builds its image. @returns the image's reference */
  readonly makeImage: (context: ServerContext) => Promise<string>;
  /** Environment of its container. */
  readonly environment: Readonly<Record<string, string>>;
  /** A command in its container that fails until the server answers, and ends with 0 once tests can use it. */
  readonly prepare: readonly string[];
  /** The variable that a test.sh names when it asks for the server. */
  readonly askedBy: string;
  /** What a test.sh that asks for the server is told. */
  readonly variables: Readonly<Record<string, string>>;
}
