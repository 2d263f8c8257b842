import { describe, expect, test } from "vitest";
import { hittingSets, keepMost } from "../../commands/lock/wheels/fewest";

/** Keeps pins but for sets that do not go together; what it says of a failure names all of them. */
function solver(
  conflicts: readonly (readonly string[])[],
  lowered: (released: readonly string[]) => string[],
) {
  const asked: (readonly string[])[] = [];
  const keep = (pins: readonly string[]) => (kept: readonly string[]) => {
    asked.push(kept);
    const hit = conflicts.filter((conflict) => conflict.every((name) => kept.includes(name)));
    if (hit.length > 0) return Promise.resolve({ failure: `because ${hit.flat().join("==1 and ")}==1` });
    const released = pins.filter((name) => !kept.includes(name));
    const solution = { released, lowered: lowered(released), gone: [], changes: released.length };
    return Promise.resolve({ solution });
  };
  return { asked, keep };
}

const PINS = Array.from({ length: 100 }, (_, index) => `pin-${index}`);

describe("the fewest pins that can be released", () => {
  test.each<[string, string[][], string[]]>([
    ["are none where all go together", [], []],
    ["are those that nothing keeps", [["pin-3"], ["pin-50"]], ["pin-3", "pin-50"]],
    [
      "are the one that two conflicts have in common",
      [
        ["pin-1", "pin-2"],
        ["pin-2", "pin-3"],
      ],
      ["pin-2"],
    ],
    [
      "are two where three conflicts have no one in common",
      [
        ["pin-1", "pin-2"],
        ["pin-2", "pin-3"],
        ["pin-1", "pin-3"],
      ],
      ["pin-1", "pin-2"],
    ],
  ])("%s", async (_, conflicts, released) => {
    const { keep } = solver(conflicts, () => []);
    const result = await keepMost(PINS, keep(PINS));
    expect(result).toMatchObject({ solution: { released }, isFewest: true });
  });

  test("are those of which none goes down, where there are as few of them", async () => {
    const { keep } = solver([["pin-1", "pin-2"]], (released) => released.filter((name) => name === "pin-1"));
    const result = await keepMost(PINS, keep(PINS));
    expect(result).toMatchObject({ solution: { released: ["pin-2"], lowered: [] } });
  });

  test("are found in as many attempts as they are, and some", async () => {
    const { keep, asked } = solver([["pin-3"], ["pin-50"], ["pin-7", "pin-9"]], () => []);
    await keepMost(PINS, keep(PINS));
    expect(asked.length).toBeLessThan(20);
  });

  test("are not looked for without end: what moves then is what the solver would move", async () => {
    const { keep, asked } = solver(
      PINS.map((name) => [name]),
      () => [],
    );
    const result = await keepMost(PINS, keep(PINS));
    expect(result).toMatchObject({ solution: { released: PINS }, isFewest: false });
    expect(asked.length).toBe(80);
  });

  test("are unknown where nothing is found even without pins", async () => {
    const keep = () => Promise.resolve({ failure: "never" });
    expect(await keepMost<{ lowered: []; gone: []; changes: 0 }>(PINS, keep)).toEqual({ failure: "never" });
  });
});

test("hitting sets are the smallest", () => {
  expect(
    hittingSets([
      ["a", "b"],
      ["b", "c"],
    ]),
  ).toEqual([["b"]]);
  expect(hittingSets([["a", "b"], ["c"]])).toEqual([
    ["a", "c"],
    ["b", "c"],
  ]);
});
