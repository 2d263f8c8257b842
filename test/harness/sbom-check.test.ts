import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { run } from "../../harness/run";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { checkImage, wantedFiles, wheelsOf } from "../../harness/sbom-check/check-image";
import { parseCommandLine } from "../../harness/sbom-check/command-line";
import type { LockedWheel } from "../../harness/sbom-check/compare-wheels";
import { readLayer } from "../../harness/layers/read-layer";
import { contentOf } from "../../harness/sbom-check/image-content";
import { describeDocuments, describeImage } from "../../harness/sbom-check/outcome";
import { leftOutBy } from "../../harness/sbom-check/left-out";
import { parseCommands, parseRecord, readWheelRecord } from "../../harness/sbom-check/wheel-record";
import type { Files } from "../generator/fixture";
import { inventoryOf } from "../sbom/documents";
import { temporaryFolder } from "./temporary-folder";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A file's text, or where a symbolic link (`->`) or another name of a file (`=`) leads. */
type Tree = Record<string, string>;

/** The tree as the tarball of an image's file system. */
function tarballOf(tree: Tree): Readable {
  const tarball = pack();
  for (const [path, text] of Object.entries(tree)) {
    const name = path.slice(1);
    if (text.startsWith("-> ")) tarball.entry({ name, type: "symlink", linkname: text.slice(3) });
    else if (text.startsWith("= ")) tarball.entry({ name, type: "link", linkname: text.slice(3) });
    else tarball.entry({ name }, text);
  }
  tarball.finalize();
  return Readable.from(tarball);
}

/** The differences of a tree from the bill of materials of an image of the small matrix. */
async function differences(name: string, edit: (files: Files) => void, tree: Tree, wheels: Tree = {}) {
  const inventory = inventoryOf(name, edit);
  const layers = [await readLayer(tarballOf(tree))];
  const content = contentOf({ reference: name, layers, madeBy: [""] }, wantedFiles(inventory));
  const locked: LockedWheel[] = wheelsOf(inventory.components).map((component) => ({
    component,
    isLeftOut: leftOutBy(KNOWLEDGE.trims.trims),
    record: {
      distInfo: `${component.name}-${component.version}.dist-info`,
      commands: [`run-${component.name}`],
      files: new Map(
        [
          ...Object.entries(wheels),
          [`${component.name}-${component.version}.dist-info/METADATA`, component.name],
        ]
          .filter(([path = ""]) => path.startsWith(component.name))
          .map(([path = "", text = ""]) => [path, hashOf(text)]),
      ),
    },
  }));
  return checkImage(inventory, content, locked);
}

const DRIVER = "/opt/jdbc/postgresql-42.7.1.jar";
const withDriver = ({ lock }: Files): void => {
  lock.jars["org.postgresql:postgresql:42.7.1"].sha256 = hashOf("the driver");
};
const DRIVERS: Tree = {
  "/usr/share/java/ca-certificates-java.jar": "Debian's",
  "/var/lib/dpkg/info/ca-certificates-java.list":
    "/usr/share/java\n/usr/share/java/ca-certificates-java.jar\n",
  [DRIVER]: "the driver",
  "/opt/spark/jars/postgresql-42.7.1.jar": "-> ../../jdbc/postgresql-42.7.1.jar",
  "/etc/passwd": "root",
};

describe("an image's jars compared with its bill of materials", () => {
  it("are right when each is there, and any other belongs to a Debian package", async () => {
    expect(await differences("jdbc-drivers", withDriver, DRIVERS)).toEqual({
      image: "spark-k8s-jdbc-drivers:latest",
      jars: 1,
      wheels: 0,
      files: 0,
      covered: 1,
      differences: [],
    });
  });

  it.each([
    [
      "a changed jar",
      { [DRIVER]: "other" },
      [`${DRIVER}: found SHA-256 ${hashOf("other")}, expected SHA-256 ${hashOf("the driver")}`],
    ],
    [
      "a missing jar, and the link to it",
      { [DRIVER]: undefined },
      [
        `${DRIVER}: found nothing, expected SHA-256 ${hashOf("the driver")}`,
        "/opt/spark/jars/postgresql-42.7.1.jar: found a link to ../../jdbc/postgresql-42.7.1.jar, which is no jar, expected a link to a jar",
      ],
    ],
    [
      "an extra jar",
      { "/opt/x.jar": "x" },
      [`/opt/x.jar: found SHA-256 ${hashOf("x")}, expected no such jar`],
    ],
    [
      "a second name of a jar",
      { "/opt/x.jar": `= ${DRIVER}` },
      [`/opt/x.jar: found SHA-256 ${hashOf("the driver")}, expected no such jar`],
    ],
    [
      "a jar that no Debian package has any more",
      { "/var/lib/dpkg/info/ca-certificates-java.list": "/usr/share/java\n" },
      [`/usr/share/java/ca-certificates-java.jar: found SHA-256 ${hashOf("Debian's")}, expected no such jar`],
    ],
  ])("are found to have %s", async (_, change, expected) => {
    const tree = Object.fromEntries(
      Object.entries({ ...DRIVERS, ...change }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    );
    expect((await differences("jdbc-drivers", withDriver, tree)).differences).toEqual(expected);
  });

  it("may have those of Spark's examples, which the distribution's checksum covers, but none beside Spark's own", async () => {
    const edit = ({ lock }: Files): void => {
      lock.spark["3.5.8"].jars = { files: { "jta-1.1.jar": hashOf("jta") }, verified: { by: "download" } };
    };
    const tree = {
      "/opt/spark/jars/jta-1.1.jar": "jta",
      "/opt/spark/python/lib/py4j-0.10.9.9-src.zip": "py4j",
      "/opt/spark/examples/jars/scopt.jar": "scopt",
      "/opt/class-data/spark.jsa": "classes",
      "/opt/class-data/conf.jar": "leads to settings",
    };
    const right = await differences("spark-3.5.8-core", edit, tree);
    expect([right.jars, right.covered, right.differences]).toEqual([1, 1, []]);
    const extra = { ...tree, "/opt/spark/jars/jta-1.2.jar": "jta" };
    expect((await differences("spark-3.5.8-core", edit, extra)).differences).toEqual([
      `/opt/spark/jars/jta-1.2.jar: found SHA-256 ${hashOf("jta")}, expected no such jar`,
    ]);
    const { "/opt/spark/python/lib/py4j-0.10.9.9-src.zip": _, ...without } = tree;
    expect((await differences("spark-3.5.8-core", edit, without)).differences).toEqual([
      "/opt/spark/python/lib/py4j-0.10.9.9-src.zip: found nothing, expected the file",
    ]);
  });
});

const SITE = "/opt/python/base/lib/python3.10/site-packages";
const PYSPARK = "/opt/pyspark";
/** What the wheels of the small matrix hold, by path in the wheel. */
const WHEELS: Tree = {
  "pandas/__init__.py": "import numpy",
  "pandas/__pycache__/old.cpython-310.pyc": "bytecode of the wheel",
  "pandas/lib.so": "machine code",
  "pandas/tests/test_all.py": "assert True",
  "pandas-2.3.3.data/scripts/tool": "#!python",
  "pandas-2.3.3.data/data/share/doc.txt": "a document",
  "numpy/__init__.py": "numbers",
  "numpy/core/include/numpy.h": "a header",
  "py4j/__init__.py": "a bridge",
  "py4j-0.10.9.9.data/data/share/py4j.jar": "its Java side",
};
const PYTHON: Tree = {
  [`${SITE}/pandas/__init__.py`]: "import numpy",
  [`${SITE}/pandas/__pycache__/__init__.cpython-310.pyc`]: "bytecode",
  [`${SITE}/pandas/__pycache__/old.cpython-310.pyc`]: "bytecode, written anew",
  [`${SITE}/pandas/lib.so`]: "machine code",
  [`${SITE}/pandas-2.3.3.dist-info/METADATA`]: "pandas",
  [`${SITE}/pandas-2.3.3.dist-info/INSTALLER`]: "pip",
  [`${SITE}/pandas-2.3.3.dist-info/RECORD`]: "what pip wrote",
  "/opt/python/base/bin/tool": "#!/usr/local/bin/python3.10",
  "/opt/python/base/bin/run-pandas": "made by pip",
  "/opt/python/base/share/doc.txt": "a document",
  [`${SITE}/numpy/__init__.py`]: "numbers",
  [`${SITE}/numpy-1.26.4.dist-info/METADATA`]: "numpy",
  [`${PYSPARK}/py4j/__init__.py`]: "a bridge",
  [`${PYSPARK}/py4j-0.10.9.9.dist-info/METADATA`]: "py4j",
  [`${PYSPARK}/pyspark/__init__.py`]: "of the source package",
  [`${PYSPARK}/pyspark-4.1.1.dist-info/METADATA`]: "pyspark",
  "/usr/local/lib/python3.10/site-packages/pip-25.dist-info/METADATA": "of CPython's archive",
};
const nothing = (): void => undefined;

describe("an image's Python packages compared with its bill of materials", () => {
  it("are right when each file is a wheel's, or what pip and the compiler write, or of CPython's archive", async () => {
    expect(await differences("python-deps", nothing, PYTHON, WHEELS)).toEqual({
      image: "spark-k8s-python-deps:latest",
      jars: 0,
      wheels: 3,
      files: 10,
      covered: 2,
      differences: [],
    });
  });

  it.each([
    [
      "a changed file",
      { [`${SITE}/pandas/lib.so`]: "other" },
      [
        `${SITE}/pandas/lib.so: found SHA-256 ${hashOf("other")}, expected ${hashOf("machine code")} of pandas 2.3.3`,
      ],
    ],
    [
      "a missing file",
      { [`${SITE}/pandas/lib.so`]: undefined },
      [`${SITE}/pandas/lib.so: found nothing, expected the file of pandas 2.3.3`],
    ],
    ["an extra file", { [`${SITE}/x.py`]: "x" }, [`${SITE}/x.py: found a file that no wheel brings`]],
    [
      "a file that is to be left out",
      { [`${SITE}/pandas/tests/test_all.py`]: "assert True" },
      [`${SITE}/pandas/tests/test_all.py: found the file of pandas 2.3.3, which is to be left out`],
    ],
    [
      "an extra jar among them",
      { [`${SITE}/x.jar`]: "x" },
      [
        `${SITE}/x.jar: found SHA-256 ${hashOf("x")}, expected no such jar`,
        `${SITE}/x.jar: found a file that no wheel brings`,
      ],
    ],
    [
      "bytecode without its source",
      { [`${SITE}/pandas/__pycache__/x.cpython-310.pyc`]: "bytecode" },
      [`${SITE}/pandas/__pycache__/x.cpython-310.pyc: found a file that no wheel brings`],
    ],
    [
      "a command of no entry point",
      { "/opt/python/base/bin/other": "x" },
      ["/opt/python/base/bin/other: found a file that no wheel brings"],
    ],
    [
      "a wheel that is not installed",
      { [`${SITE}/numpy-1.26.4.dist-info/METADATA`]: undefined },
      [`${SITE}: found no numpy-1.26.4.dist-info, expected numpy 1.26.4`],
    ],
    [
      "a package in a folder of its own",
      { "/opt/other/six-1.dist-info/METADATA": "six" },
      ["/opt/other/six-1.dist-info/METADATA: found a file that no wheel brings"],
    ],
  ])("are found to have %s", async (_, change, expected) => {
    const tree = Object.fromEntries(
      Object.entries({ ...PYTHON, ...change }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    );
    expect((await differences("python-deps", nothing, tree, WHEELS)).differences).toEqual(expected);
  });
});

describe("what a wheel says of itself", () => {
  it("is read from its RECORD and its entry points", async () => {
    const folder = await temporaryFolder();
    const digest = createHash("sha256").update("x").digest("base64url");
    await writeFile(
      join(folder, "RECORD"),
      `a/b.py,sha256=${digest},1\n"a,c.py",sha256=${digest},1\na-1.dist-info/RECORD,,\n`,
    );
    await writeFile(join(folder, "entry_points.txt"), "[console_scripts]\nrun = a.b:main\n");
    const wheel = join(folder, "a-1-py3-none-any.whl");
    const program =
      "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w') as wheel:\n  for name in sys.argv[2:]: wheel.write(name, 'a-1.dist-info/' + name)";
    await run("python3", ["-c", program, wheel, "RECORD", "entry_points.txt"], { cwd: folder });
    expect(await readWheelRecord(wheel)).toEqual({
      distInfo: "a-1.dist-info",
      files: new Map([
        ["a/b.py", hashOf("x")],
        ["a,c.py", hashOf("x")],
      ]),
      commands: ["run"],
    });
  });

  it("has no digest for files that pip writes", () => {
    expect(parseRecord("a-1.dist-info/RECORD,,\n")).toEqual(new Map());
  });

  it("names commands for the console and for windows, and no other entry points", () => {
    const text = "[console_scripts]\na = x:a\nb=x:b [extra]\n\n[gui_scripts]\nc = x:c\n\n[pytest11]\nd = x\n";
    expect(parseCommands(text)).toEqual(["a", "b", "c"]);
  });
});

describe("an image's file system", () => {
  const contentOfTrees = async (...trees: readonly Tree[]) => {
    const layers = await Promise.all(trees.map((tree) => readLayer(tarballOf(tree))));
    const image = { reference: "an-image", layers, madeBy: layers.map(() => "") };
    return contentOf(image, (path) => path.endsWith(".jar"));
  };

  it("is what its layers make, one above the other", async () => {
    const content = await contentOfTrees(
      {
        "/opt/a.jar": "a",
        "/opt/b.jar": "b",
        "/opt/other": "x",
        "/gone/c.jar": "c",
        "/hidden/d.jar": "d",
        "/l.jar": "-> a",
      },
      { "/opt/b.jar": "new", "/opt/e.jar": "= /opt/b.jar", "/.wh.gone": "", "/hidden/.wh..wh..opq": "" },
    );
    const files = { "/opt/a.jar": "a", "/opt/b.jar": "new", "/opt/e.jar": "new" };
    expect(content.files).toEqual(new Map(Object.entries(files).map(([path, text]) => [path, hashOf(text)])));
    expect(content.links).toEqual(new Map([["/l.jar", "a"]]));
  });

  it("has the files of Debian packages of each layer", async () => {
    const list = (name: string) => `/var/lib/dpkg/info/${name}.list`;
    const content = await contentOfTrees({ [list("a")]: "/.\n/usr/a.jar\n" }, { [list("b")]: "/usr/b\n" });
    expect([...content.debian]).toEqual(["/.", "/usr/a.jar", "/usr/b"]);
  });
});

describe("what the check prints", () => {
  it("is one line for an image that is right, and its differences below one that is not", () => {
    const checked = { image: "an-image", jars: 5, wheels: 2, files: 10, covered: 3, differences: [] };
    const line = "an-image: 5 jars, 2 wheels with 10 files, 3 jars and packages of a listed whole: ";
    expect(describeImage(checked)).toBe(`${line}nothing missing, nothing extra\n`);
    expect(describeImage({ ...checked, differences: ["one", "two"] })).toBe(
      `${line}2 DIFFERENCES\n  one\n  two\n`,
    );
  });

  it("shows the first twenty of many differences", () => {
    const lines = describeDocuments(
      1,
      Array.from({ length: 22 }, (_, index) => `no. ${index}`),
    ).split("\n");
    expect([lines[0], ...lines.slice(-4)]).toEqual([
      "1 documents: NOT VALID",
      "  no. 18",
      "  no. 19",
      "  and 2 more",
      "",
    ]);
  });
});

describe("its command line", () => {
  it("asks for every image by default", () => {
    expect(parseCommandLine([])).toEqual({
      names: [],
      except: [],
      project: ".",
      readsImages: true,
      asksForHelp: false,
    });
  });

  it("refuses an option that it does not have", () => {
    expect(() => parseCommandLine(["--image"])).toThrow("Unknown option '--image'");
  });
});
