import type { Scenario } from "./scenario";
import { apiServerRestart } from "./scenarios/api-server-restart";
import { clientMode } from "./scenarios/client-mode";
import { connect } from "./scenarios/connect";
import { decommission } from "./scenarios/decommission";
import { dependencies } from "./scenarios/dependencies";
import { diskFull } from "./scenarios/disk-full";
import { deploy } from "./scenarios/deploy";
import { driverOom } from "./scenarios/driver-oom";
import { dynamicAllocation } from "./scenarios/dynamic-allocation";
import { executorKilled } from "./scenarios/executor-killed";
import { gpu } from "./scenarios/gpu";
import { iceberg } from "./scenarios/iceberg";
import { jdbc } from "./scenarios/jdbc";
import { pandasUdf } from "./scenarios/pandas-udf";
import { registryGone } from "./scenarios/registry-gone";
import { restrictedPods } from "./scenarios/restricted-pods";
import { soak } from "./scenarios/soak";
import { sparkPi } from "./scenarios/spark-pi";
import { twentyJobs } from "./scenarios/twenty-jobs";

/** Every scenario, in the order in which they are played. */
export const SCENARIOS: readonly Scenario[] = [
  restrictedPods,
  sparkPi,
  pandasUdf,
  iceberg,
  jdbc,
  clientMode,
  dynamicAllocation,
  executorKilled,
  driverOom,
  decommission,
  connect,
  dependencies,
  deploy,
  diskFull,
  gpu,
  apiServerRestart,
  registryGone,
  twentyJobs,
  soak,
];
