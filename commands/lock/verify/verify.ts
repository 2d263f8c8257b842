import { atWork } from "../at-work";
import type { Comparison } from "../comparison";
import type { Lock } from "../../../src/model/lock";
import type { Inputs } from "../inputs";
import type { Net } from "../net";
import { isUnverifiedIn } from "../not-sure";
import type { Print } from "../run";
import { answersOf } from "./answers";
import { imageAnswer, pinnedImages } from "./images";
import { subjectsOf } from "./subjects";

const DIFFERS = 1;
const UNVERIFIED = 3;

/**
 * Asks every source of every entry and says of each whether it has the bytes of the lock. Nothing is taken from the
 * cache, and nothing is written.
 *
 * @returns 1 where a source has other bytes, 3 where no source of some entry answered, else 0
 */
export async function verify(
  net: Net,
  inputs: Inputs,
  comparison: Comparison,
  print: Print,
): Promise<number> {
  const asked = [
    ...subjectsOf(net, inputs, comparison).map((subject) => ({
      name: subject.name,
      ask: () => answersOf(net, subject),
    })),
    ...pinnedImages(comparison).map((image) => ({
      name: image.name,
      ask: async () => [await imageAnswer(net, image)],
    })),
  ];
  const counts = { ok: 0, differs: 0, unreachable: 0 };
  const unverified: string[] = [];
  await Promise.all(
    asked.map(async ({ name, ask }) => {
      const answers = await net.inTurn(() => atWork(net, name, ask));
      for (const { state, source, detail } of answers) {
        counts[state]++;
        print(`${state.padEnd(11)} ${name} ${source}${detail ? `: ${detail}` : ""}`);
      }
      if (!answers.some(({ state }) => state !== "unreachable")) unverified.push(name);
    }),
  );
  print(`${counts.ok} ok, ${counts.differs} differ, ${counts.unreachable} unreachable`);
  const lock = JSON.parse(inputs.readText) as Partial<Lock>;
  for (const name of unverified.sort()) {
    print(`no source answered: ${name}${isUnverifiedIn(lock, name) ? ", unverified in the lock" : ""}`);
  }
  if (counts.differs > 0) return DIFFERS;
  return unverified.length > 0 ? UNVERIFIED : 0;
}
