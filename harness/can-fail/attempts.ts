import { UsageError } from "../command-line";
import { buildsOf } from "../../src/plan";
import type { Project } from "../../src/model/project";
import { leaveOut, selectBuilds } from "../plan";
import type { Mutant, PlannedImage } from "./mutant";
import { STUBS } from "./stub-engines";

/** One run of an image's test that has to fail. */
export type Attempt = { readonly image: PlannedImage; readonly fault: string } & (
  | { readonly kind: "absent" }
  /** An engine that does not work: the body of its shell script. */
  | { readonly kind: "stub"; readonly script: string }
  | { readonly kind: "mutant"; readonly mutant: Mutant }
  /** The image of another matrix, in which exactly these claims must fail. */
  | {
      readonly kind: "exchange";
      /** Folder that holds the test. */
      readonly root: string;
      readonly reference: string;
      readonly claims: readonly string[];
    }
);

/**
 * The images that these names ask for, without their parents.
 * @param except names of images to leave out, with every image that needs them
 * @throws UsageError when a name is unknown
 */
export function selectImages(
  project: Project,
  names: readonly string[],
  except: readonly string[] = [],
): readonly PlannedImage[] {
  const left = leaveOut(buildsOf(project), except);
  const builds = left.map((build) => ({ ...build, parents: [] }));
  const folders = new Map(project.folders.map((folder) => [folder.path, folder]));
  return selectBuilds(builds, names).flatMap((build) => {
    const folder = folders.get(build.folder);
    return folder ? [{ build, folder, project }] : [];
  });
}

/**
 * Every attempt for these images.
 * @param mutantsOf the faults that an image can have
 * @param triesEveryImage whether each fault is tried on every image that can have it, or on one of its kind
 */
export function attemptsOf(
  images: readonly PlannedImage[],
  mutantsOf: (image: PlannedImage) => readonly Mutant[],
  triesEveryImage: boolean,
): readonly Attempt[] {
  const mutants = images.flatMap((image) =>
    mutantsOf(image).map((mutant) => ({ kind: "mutant" as const, image, fault: mutant.fault, mutant })),
  );
  const chosen = new Set(triesEveryImage ? mutants : oneOfEachFault(mutants));
  return images.flatMap((image) => [
    { kind: "absent" as const, image, fault: "an absent image" },
    ...Object.entries(STUBS).map(([fault, script]) => ({ kind: "stub" as const, image, fault, script })),
    ...mutants.filter((attempt) => attempt.image === image && chosen.has(attempt)),
  ]);
}

/**
 * The attempts whose fault's name holds one of these texts; all of them when there is no text.
 * @throws UsageError naming the faults there are, when no fault's name does
 */
export function withFaults(attempts: readonly Attempt[], texts: readonly string[]): readonly Attempt[] {
  const unknown = texts.find((text) => !attempts.some(({ fault }) => fault.includes(text)));
  if (unknown !== undefined) {
    const faults = [...new Set(attempts.map(({ fault }) => fault))];
    throw new UsageError(
      `--fault: found "${unknown}", allowed: text of a fault's name: ${faults.join("; ")}.`,
    );
  }
  return texts.length === 0
    ? attempts
    : attempts.filter(({ fault }) => texts.some((text) => fault.includes(text)));
}

/** For each fault of a kind one image that can have it: the one made of the fewest others, whose test ends soonest. */
function oneOfEachFault<T extends Attempt>(attempts: readonly T[]): readonly T[] {
  const faults = new Map<string, T>();
  for (const attempt of attempts.toSorted((one, other) => partsOf(one) - partsOf(other))) {
    const key = `${attempt.image.folder.kind}: ${attempt.fault}`;
    if (!faults.has(key)) faults.set(key, attempt);
  }
  return [...faults.values()];
}

function partsOf({ image: { folder } }: Attempt): number {
  return folder.parents.length;
}
