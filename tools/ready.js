// Comes first in every command: ends it with one line where this machine or this checkout cannot run it, and what is
// thrown later with one line instead of a stack trace, which DEBUG=1 brings back. A Node far below the floor reads this.
const fs = require("fs");
const path = require("path");

const ROOT = path.join(__dirname, "..");
const RECOMMENDED = 24;
const CONFLICT = /^(<{7}|={7}|>{7}|\|{7})(?=\s|$)/m;
const FAULT = /^.+:\d+:\d+: ERROR: .+$/gm;

/** Checks package.json, Node, and that the packages of these sections of package.json are installed. */
function checkReady(sections, originalPlace) {
  const manifest = readManifest();
  checkNode(manifest.engines.node);
  checkPackages(Object.assign.apply(null, [{}].concat(sections.map((name) => manifest[name]))));
  process.on("uncaughtException", (error) => {
    stop(process.env.DEBUG ? error.stack : describe(error, originalPlace));
  });
}

function stop(text) {
  fs.writeSync(2, `${text}\n`);
  process.exit(1);
}

function readManifest() {
  const text = fs.readFileSync(path.join(ROOT, "package.json"), "utf8").replace(/^\ufeff/, "");
  const marker = CONFLICT.exec(text);
  if (marker) stop(conflict(`package.json:${lineOf(text, marker.index)}:1`, marker[1]));
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, offset] = /position (\d+)/.exec(error.message) || [];
    const place = `package.json:${lineOf(text, offset === undefined ? text.length : Number(offset))}`;
    return stop(`${place}: found no JSON: ${error.message}; fix: correct the text there.`);
  }
}

function lineOf(text, offset) {
  return text.slice(0, offset).split("\n").length;
}

function conflict(place, marker) {
  return `${place}: found a merge conflict marker (${marker}); fix: resolve the conflict and remove its markers.`;
}

/** @param engines The lowest Node, as package.json has it: `>=20.19` */
function checkNode(engines) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [floor, least] = engines.replace(">=", "").split(".").map(Number);
  if (major > floor || (major === floor && minor >= least)) return;
  const [found, allowed] = [process.versions.node, `${floor}.${least} or newer`];
  stop(`Node: found ${found}; allowed: ${allowed}; fix: install ${RECOMMENDED}, which is recommended.`);
}

function checkPackages(packages) {
  const isInstalled = (name) => module.paths.some((folder) => fs.existsSync(path.join(folder, name)));
  const missing = Object.keys(packages).filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const more = missing.length > 1 ? ` and ${missing.length - 1} more` : "";
  stop(`node_modules: found no ${missing[0]}${more}; allowed: all packages of package.json; fix: npm ci.`);
}

function describe(error, originalPlace) {
  if (!(error instanceof Error)) return String(error);
  if (["InputError", "UsageError"].indexOf(error.name) >= 0 || error.syscall) return error.message;
  const faults = error.message.match(FAULT);
  if (faults) return faults.map(describeFault).join("\n");
  const place = placeOf(error);
  const [message] = error.message.split("\n");
  return `${place ? `${originalPlace ? originalPlace(place) : place}: ` : ""}${error.name}: ${message}`;
}

/** What esbuild finds wrong with the text of a file, as it says it: `FILE:LINE:COLUMN: ERROR: TEXT`. */
function describeFault(fault) {
  const [, file, line, column, text] = /^(.+):(\d+):(\d+): ERROR: (.+)$/.exec(fault);
  const place = `${path.relative(ROOT, path.resolve(ROOT, file))}:${line}:${Number(column) + 1}`;
  const marker = CONFLICT.exec(fs.readFileSync(path.resolve(ROOT, file), "utf8").split("\n")[line - 1]);
  return marker ? conflict(place, marker[1]) : `${place}: ${text}; fix: correct the text there.`;
}

/** Where in this project's own files an error was thrown: `FILE:LINE:COLUMN`. */
function placeOf({ stack }) {
  const places = (String(stack).match(/[^\s(]+:\d+:\d+(?=\)?$)/gm) || []).map((place) =>
    path.relative(ROOT, place.replace(/^file:\/\//, "")),
  );
  return places.find((place) => !/^\.\.|node_modules|^node:/.test(place));
}

module.exports = { checkReady };

if (require.main === module)
  checkReady(process.argv[2] === "node" ? [] : ["dependencies", "devDependencies"]);
