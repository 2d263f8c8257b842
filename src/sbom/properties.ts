import { Models } from "@cyclonedx/cyclonedx-library";

/** Properties under this project's name. */
export function properties(values: readonly (readonly [string, string])[]): Models.PropertyRepository {
  return new Models.PropertyRepository(
    values.map(([name, value]) => new Models.Property(`spark-k8s:${name}`, value)),
  );
}
