// Runs .projenrc.ts, which `npx projen` calls. esbuild puts it and src/ together in memory: half the time of
// loading each file by itself. Types are checked by `npm test`, not here.
require("./ready").checkReady(["dependencies"], originalPlace);

const Module = require("node:module");
const { join } = require("node:path");
const { buildSync } = require("esbuild");

if (Module.enableCompileCache) Module.enableCompileCache(); // from Node 22 on

const root = join(__dirname, "..");
const path = join(root, ".projenrc.bundle.js");
const [bundled] = bundle({});
const main = new Module(path, module);
main.filename = path;
main.paths = Module._nodeModulePaths(root);

process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error; // the reader may leave before the end, as `head` does
});
try {
  main._compile(bundled.text, path);
} catch (error) {
  // What a check found, and why nothing was written.
  if (!["Checked", "Refused"].includes(error.name)) throw error;
  (error.name === "Checked" ? console.log : console.error)(error.message);
  process.exitCode = error.exitCode ?? 1;
}

function bundle(options) {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [".projenrc.ts"],
    outfile: path,
    bundle: true,
    format: "cjs",
    logLevel: "silent",
    packages: "external",
    platform: "node",
    target: "node20",
    write: false,
    ...options,
  });
  return outputFiles;
}

/** A place in the bundle as one in the files that it was made of. */
function originalPlace(place) {
  const [file, line, column] = place.split(":");
  if (file !== ".projenrc.bundle.js") return place;
  const [map] = bundle({ sourcemap: "external" });
  const entry = new Module.SourceMap(JSON.parse(map.text)).findEntry(line - 1, column - 1);
  return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}
