import type { Mutant, PlannedImage } from "../mutant";
import { cudaMutants } from "./cuda";
import { everyImageMutants } from "./every-image";
import { jarsHadoopAwsMutants } from "./jars-hadoop-aws";
import { jarsIcebergMutants } from "./jars-iceberg";
import { jarsRapidsMutants } from "./jars-rapids";
import { jdbcDriversMutants } from "./jdbc-drivers";
import { jdkMutants } from "./jdk";
import { pythonMutants } from "./python";
import { pythonDepsMutants } from "./python-deps";
import { runtimeMutants } from "./runtime";
import { sparkCoreMutants } from "./spark-core";

/** Every fault that the test of an image is tried with. */
export function mutantsOf(image: PlannedImage): readonly Mutant[] {
  return [...everyImageMutants(image), ...mutantsOfKind(image)];
}

function mutantsOfKind({ folder, ...image }: PlannedImage): readonly Mutant[] {
  switch (folder.kind) {
    case "jdk":
      return jdkMutants({ ...image, folder });
    case "python":
      return pythonMutants({ ...image, folder });
    case "cuda":
      return cudaMutants({ ...image, folder });
    case "spark-core":
      return sparkCoreMutants({ ...image, folder });
    case "python-deps":
      return pythonDepsMutants({ ...image, folder });
    case "jdbc-drivers":
      return jdbcDriversMutants({ ...image, folder });
    case "jars-rapids":
      return jarsRapidsMutants({ ...image, folder });
    case "jars-hadoop-aws":
      return jarsHadoopAwsMutants({ ...image, folder });
    case "jars-iceberg":
      return jarsIcebergMutants({ ...image, folder });
    case "runtime":
      return runtimeMutants({ ...image, folder });
  }
}
