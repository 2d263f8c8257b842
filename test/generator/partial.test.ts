import Handlebars from "handlebars";
import { describe, expect, it, vi } from "vitest";
import { namesOf } from "../../src/render/names";
import { remembered } from "../../src/render/partial";
import { Templates } from "../../src/render/templates";

describe("the names that a template reads of its view", () => {
  const partials = new Map([["driver", Handlebars.parse("{{title}} {{../registry}}")]]);
  const names = (text: string): readonly string[] => [
    ...namesOf(Handlebars.parse(text), (name) => partials.get(name)),
  ];

  it.each([
    ["{{spark}} {{jdk.java}}", ["spark", "jdk"]],
    ["{{#if python}}{{minor}}{{else}}{{scala}}{{/if}}", ["python", "minor", "scala"]],
    ["{{#each drivers}}{{title}} {{../spark}}{{else}}{{none}}{{/each}}", ["drivers", "spark", "none"]],
    [
      "{{#each lines}}{{#each jars}}{{path}} {{../name}} {{../../spark}}{{/each}}{{/each}}",
      ["lines", "spark"],
    ],
    ["{{> driver}}", ["title", "registry"]],
    ["{{#each drivers}}{{> driver}}{{/each}}", ["drivers", "registry"]],
  ])("%s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

describe("a partial", () => {
  const render = vi.fn((view: { readonly spark: string; readonly jars?: readonly string[] }) => {
    return `${view.spark} ${view.jars?.join(" ")}`;
  });

  it("is rendered once for the values that it prints, whatever else the view has", () => {
    render.mockClear();
    const jars = ["a.jar"];
    const partial = remembered(render, new Set(["spark", "jars"]));
    const texts = ["first", "second"].map((image) => partial({ image, spark: "4.1.1", jars }, {}));
    expect(texts).toEqual(["4.1.1 a.jar", "4.1.1 a.jar"]);
    expect(render).toHaveBeenCalledTimes(1);
    expect(partial({ spark: "4.1.1", jars: ["b.jar"] }, {})).toBe("4.1.1 b.jar");
    expect(partial({ spark: "3.5.8", jars }, {})).toBe("3.5.8 a.jar");
  });

  it("that is another one for each image is not kept for all of them", () => {
    render.mockClear();
    const partial = remembered(render, new Set(["spark"]));
    const print = (image: number): string => partial({ spark: `4.1.${image}` }, {});
    const images = Array.from({ length: 150 }, (_, index) => index);
    expect(images.map(print)).toEqual(images.map(print));
    expect(render).toHaveBeenCalledTimes(150 + 50);
  });

  it("of a list's item reads the item", () => {
    const texts = new Map([
      ["a", "{{#each drivers}}\n{{> partials}}\n{{/each}}\n"],
      ["partials/partials", "{{title}}: {{#each jars}}{{this}} {{/each}}\n"],
    ]);
    const drivers = [
      { title: "one", jars: ["a.jar", "b.jar"] },
      { title: "two", jars: [] },
    ];
    const templates = new Templates(texts);
    expect(templates.render("a", { drivers })).toBe("one: a.jar b.jar \ntwo: \n");
    expect(templates.render("a", { drivers: drivers.toReversed() })).toBe("two: \none: a.jar b.jar \n");
  });
});
