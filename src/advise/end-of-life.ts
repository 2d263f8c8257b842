import { lineOf, list } from "../check/rule";
import type { Knowledge } from "../model/knowledge";
import type { Project } from "../model/project";
import type { EndOfLife } from "./finding";
import { holdersOfPython, holdersOfSparks } from "./holders";

/** The day on which support of each part ends, where a row of `compatibility/` says it. */
export function endsOfLife(project: Project, knowledge: Knowledge): readonly EndOfLife[] {
  return [
    ...debianEnds(project, knowledge),
    ...pythonEnds(project, knowledge),
    ...sparkEnds(project, knowledge),
  ];
}

function debianEnds(project: Project, { os }: Knowledge): readonly EndOfLife[] {
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
        wayOut: wayOut("$.debian", later),
        evidence: row,
      };
    });
}

function pythonEnds(project: Project, { python }: Knowledge): readonly EndOfLife[] {
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
        wayOut: wayOut("$.python.version", later),
        evidence: row,
      };
    });
}

function sparkEnds(project: Project, { spark }: Knowledge): readonly EndOfLife[] {
  const versions = project.folders.flatMap((folder) => (folder.kind === "spark-core" ? [folder.spark] : []));
  return spark.endOfLife.flatMap((row) => {
    const ofLine = versions.filter((version) => lineOf(version) === row.line);
    if (ofLine.length === 0) return [];
    const later = spark.endOfLife.filter(({ ends }) => ends > row.ends).map(({ line }) => line);
    const images = holdersOfSparks(project, ofLine);
    return {
      kind: "end-of-life",
      part: { name: "Spark", version: row.line, images },
      ends: row.ends,
      longTerm: null,
      wayOut: wayOut("$.spark", later),
      evidence: row,
    };
  });
}

function wayOut(path: string, later: readonly string[]): string {
  return later.length > 0
    ? `take ${list(later)} in ${path}`
    : "no part that is supported for longer is known: add its row to compatibility/ when there is one";
}
