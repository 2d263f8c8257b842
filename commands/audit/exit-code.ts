import type { AuditReport } from "../../src/model/audit";
import { SEVERITIES, compareSeverities } from "../../src/advise/severity";
import type { Options } from "./command-line";

/** Exit code of the lightest severity; each heavier one has the next. 1 and 2 are taken by other failures. */
const LIGHTEST = 10;

/** 0 where nothing is as severe as the threshold; otherwise the code of the highest severity found. */
export function exitCodeOf({ worst }: AuditReport, failOn: Options["failOn"]): number {
  if (worst === null || failOn === "never" || compareSeverities(worst, failOn) < 0) return 0;
  return LIGHTEST + SEVERITIES.indexOf(worst);
}
