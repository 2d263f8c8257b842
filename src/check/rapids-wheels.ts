import { satisfies } from "@renovatebot/pep440";
import type { RapidsWheels } from "../model/compatibility/python";
import { type AskedVersion, askedVersion, canFit } from "./asked-version";
import { compareVersions } from "./nearest";
import { pythonsOf } from "./pythons";
import type { RuleInput } from "./rule";

const WHEELS = ["cudf-cu12", "cuml-cu12"] as const;

/** A RAPIDS wheel for a Python. */
export interface AskedWheel extends AskedVersion {
  readonly name: string;
  readonly release: string;
  readonly python: string;
}

/** One wheel of each release and Python: the others of the release have the same needs. */
export function askedWheels(input: RuleInput): readonly AskedWheel[] {
  const wheels = pythonsOf(input.matrix).flatMap(({ python }) =>
    WHEELS.flatMap((name): AskedWheel[] => {
      const asked = askedVersion(input, python, name);
      return asked?.isExact ? [{ ...asked, name, python, release: releaseOf(asked.version) }] : [];
    }),
  );
  const first = new Map(wheels.toReversed().map((wheel) => [`${wheel.python} ${wheel.release}`, wheel]));
  return wheels.filter((wheel) => first.get(`${wheel.python} ${wheel.release}`) === wheel);
}

/** Release of a wheel's version: `26.02` of `26.2.1`. */
function releaseOf(version: string): string {
  const [year = "", month = ""] = version.split(".");
  return `${year}.${month.padStart(2, "0")}`;
}

/** Whether the wheels of a release fit all that the matrix and the lock have beside them. */
export function fitsAll(input: RuleInput, { python }: AskedWheel, row: RapidsWheels): boolean {
  const cuda = input.matrix.cuda?.version;
  const fitsCuda = cuda === undefined || (row.cuda !== null && compareVersions(cuda, row.cuda.from) >= 0);
  const fitsPackages = Object.entries(row.packages).every(([name, range]) => {
    const asked = askedVersion(input, python, name);
    return asked === undefined || canFit(asked, range);
  });
  return satisfies(python, `>=${row.python}`) && fitsCuda && fitsPackages;
}
