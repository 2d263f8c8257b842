import { licenseExpression } from "../model/license";
import type { Lock } from "../model/lock";

interface Licensed {
  readonly license: string;
}

/** The lock with each licence as an SPDX expression: a person may have filled in a licence's own name. */
export function withExpressions(lock: Lock): Lock {
  const { spark, pyspark, python, jars, wheels } = lock;
  const minors = Object.entries(wheels).map(([minor, packages]) => [minor, expressed(packages)] as const);
  return {
    ...lock,
    spark: expressed(spark),
    pyspark: expressed(pyspark),
    python: expressed(python),
    jars: expressed(jars),
    wheels: Object.fromEntries(minors),
  };
}

function expressed<T extends Licensed>(section: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const entries = Object.entries(section).map(([key, entry]) => {
    const license = licenseExpression([entry.license]);
    return [key, license === entry.license ? entry : { ...entry, license }] as const;
  });
  return Object.fromEntries(entries);
}
