import type { PythonFolder } from "../../../src/model/project";
import { type Mutant, type PlannedImage, ran } from "../mutant";
import { COMPILER, DEBIAN } from "./debian";

const PIP = "pip installs a wheel with a C extension, without a network";
const EXTENSION = "the C extension of a wheel loads";
const OTHERS = "every other standard module imports";
const SQLITE = "sqlite3 keeps a table";
const AUTHORITIES = "ssl trusts the authorities of the CA bundle";
const BYTECODE = "every module has its bytecode: a read-only root cannot get it later";
const LEFT_OUT = "what nobody runs is left out";
const VERSION = "the label names the interpreter's version";

/** Faults of the Python image. */
export function pythonMutants({ folder, project }: PlannedImage<PythonFolder>): readonly Mutant[] {
  const { minor } = folder;
  const library = `/usr/local/lib/python${minor}`;
  const calls = ["python3", "python", `python${minor}`, "pip"].map((command) => `${command} is ${minor}`);
  return [
    ...DEBIAN,
    COMPILER,
    ran("the interpreter is gone", `rm /usr/local/bin/python${minor}`, [
      "a Python session runs to its end",
      `it is CPython ${minor}`,
      VERSION,
      AUTHORITIES,
      SQLITE,
      "lzma, bz2 and zlib pack and unpack",
      "ctypes calls the C library",
      "readline is there",
      "uuid makes an identifier",
      OTHERS,
      PIP,
      EXTENSION,
      LEFT_OUT,
      BYTECODE,
      ...calls,
    ]),
    ran("another Python is called", "ln -sfn /bin/true /usr/local/bin/python", [`python is ${minor}`]),
    ran("a standard module is gone", `rm -r ${library}/sqlite3`, [SQLITE, OTHERS]),
    ...(project.settings.trims.some(({ name }) => name === "python-tests")
      ? [
          ran(
            "the tests of a standard module are there",
            `mkdir ${library}/sqlite3/tests && touch ${library}/sqlite3/tests/one.py`,
            [LEFT_OUT],
          ),
        ]
      : []),
    ran("pip is gone", `rm -r ${library}/site-packages/pip*`, [PIP, EXTENSION, `pip is ${minor}`]),
    ran("a module's bytecode is gone", `rm ${library}/__pycache__/abc.*.pyc`, [BYTECODE]),
    ran("the authorities are gone", "rm /etc/ssl/certs/*.0", [AUTHORITIES]),
  ];
}
