// Unit tests hold of every matrix, also of one that a user has changed: reading the matrix of this project, its lock or
// what is generated from them is an error in their process, and in each process of Node that they start.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");
const { join, relative, resolve, sep } = require("node:path");
const { fileURLToPath } = require("node:url");

const ROOT = join(__dirname, "..");
const OWN = [
  "matrix.json",
  "lock.json",
  "docker",
  "deploy",
  "docker-bake.hcl",
  "docs/advice.md",
  "THIRD-PARTY-LICENSES.md",
  ".github/workflows/images.yml",
];
const READS = [
  "existsSync",
  "readFile",
  "readFileSync",
  "createReadStream",
  "open",
  "openSync",
  "readdir",
].concat(["readdirSync", "opendir", "opendirSync", "copyFile", "copyFileSync", "cp", "cpSync"]);

function refuse(file) {
  const path = file instanceof URL ? fileURLToPath(file) : file;
  if (typeof path !== "string") return; // a descriptor: it was opened before
  const found = relative(ROOT, resolve(path));
  if (OWN.some((own) => found === own || found.startsWith(own + sep))) {
    throw new Error(
      `A unit test reads ${found}, which is another one when a user changes the matrix. Read test/fixture-project, or hold it of every matrix in test/tree.`,
    );
  }
}

for (const from of [fs, fs.promises]) {
  for (const name of READS.filter((read) => read in from)) {
    const read = from[name];
    from[name] = Object.assign(function (file, ...rest) {
      refuse(file);
      return read.call(this, file, ...rest);
    }, read);
  }
}
syncBuiltinESMExports();
