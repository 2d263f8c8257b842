import type { RuntimeFolder } from "../../../src/model/project";
import { configured, type Mutant, type PlannedImage, ran } from "../mutant";
import { type Claims, claimsOf } from "./runtime-claims";
import { hadoopAwsMutants } from "./runtime-hadoop-aws";
import { driverMutants, icebergMutants } from "./runtime-jars";
import { pythonMutants } from "./runtime-python";
import { archiveMutants, RUNTIME_ARCHIVE, unstarted } from "./shared-classes";

const JARS = "/opt/spark/jars";
const ENTRYPOINT = "/opt/entrypoint.sh";
const TWICE = "no jar is there twice under another name";

/** Faults of a runtime image, where it has what they need. */
export function runtimeMutants({ folder, project }: PlannedImage<RuntimeFolder>): readonly Mutant[] {
  const claims = claimsOf(folder);
  return [
    ...layoutMutants(),
    ...entrypointMutants(claims, folder.sharesClasses),
    ...(folder.sharesClasses ? archiveMutants(RUNTIME_ARCHIVE) : []),
    ...folder.drivers.slice(0, 1).flatMap((driver) => driverMutants(folder, driver)),
    ...(folder.hadoopAws ? hadoopAwsMutants({ folder, project }, folder.hadoopAws) : []),
    ...(folder.iceberg ? icebergMutants(folder, claims) : []),
    ...(folder.python ? pythonMutants(folder, claims) : []),
  ];
}

function layoutMutants(): readonly Mutant[] {
  return [
    ran("a jar is there twice under another name", `cp ${JARS}/commons-text-*.jar ${JARS}/text.jar`, [TWICE]),
    ran("the work-dir cannot be written", "chmod 0755 /opt/spark/work-dir", [
      "the work-dir can be written by group 0",
    ]),
  ];
}

function entrypointMutants({ jobs }: Claims, sharesClasses: boolean): readonly Mutant[] {
  const home = "every command has a user name and a home that can be written";
  return [
    configured("another entrypoint", `ENTRYPOINT ["${ENTRYPOINT}", "env"]`, [
      "the entrypoint is /opt/entrypoint.sh",
    ]),
    ran("commands do not run under tini", `sed -i 's/^exec .*tini -s -- /exec /' ${ENTRYPOINT}`, [
      "every command runs under tini",
    ]),
    ran("the entrypoint does not provide a passwd entry", `sed -i 's/^provide_home$/:/' ${ENTRYPOINT}`, [
      home,
      ...jobs,
      ...(sharesClasses ? unstarted(RUNTIME_ARCHIVE) : []),
    ]),
  ];
}
