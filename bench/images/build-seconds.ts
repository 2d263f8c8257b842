import { baselineOf } from "./baseline";
import type { BuildSeconds, Compared } from "./figures";
import type { MeasuredSide } from "./measured-side";
import { patchUpgrades } from "./moves";
import { referenceOf, runtimesOf, type Subject } from "./subject";
import { longest, type Seconds, total } from "./timed-build";

/** What the builds of both sides took. @param subject whose runtimes say which patches a line has */
export function buildSeconds(subject: Subject, { own, baseline }: Compared<MeasuredSide>): BuildSeconds {
  const compared = (figure: (seconds: MeasuredSide["seconds"]) => number): Compared<number> => ({
    own: figure(own.seconds),
    baseline: figure(baseline.seconds),
  });
  return {
    cold: compared(({ cold }) => total(cold)),
    warm: compared(({ warm }) => total(warm)),
    warmLongest: compared(({ warm }) => longest(warm)),
    changedDriver: compared(({ changed }) => total(changed)),
    addedPatch: addedPatches(subject, { own: own.seconds.cold, baseline: baseline.seconds.cold }),
  };
}

/** The images that a Spark patch adds where those of the other patches are there: its core and its runtimes. */
function addedPatches(subject: Subject, cold: Compared<Seconds>): BuildSeconds["addedPatch"] {
  const runtimes = runtimesOf(subject);
  const sparks = new Set(patchUpgrades(runtimes).map(({ to }) => to.spark));
  return [...sparks].map((spark) => {
    const added = [
      ...subject.open.project.folders.filter(
        (folder) => folder.kind === "spark-core" && folder.spark === spark,
      ),
      ...runtimes.filter((runtime) => runtime.spark === spark),
    ];
    const sum = (seconds: Seconds, references: readonly string[]): number =>
      references.reduce((all, reference) => all + (seconds[reference] ?? 0), 0);
    return {
      what: spark,
      own: sum(cold.own, added.map(referenceOf)),
      baseline: sum(
        cold.baseline,
        added.map((folder) => baselineOf(folder, subject.tag)),
      ),
    };
  });
}
