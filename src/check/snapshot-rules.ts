import { show } from "../model/problem";
import type { Rule } from "./rule";

/** A time of Debian's archive without the archive. */
export const snapshotHasArchive: Rule = ({ matrix, matrixFile }) => {
  const snapshot = matrix.debian?.snapshot;
  if (snapshot === undefined || matrix.mirrors?.debianSnapshot) return [];
  // What could not be read is a problem of its own.
  if (
    matrix.mirrors &&
    Object.hasOwn(matrix.mirrors, "debianSnapshot") &&
    matrix.mirrors.debianSnapshot !== ""
  )
    return [];
  const fix = "add $.mirrors.debianSnapshot, the URL of an archive of Debian's packages, or remove it here";
  return [
    matrixFile.problem(
      ["debian", "snapshot"],
      `${show(snapshot)} without an archive`,
      "a time beside $.mirrors.debianSnapshot",
      fix,
    ),
  ];
};

/** A time of Debian's archive that the calendar does not have. */
export const snapshotIsATime: Rule = ({ matrix, matrixFile }) => {
  const snapshot = matrix.debian?.snapshot;
  if (snapshot === undefined) return [];
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})T/.exec(snapshot) ?? [];
  const date = `${year}-${month}-${day}`;
  const isThere = new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) === true;
  if (isThere) return [];
  return [
    matrixFile.problem(
      ["debian", "snapshot"],
      `${show(snapshot)}, whose day is in no calendar`,
      "a time in UTC, such as 20261101T000000Z",
      "write a day that there was",
    ),
  ];
};
