/**
 * A partial that keeps what it printed, by the values that it prints: images then share the text that they have in
 * common, as one string.
 *
 * @param names What it reads of the view. An object is known by its identity, as views share what does not differ.
 */
export function remembered(
  render: HandlebarsTemplateDelegate,
  names: ReadonlySet<string>,
): HandlebarsTemplateDelegate {
  const known = new Map<string, string>();
  return (view: Readonly<Record<string, unknown>>, options) => {
    const key = [...names].map((name) => keyOf(view[name])).join("\n");
    const text = known.get(key) ?? render(view, options);
    if (known.size < MOST) known.set(key, text);
    return text;
  };
}

/** A partial whose text is another one for each image is not kept for all of them. */
const MOST = 100;

const identities = new WeakMap<object, number>();
let count = 0;

function keyOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  const known = identities.get(value) ?? (count += 1);
  identities.set(value, known);
  return `#${known}`;
}
