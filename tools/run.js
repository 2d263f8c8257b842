// `node tools/run.js FILE.ts ARGUMENT...` runs a command that is written in TypeScript.
require("./ready").checkReady(["dependencies", "devDependencies"]);
require("tsx/cjs");

process.argv.splice(1, 2, require("node:path").resolve(process.argv[2]));
require("node:module").runMain();
