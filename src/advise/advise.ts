import type { Knowledge } from "../model/knowledge";
import { endsOfLife } from "./end-of-life";
import type { Finding } from "./finding";
import { licenseNotices } from "./licenses";
import type { Planned } from "./trial";
import { vulnerabilities } from "./vulnerabilities";

/**
 * What ought to be known of the parts of a project and is no error: ends of support, known vulnerabilities of the pinned
 * versions, licences that need attention. The same project and facts give the same findings on every day: dates are
 * stated, and compared with today by `npx projen audit` alone.
 */
export function findings(project: Planned, knowledge: Knowledge): readonly Finding[] {
  return [
    ...endsOfLife(project, knowledge),
    ...vulnerabilities(project, knowledge),
    ...licenseNotices(project),
  ];
}
