import pLimit from "p-limit";
import type { MirrorContext } from "./mirror-context";
import { readNeeds, type Needs } from "./needs";
import type { Build } from "./plan";
import { PROVIDERS, type Provider } from "./providers";
import { STAND_IN_LABEL, type Provided } from "./stand-ins/stand-in";

const PROVIDED_AT_ONCE = 2;

/** What a build is given beside its plan. */
export interface BuildInputs {
  /** Build arguments, only those that the Dockerfile declares. */
  readonly arguments: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Further options of `docker build`. */
  readonly options: readonly string[];
}

/** Prepares what builds need; asked twice for a build, it works once. */
export interface Supply {
  prepare(build: Build): Promise<BuildInputs>;
}

interface Prepared {
  readonly inputs: BuildInputs;
  /** Every stand-in that the image or one of its parents is built from. */
  readonly standIns: ReadonlySet<string>;
}

/** Fills the mirror with the artifacts that builds need and makes stand-ins for what no registry has. */
export class MirrorSupply implements Supply {
  readonly #prepared = new Map<string, Promise<Prepared>>();
  readonly #limit = pLimit(PROVIDED_AT_ONCE);
  readonly #provided = new Map<string, Promise<Provided>>();

  constructor(
    private readonly context: MirrorContext,
    private readonly providers: readonly Provider[] = PROVIDERS,
  ) {}

  async prepare(build: Build): Promise<BuildInputs> {
    return (await this.#prepare(build)).inputs;
  }

  #prepare(build: Build): Promise<Prepared> {
    const known = this.#prepared.get(build.image);
    if (known) return known;
    const started = this.#collect(build);
    this.#prepared.set(build.image, started);
    return started;
  }

  async #collect(build: Build): Promise<Prepared> {
    const needs = await readNeeds(this.context.root, build, this.context.lock);
    const provided = await Promise.all(this.providers.map((provider) => this.#provide(provider, needs)));
    const parents = this.context.builds.filter(({ image }) => build.parents.includes(image));
    const inherited = await Promise.all(parents.map((parent) => this.#prepare(parent)));
    const standIns = new Set([
      ...inherited.flatMap((parent) => [...parent.standIns]),
      ...provided.flatMap((found) => (found?.standIn === undefined ? [] : [found.standIn])),
    ]);
    const all = Object.assign({}, ...provided.map((found) => found?.arguments)) as Record<string, string>;
    const inputs = {
      arguments: Object.fromEntries(Object.entries(all).filter(([name]) => needs.declared.has(name))),
      labels: standIns.size > 0 ? { [STAND_IN_LABEL]: [...standIns].sort().join("; ") } : {},
      // RUN steps reach the mirror on the loopback interface.
      options: ["--network", "host"],
    };
    return { inputs, standIns };
  }

  async #provide(provider: Provider, needs: Needs): Promise<Provided | undefined> {
    const key = provider.key(needs);
    if (key === undefined) return undefined;
    const known = this.#provided.get(key);
    if (known) return known;
    const started = this.#limit(async () => {
      const provided = await provider.provide(needs, this.context);
      if (provided.standIn !== undefined) this.context.report(`stand-in: ${provided.standIn}`);
      return provided;
    });
    this.#provided.set(key, started);
    return started;
  }
}
