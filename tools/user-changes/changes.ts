import type { Lock } from "../../src/model/lock";
import type { Matrix } from "../../src/model/matrix";

/** A matrix and a lock that are changed in place. */
interface Files {
  // oxlint-disable-next-line typescript/no-explicit-any -- the types of both are read-only
  readonly matrix: any;
  // oxlint-disable-next-line typescript/no-explicit-any -- see above
  readonly lock: any;
}

/** What a user does to the matrix, and what `npx projen lock` would find for it: no test asks a network. */
export interface UserChange {
  readonly name: string;
  /**
   * @param files The matrix and the lock of `test/fixture-project`.
   * @param known The lock of `examples/newest`, whose entries were verified.
   */
  readonly make: (files: Files, known: Lock) => void;
}

const DRIVER = "42.7.14";
const PATCH = "4.1.2";

/** Changes that every user makes sooner or later. */
export const USER_CHANGES: readonly UserChange[] = [
  {
    name: "driver-bumped",
    make: ({ matrix, lock }, known) => {
      const coordinates = `org.postgresql:postgresql:${DRIVER}`;
      matrix.jdbc.postgresql = DRIVER;
      lock.jars[coordinates] = known.jars[coordinates];
    },
  },
  {
    name: "spark-dropped",
    make: ({ matrix }) => {
      matrix.spark = (matrix as Matrix).spark.filter((version) => version !== "3.5.7");
    },
  },
  {
    name: "patch-added",
    make: ({ matrix, lock }, known) => {
      matrix.spark.push(PATCH);
      lock.spark[PATCH] = known.spark[PATCH];
      lock.pyspark[PATCH] = known.pyspark[PATCH];
    },
  },
  {
    name: "one-spark-without-gpu",
    make: ({ matrix }) => {
      matrix.spark = ["4.1.1"];
      matrix.runtimes = matrix.runtimes.slice(0, 1);
      delete matrix.python.gpu;
      delete matrix.cuda;
      delete matrix.rapids;
    },
  },
];
