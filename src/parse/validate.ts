import Ajv, { type ErrorObject, type ValidateFunction } from "ajv/dist/2020";
import lockSchema from "../../schema/lock.schema.json";
import matrixSchema from "../../schema/matrix.schema.json";

/** The schemas of the two files that a person edits. */
export type SchemaName = "matrix" | "lock";

const SCHEMAS: Readonly<Record<SchemaName, object>> = { matrix: matrixSchema, lock: lockSchema };
const compiled = new Map<SchemaName, ValidateFunction>();

/** All errors that a schema finds in a value, with the failing part of the schema in each. */
export function validate(name: SchemaName, value: unknown): readonly ErrorObject[] {
  const run = compiled.get(name) ?? compile(name);
  run(value);
  return dropAfterType(dropBranches(run.errors ?? []));
}

/** Of a value of the wrong type, that alone is said: a limit that it keeps as little says no more. */
function dropAfterType(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const ofType = new Map(
    errors.filter(({ keyword }) => keyword === "type").map((error) => [error.instancePath, error]),
  );
  return errors.filter((error) => error === (ofType.get(error.instancePath) ?? error));
}

function compile(name: SchemaName): ValidateFunction {
  // The schemas themselves are checked by a test, not by each run.
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    meta: false,
    validateSchema: false,
    code: { optimize: false }, // it takes longer than it saves
  });
  ajv.addVocabulary(["x-allowed"]);
  const run = ajv.compile(SCHEMAS[name]);
  compiled.set(name, run);
  return run;
}

/**
 * Ajv reports a failing `anyOf` and each of its branches. What lies deeper than the `anyOf` says more than it;
 * where nothing does, the `anyOf` alone says all.
 */
function dropBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const unions = errors.filter(({ keyword }) => keyword === "anyOf");
  const isBelow = (error: ErrorObject, union: ErrorObject): boolean =>
    error.instancePath.startsWith(`${union.instancePath}/`);
  const explained = new Set(unions.filter((union) => errors.some((error) => isBelow(error, union))));
  return errors.filter((error) => {
    if (error.keyword === "if" || error.keyword === "propertyNames" || explained.has(error)) return false;
    return !unions.some((union) => error !== union && error.instancePath === union.instancePath);
  });
}
