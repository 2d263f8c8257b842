import { describe, expect, it } from "vitest";
import { Claims } from "../../../harness/claims";
import type { Scenario } from "../../../harness/kubernetes/suite/scenario";
import { playAll, type SuiteContext } from "../../../harness/kubernetes/suite/suite";
import { targetsOf, variantsOf } from "../../../harness/kubernetes/suite/variant";
import { fixtureProject } from "../../fixture-project/fixture-project";

const VARIANTS = variantsOf(targetsOf(fixtureProject(), new Set()), [185, 1_234_567_890]).slice(0, 2);

describe("plays at once", () => {
  /** Plays two scenarios with two variants each, four at once. @returns when each began and ended, in order */
  async function played(first: Partial<Scenario>): Promise<readonly string[]> {
    const seen: string[] = [];
    const scenario = (name: string, more: Partial<Scenario>): Scenario => ({
      name,
      title: name,
      ...more,
      play: async ({ variant }) => {
        seen.push(`${name} ${variant.uid} begins`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        seen.push(`${name} ${variant.uid} ends`);
        return [];
      },
    });
    const plays = [scenario("first", first), scenario("second", {})].flatMap((one) =>
      VARIANTS.map((variant) => ({ scenario: one, variant })),
    );
    const workspace = { signal: new AbortController().signal };
    const claims = new Claims(() => undefined);
    const context = { workspace, claims, report: () => undefined, jobs: 4 };
    await playAll(plays, context as unknown as SuiteContext);
    return seen;
  }

  const begins = (name: string) => VARIANTS.map(({ uid }) => `${name} ${uid} begins`);

  it("are as many as are asked for", async () => {
    expect((await played({})).slice(0, 4)).toEqual([...begins("first"), ...begins("second")]);
  });

  it("have no second one of a scenario whose plays share something, but others", async () => {
    const [one = "", two = ""] = begins("first");
    const seen = await played({ isInTurn: true });
    expect(seen.slice(0, 3)).toEqual([one, ...begins("second")]);
    expect(seen.indexOf(two)).toBeGreaterThan(seen.indexOf(one.replace("begins", "ends")));
  });

  it("have none beside a scenario that takes the whole cluster, which comes last", async () => {
    const [one = "", two = ""] = begins("first");
    const ends = (begun: string) => begun.replace("begins", "ends");
    expect((await played({ isAlone: true })).slice(4)).toEqual([one, ends(one), two, ends(two)]);
  });
});
