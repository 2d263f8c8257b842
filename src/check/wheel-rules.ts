import { satisfies } from "@renovatebot/pep440";
import type { RapidsWheels } from "../model/compatibility/python";
import type { Problem } from "../model/problem";
import { askedVersion, canFit, describeAsked } from "./asked-version";
import { cite, knownIn, missingFact, rowToAdd } from "./facts";
import { compareVersions, either, neighbours } from "./nearest";
import { type AskedWheel, askedWheels, fitsAll } from "./rapids-wheels";
import type { Rule, RuleInput } from "./rule";

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
    if (other === undefined || canFit(other, range)) return [];
    const fix = `require "${name}${range}" and lock it`;
    return misfit(input, {
      wheel,
      row,
      found: `with ${name} ${describeAsked(other)}`,
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
