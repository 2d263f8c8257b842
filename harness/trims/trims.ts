import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import type { TrimFacts } from "../../src/model/compatibility/trims";
import type { LockedGroup, LockedPackage, PythonDepsFolder } from "../../src/model/project";
import { plan } from "../../src/pipeline";
import { readSources } from "../../src/plan";
import { fetchWheels, type Wheel } from "../artifacts/wheels";
import { ArtifactCache } from "../cache";
import { cacheFolder } from "../cache-folder";
import { homeOf } from "../can-fail/mutants/wheels";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { readZipSizes } from "../sbom-check/zip-texts";
import { type MeasuredWheel, savingsOf } from "./savings";
import { formatSavings } from "./table";

const ROOT = resolve(__dirname, "../..");
const FILE = join(ROOT, "compatibility", "trims.json");

/** Measures what leaving parts out of the locked wheels saves, writes it into the facts and prints it. @returns the exit code */
async function main(): Promise<number> {
  const facts = JSON.parse(readFileSync(FILE, "utf8")) as TrimFacts;
  const folder = plan(readSources(ROOT)).folders.find((found) => found.kind === "python-deps");
  if (!folder) throw new Error("The matrix has no Python packages to measure.");
  const savings = savingsOf(facts.trims, await measuredWheels(folder));
  const trims = facts.trims.map((trim, index) => ({ ...trim, saves: savings[index] ?? {} }));
  const options = { ...(await resolveConfig(FILE)), parser: "json" };
  writeFileSync(FILE, await format(JSON.stringify({ ...facts, trims }), options));
  process.stdout.write(`${formatSavings(trims)}\n`);
  return 0;
}

async function measuredWheels({ groups, minor }: PythonDepsFolder): Promise<readonly MeasuredWheel[]> {
  const packages = new Map(groups.flatMap((group) => group.packages).map((found) => [found.name, found]));
  const wheels = [...packages.values()].flatMap((found) => wheelsOf(found, minor, groups));
  const cached = await fetchWheels(new ArtifactCache(cacheFolder(), report), wheels, report);
  return Promise.all(
    cached.map(async ({ path }, index) => ({
      group: wheels[index]?.group ?? "base",
      sizes: await readZipSizes(path),
    })),
  );
}

function wheelsOf(
  found: LockedPackage,
  python: string,
  groups: readonly LockedGroup[],
): readonly (Wheel & Pick<MeasuredWheel, "group">)[] {
  const { name, version, files } = found;
  return files
    .filter(({ platform }) => platform !== "arm64")
    .map((file) => ({ ...file, name, version, python, group: homeOf(found, groups) }));
}

runMain(main);
