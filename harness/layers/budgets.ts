import type { CheckedImage } from "./layer";

/** Bytes that each layer of each image may have, uncompressed: by the image's reference, then by what made the layer. */
export type Budgets = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A layer that is not as its budget says. */
export interface Difference {
  readonly image: string;
  /** What made the layer, as the budgets name it. */
  readonly layer: string;
  /** In bytes; undefined for a layer that has none. */
  readonly budget: number | undefined;
  /** In bytes; undefined for a layer that is not there any more. */
  readonly size: number | undefined;
}

/** A layer may have 2 % more than its budget. */
const MOST_OVER_BUDGET = 1.02;

/** What BuildKit writes behind the instructions that it ran. */
const BUILT = /^(.*?) # buildkit$/s;

/** Bytes of the layers that images make: those that none of the images they are based on and copy from has. */
export function sizesOf(images: readonly CheckedImage[]): Budgets {
  return Object.fromEntries(images.map((image) => [image.image.reference, ownSizesOf(image)]));
}

function ownSizesOf({ image: { layers, madeBy }, parents }: CheckedImage): Readonly<Record<string, number>> {
  const known = new Set(parents.flatMap((parent) => parent.layers.map(({ digest }) => digest)));
  const own: Record<string, number> = {};
  layers.forEach(({ digest, size }, index) => {
    const [, instruction] = BUILT.exec(madeBy[index] ?? "") ?? [];
    if (instruction === undefined || known.has(digest)) return;
    known.add(digest);
    own[uniqueIn(own, nameOf(instruction))] = size;
  });
  return own;
}

/** The layers of images whose size is another one than their budget, or that only one of the two has. */
export function differencesOf(budgets: Budgets, sizes: Budgets): readonly Difference[] {
  return Object.entries(sizes).flatMap(([image, layers]) => {
    const planned = budgets[image] ?? {};
    return [...new Set([...Object.keys(planned), ...Object.keys(layers)])]
      .map((layer) => ({ image, layer, budget: planned[layer], size: layers[layer] }))
      .filter(({ budget, size }) => budget !== size);
  });
}

/** Whether a layer has more than its budget and what is allowed above it, or none, or there is none for the budget. */
export function isOver({ budget, size }: Difference): boolean {
  return budget === undefined || size === undefined || size > budget * MOST_OVER_BUDGET;
}

/**
 * Budgets with the sizes that images have now.
 *
 * @param planned references of all images of the matrix: those of others go
 */
export function updatedBudgets(budgets: Budgets, sizes: Budgets, planned: readonly string[]): Budgets {
  const all = { ...budgets, ...sizes };
  return Object.fromEntries(
    planned.flatMap((image) => {
      const layers = all[image];
      return layers ? [[image, layers] as const] : [];
    }),
  );
}

/** `COPY /out/hadoop/ /` as it is; of a command, which can be a whole script, the instruction alone. */
function nameOf(instruction: string): string {
  return instruction.startsWith("RUN") ? "RUN" : instruction;
}

function uniqueIn(taken: Readonly<Record<string, unknown>>, name: string): string {
  let unique = name;
  for (let count = 2; unique in taken; count += 1) unique = `${name} (${count})`;
  return unique;
}
