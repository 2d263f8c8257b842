import { resolve } from "node:path";
import { cacheFolder } from "../cache-folder";
import { Claims } from "../claims";
import { ensureEngine } from "../engine";
import { abortedByUser } from "../interruption";
import { selectBuilds } from "../plan";
import { type OpenProject, openProject } from "../project";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { withMirrorSupply } from "../with-supply";
import { withPushedBase } from "./base-image";
import { parseCommandLine, USAGE } from "./command-line";
import { givenBuilds } from "./given";
import { chooseImages } from "./images";
import { findLeftovers } from "./leftovers";
import { checkMachine } from "./machine";
import { prove } from "./proof";
import { type FleetSettings, type Traces, withFleet } from "./with-fleet";

const ROOT = resolve(__dirname, "../..");

/** Shows what a fleet of builders does. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  if (parseCommandLine(args).asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  await checkMachine();
  const opened = openProject(ROOT, cacheFolder());
  const signal = abortedByUser();
  const claims = new Claims((text) => process.stdout.write(text));
  const engine = await ensureEngine(cacheFolder(), report);
  try {
    const settings = { root: ROOT, engine, cacheFolder: cacheFolder(), report, signal };
    const traces = await proveWithFleet(opened, settings, claims);
    await claims.look("nothing of it stays: no process, no mount, no file", () => findLeftovers(traces));
  } finally {
    await engine.stop();
  }
  claims.end();
  return claims.hold ? 0 : 1;
}

function proveWithFleet(opened: OpenProject, settings: FleetSettings, claims: Claims): Promise<Traces> {
  const { project, lock, builds: all } = opened;
  const images = chooseImages(project);
  return withMirrorSupply({ ...settings, lock, all }, async (supply, mirror) => {
    const given = await givenBuilds(project, selectBuilds(all, Object.values(images)), supply);
    return withFleet(settings, async (fleet) => {
      const reachable = await withPushedBase(given, fleet.registry.host, settings.engine);
      await prove({ fleet, images, ...reachable, mirror, claims });
      return fleet.traces;
    });
  });
}

runMain(main);
