import { satisfies } from "@renovatebot/pep440";
import type { RapidsWheels } from "../model/compatibility/python";
import type { Problem } from "../model/problem";
import { type AskedVersion, askedVersion } from "./asked-version";
import { cite, knownIn, missingFact, rowToAdd } from "./facts";
import { compareVersions, either, neighbours } from "./nearest";
import { pythonsOf } from "./pythons";
import type { Rule, RuleInput } from "./rule";

const WHEELS = ["cudf-cu12", "cuml-cu12"] as const;

/** A RAPIDS wheel for a Python. */
interface AskedWheel extends AskedVersion {
  readonly name: string;
  readonly release: string;
  readonly python: string;
}

/** RAPIDS wheels that do not fit the Python, the driver of the CUDA, or the other packages. */
export const rapidsWheelsFit: Rule = (input) =>
  askedWheels(input).flatMap((wheel) => {
    const row = input.knowledge.python.rapids.find(({ release }) => release === wheel.release);
    if (!row) return missingRelease(input, wheel);
    return [
      ...pythonProblems(input, wheel, row),
      ...cudaProblems(input, wheel, row),
      ...packageProblems(input, wheel, row),
    ];
  });

/** One wheel of each release and Python: the others of the release have the same needs. */
function askedWheels(input: RuleInput): readonly AskedWheel[] {
  const wheels = pythonsOf(input.matrix).flatMap(({ python }) =>
    WHEELS.flatMap((name): AskedWheel[] => {
      const asked = askedVersion(input, python, name);
      return asked ? [{ ...asked, name, python, release: releaseOf(asked.version) }] : [];
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

function pythonProblems(input: RuleInput, wheel: AskedWheel, row: RapidsWheels): readonly Problem[] {
  if (satisfies(wheel.python, `>=${row.python}`)) return [];
  const found = `with Python ${wheel.python}`;
  const allowed = `Python ${row.python} or newer`;
  return [misfit(input, { wheel, row, found, allowed, fix: `take Python ${row.python}` })];
}

function cudaProblems(input: RuleInput, wheel: AskedWheel, row: RapidsWheels): readonly Problem[] {
  const cuda = input.matrix.cuda?.version;
  if (cuda === undefined) return [];
  if (!row.cuda) return [missingCuda(input, wheel, row)];
  if (compareVersions(cuda, row.cuda.from) >= 0) return [];
  const found = `with CUDA ${cuda} and its driver`;
  const allowed = `CUDA ${row.cuda.from} to ${row.cuda.through} and driver ${row.driver} or newer`;
  return [misfit(input, { wheel, row, found, allowed, fix: `set $.cuda to CUDA ${row.cuda.from} or newer` })];
}

function packageProblems(input: RuleInput, wheel: AskedWheel, row: RapidsWheels): readonly Problem[] {
  return Object.entries(row.packages).flatMap(([name, range]) => {
    const other = askedVersion(input, wheel.python, name);
    if (other === undefined || satisfies(other.version, range)) return [];
    const fix = `require "${name}${range}" and lock it`;
    return misfit(input, {
      wheel,
      row,
      found: `with ${name} ${other.version}`,
      allowed: `${name}${range}`,
      fix,
    });
  });
}

interface Misfit {
  readonly wheel: AskedWheel;
  readonly row: RapidsWheels;
  readonly found: string;
  readonly allowed: string;
  readonly fix: string;
}

function misfit(input: RuleInput, { wheel, row, found, allowed, fix }: Misfit): Problem {
  const near = neighbours(
    row.release,
    input.knowledge.python.rapids
      .filter((other) => fitsAll(input, wheel, other))
      .map(({ release }) => release),
  );
  const instead = near.length > 0 ? `, or take RAPIDS ${either(near)}` : "";
  return wheel.file.problem(
    wheel.path,
    `${wheel.name} ${wheel.version} ${found}`,
    `${allowed} with RAPIDS ${row.release} ${cite("python", `rapids ${row.release}`, row)}`,
    `${fix}${instead}`,
  );
}

/** Whether the wheels of a release fit all that the matrix and the lock have beside them. */
function fitsAll(input: RuleInput, { python }: AskedWheel, row: RapidsWheels): boolean {
  const cuda = input.matrix.cuda?.version;
  const fitsCuda = cuda === undefined || (row.cuda !== null && compareVersions(cuda, row.cuda.from) >= 0);
  const fitsPackages = Object.entries(row.packages).every(([name, range]) => {
    const asked = askedVersion(input, python, name);
    return asked === undefined || satisfies(asked.version, range);
  });
  return satisfies(python, `>=${row.python}`) && fitsCuda && fitsPackages;
}

function missingRelease(
  { knowledge }: RuleInput,
  { name, version, release, file, path }: AskedWheel,
): Problem {
  const releases = knowledge.python.rapids.map((row) => row.release);
  return missingFact(file, path, {
    rule: "rapids-wheels",
    for: `rapids ${release}`,
    found: `${name} ${version}, whose needs are not known`,
    allowed: knownIn("python", "rapids", releases),
    add: rowToAdd("python", "rapids", {
      release,
      python: undefined,
      cuda: undefined,
      driver: undefined,
      packages: undefined,
    }),
    instead: `take RAPIDS ${either(neighbours(release, releases))}`,
  });
}

function missingCuda(
  { knowledge }: RuleInput,
  { name, version, release, file, path }: AskedWheel,
  row: RapidsWheels,
): Problem {
  const known = knowledge.python.rapids.filter(({ cuda }) => cuda !== null).map((other) => other.release);
  return missingFact(file, path, {
    rule: "rapids-wheels",
    for: `rapids ${release}`,
    found: `${name} ${version}, whose CUDA and driver are not known ${cite("python", `rapids ${release}`, row)}`,
    allowed: `RAPIDS whose CUDA and driver are known: ${either(known)}`,
    add: `write "cuda" and "driver" of ${release} in $.rapids of compatibility/python.json with their source`,
    instead: `take RAPIDS ${either(neighbours(release, known))}`,
  });
}
