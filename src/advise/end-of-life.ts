import { compareVersions } from "../check/nearest";
import { lineOf, list } from "../check/rule";
import type { Knowledge } from "../model/knowledge";
import type { Matrix } from "../model/matrix";
import { sparkPatches } from "./distributions";
import type { EndOfLife } from "./finding";
import { holdersOfPython, holdersOfSparks } from "./holders";
import { type Planned, Trial, withSpark } from "./trial";
import { type Way, waysText } from "./ways";

/** The day on which support of each part ends, where a row of `compatibility/` says it. */
export function endsOfLife(project: Planned, knowledge: Knowledge): readonly EndOfLife[] {
  const trial = new Trial(project.parsed, knowledge);
  return [
    ...debianEnds(project, knowledge, trial),
    ...pythonEnds(project, knowledge, trial),
    ...sparkEnds(project, knowledge, trial),
  ];
}

function debianEnds(project: Planned, { os }: Knowledge, trial: Trial): readonly EndOfLife[] {
  const { debianRelease } = project.settings;
  return os.endOfLife
    .filter(({ release }) => release === debianRelease)
    .map((row) => {
      const known = os.releases.find(({ release }) => release === debianRelease);
      const later = os.endOfLife.filter(({ regular }) => regular > row.regular).map(({ release }) => release);
      return {
        kind: "end-of-life",
        part: {
          name: "Debian",
          version: known?.version ?? debianRelease,
          images: project.folders.map(({ name }) => name),
        },
        ends: row.regular,
        longTerm: row.longTerm,
        wayOut: debianWay(os, trial, later),
        evidence: row,
      };
    });
}

function pythonEnds(project: Planned, { python }: Knowledge, trial: Trial): readonly EndOfLife[] {
  const minors = new Set(
    project.folders.flatMap((folder) => (folder.kind === "python" ? [folder.minor] : [])),
  );
  return python.endOfLife
    .filter((row) => minors.has(row.python))
    .map((row) => {
      const later = python.endOfLife.filter(({ ends }) => ends > row.ends).map((other) => other.python);
      return {
        kind: "end-of-life",
        part: { name: "Python", version: row.python, images: holdersOfPython(project, row.python) },
        ends: row.ends,
        longTerm: null,
        wayOut: pythonWay(trial, row.python, later),
        evidence: row,
      };
    });
}

function sparkEnds(project: Planned, knowledge: Knowledge, trial: Trial): readonly EndOfLife[] {
  const { spark } = knowledge;
  const versions = project.folders.flatMap((folder) => (folder.kind === "spark-core" ? [folder.spark] : []));
  return spark.endOfLife.flatMap((row) => {
    const ofLine = versions.filter((version) => lineOf(version) === row.line);
    if (ofLine.length === 0) return [];
    const later = spark.endOfLife.filter(
      (other) => other.ends > row.ends && compareVersions(other.line, row.line) > 0,
    );
    const images = holdersOfSparks(project, ofLine);
    return {
      kind: "end-of-life",
      part: { name: "Spark", version: row.line, images },
      ends: row.ends,
      longTerm: null,
      wayOut: sparkLineWay(knowledge, trial, ofLine, later),
      evidence: row,
    };
  });
}

/** Each later release, with the Java of the matrix or, where it cannot be, with each that the release has. */
function debianWay({ jdks }: Knowledge["os"], trial: Trial, later: readonly string[]): string {
  const on = (release: string, java?: number): Way => {
    const moved = (matrix: Matrix): Matrix => {
      const image = matrix.debian.image.replace(matrix.debian.release, release).replace(/@.*/, "");
      const version = java ?? matrix.java.version;
      return {
        ...matrix,
        debian: { ...matrix.debian, release, image },
        java: { ...matrix.java, version },
      };
    };
    const name = java === undefined ? `${release} in $.debian` : `${release} with ${java} in $.java.version`;
    return { name, objections: trial.against(moved) };
  };
  const ways = later.flatMap((release) => {
    const alone = on(release);
    if (alone.objections.length === 0) return [alone];
    const javas = jdks.filter((row) => row.release === release && row.java !== trial.matrix.java.version);
    const others = javas.map(({ java }) => on(release, java));
    return others.some(({ objections }) => objections.length === 0)
      ? others.filter(({ objections }) => objections.length === 0)
      : [alone, ...others];
  });
  return wayOut(ways, (names) => `take ${names}`);
}

function pythonWay(trial: Trial, python: string, later: readonly string[]): string {
  const ways = later.map((other) => {
    const moved = (matrix: Matrix): Matrix => {
      const named = [matrix.python.version].flat().map((minor) => (minor === python ? other : minor));
      const runtimes = matrix.runtimes.map((entry) =>
        entry.python === python ? { ...entry, python: other } : entry,
      );
      return { ...matrix, python: { ...matrix.python, version: [...new Set(named)] }, runtimes };
    };
    return { name: other, objections: trial.against(moved) };
  });
  return wayOut(ways, (names) => `take ${names} in $.python.version`);
}

/** Of each later line the patch that the matrix has, or the newest that is known. */
function sparkLineWay(
  knowledge: Knowledge,
  trial: Trial,
  sparks: readonly string[],
  later: readonly { readonly line: string }[],
): string {
  const line = lineOf(sparks[0] ?? "");
  const ways = later.flatMap((other) => {
    const isOfLine = (version: string): boolean => lineOf(version) === other.line;
    const known = sparkPatches(knowledge).map(({ version }) => version);
    const version = trial.matrix.spark.findLast(isOfLine) ?? known.findLast(isOfLine);
    if (version === undefined) return [];
    const moved = (matrix: Matrix): Matrix => withSpark(matrix, (spark) => lineOf(spark) === line, version);
    return [{ name: `Spark ${version}`, objections: trial.against(moved) }];
  });
  return wayOut(ways, (names) => `take ${names} in the place of ${list(sparks)}`);
}

function wayOut(ways: readonly Way[], take: (names: string) => string): string {
  return ways.length > 0
    ? waysText(ways, take)
    : "no part that is supported for longer is known: add its row to compatibility/ when there is one";
}
