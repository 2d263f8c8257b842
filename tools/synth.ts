import { InputError } from "../src/model/problem";

/** Runs `.projenrc.ts`. What is wrong with the matrix or the lock is printed without a stack trace. */
try {
  require("../.projenrc");
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
