import { createRequire } from "node:module";
import { join } from "node:path";

const GUARD = join(__dirname, "only-fixtures.cjs");

createRequire(__filename)(GUARD);
process.env["NODE_OPTIONS"] =
  `${process.env["NODE_OPTIONS"] ?? ""} --require ${JSON.stringify(GUARD)}`.trim();
