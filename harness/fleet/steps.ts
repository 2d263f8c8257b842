/** A step of a target's build, such as a RUN instruction. */
export interface Step {
  /** As progress shows it, such as `[jdk-17 2/3] RUN …`. */
  readonly name: string;
  /** Whether its result was in a cache; bringing it from a registry is no run. */
  readonly isCached: boolean;
}

interface Vertex {
  readonly digest: string;
  /** Begins with the target: a step that several targets have stands there once for each of them. */
  readonly name: string;
  readonly cached?: boolean;
}

/** The steps of a call of buildx, from what it writes with `--progress rawjson`; other lines are passed over. */
export function readSteps(log: string): readonly Step[] {
  const steps = new Map<string, Step>();
  for (const line of log.split("\n")) {
    if (!line.startsWith("{")) continue;
    const { vertexes } = JSON.parse(line) as { readonly vertexes?: readonly Vertex[] | null };
    for (const { digest, name, cached = false } of vertexes ?? []) {
      const key = `${digest} ${name}`;
      steps.set(key, { name, isCached: cached || (steps.get(key)?.isCached ?? false) });
    }
  }
  return [...steps.values()];
}

/** The steps of instructions that make files: RUN, COPY, ADD, WORKDIR. */
export function instructions(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ name }) => /^\[.*\d+\/\d+\] (RUN|COPY|ADD|WORKDIR) /.test(name));
}
