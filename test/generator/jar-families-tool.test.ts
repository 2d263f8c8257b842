import { describe, expect, it } from "vitest";
import { type Pom, effectivePom, parsePom } from "../../commands/lock/fetch/effective-pom";
import { groupsFrom, knownJars, sparkArtifacts } from "../../tools/jar-families/coordinates";
import { familiesOf } from "../../tools/jar-families/families";

/** The text of a POM: its coordinates and what else it has. */
function pom(coordinates: string, rest = ""): [string, string] {
  const [group, artifact, version] = coordinates.split(":");
  const own = `<groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>`;
  return [coordinates, `<project>${own}${rest}</project>`];
}

function element(name: string, coordinates: string, rest = ""): string {
  const [group, artifact, version] = coordinates.split(":");
  const ofVersion = version ? `<version>${version}</version>` : "";
  return `<${name}><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${ofVersion}${rest}</${name}>`;
}

const parent = (coordinates: string): string => element("parent", coordinates);
const needs = (...dependencies: string[]): string => `<dependencies>${dependencies.join("")}</dependencies>`;
const dependency = (coordinates: string, rest = ""): string => element("dependency", coordinates, rest);
const manages = (...dependencies: string[]): string =>
  `<dependencyManagement>${needs(...dependencies)}</dependencyManagement>`;

/** Reads POMs from a list. */
function repository(...poms: readonly [string, string][]) {
  const texts = new Map(poms);
  return async (coordinates: string): Promise<Pom> => {
    const text = texts.get(coordinates);
    if (text === undefined) throw new Error(`no ${coordinates}`);
    return parsePom(text) ?? {};
  };
}

describe("a POM", () => {
  it("has the properties of its parents, versions of imported BOMs, and its own before theirs", async () => {
    const read = repository(
      pom(
        "g:child:1",
        parent("g:parent:2") +
          "<properties><a.version>1.1</a.version></properties>" +
          needs(
            dependency("g:a:${a.version}"),
            dependency("g:b", "<optional>true</optional>"),
            dependency("${project.groupId}:c"),
            dependency("g:d", "<scope>runtime</scope>"),
          ),
      ),
      pom(
        "g:parent:2",
        "<properties><a.version>9</a.version><b.version>${b.minor}.7</b.version><b.minor>3</b.minor></properties>" +
          manages(
            dependency("g:b:${b.version}"),
            dependency("g:bom:5", "<type>pom</type><scope>import</scope>"),
            dependency("g:d:6", "<scope>test</scope>"),
          ) +
          needs(dependency("g:a:0"), dependency("g:inherited:4", "<scope>test</scope>")),
      ),
      pom(
        "g:bom:5",
        "<properties><own>${project.version}.1</own></properties>" +
          manages(dependency("g:c:${own}"), dependency("g:b:8")),
      ),
    );
    const { lineage, dependencies } = await effectivePom(read, "g:child:1");
    expect(lineage).toEqual(["g:child:1", "g:parent:2"]);
    expect(dependencies).toEqual([
      { groupId: "g", artifactId: "a", version: "1.1" },
      { groupId: "g", artifactId: "b", version: "3.7", optional: "true" },
      { groupId: "g", artifactId: "c", version: "5.1" },
      { groupId: "g", artifactId: "d", version: "6", scope: "runtime" },
      { groupId: "g", artifactId: "inherited", version: "4", scope: "test" },
    ]);
  });

  it("reads profiles that are active by default, and no others", async () => {
    const profile = (id: string, active: string): string =>
      `<profile><id>${id}</id><activation><activeByDefault>${active}</activeByDefault></activation><properties><v>${id}</v></properties></profile>`;
    const read = repository(
      pom(
        "g:a:1",
        `<profiles>${profile("1", "false")}${profile("2", "true")}</profiles>${needs(dependency("g:b:${v}"))}`,
      ),
    );
    expect((await effectivePom(read, "g:a:1")).dependencies).toEqual([
      { groupId: "g", artifactId: "b", version: "2" },
    ]);
  });

  it("ends at a property that names itself, and at parents that go round", async () => {
    const read = repository(
      pom("g:a:1", `${parent("g:b:1")}<properties><v>$\{v}</v></properties>${needs(dependency("g:c:${v}"))}`),
      pom("g:b:1", parent("g:a:1")),
    );
    const { dependencies } = await effectivePom(read, "g:a:1");
    expect(dependencies).toEqual([{ groupId: "g", artifactId: "c", version: "${v}" }]);
  });
});

describe("npm run jar-families", () => {
  const spark = "org.apache.spark:spark-core_2.13:4.9.0";
  const read = repository(
    pom(
      spark,
      needs(
        dependency("org.the.fast:fast-core:2.20.0"),
        dependency("org.the.fast.module:fast-module-scala_2.13:2.20.0"),
        dependency("org.net:net-buffer:1.0", "<scope>provided</scope>"),
        dependency("org.alone:alone:1.0"),
        dependency("org.pair:pair-api:3"),
        dependency("org.test:test:1", "<scope>test</scope>"),
      ),
    ),
    // A BOM that states the versions of its project's jars, annotations by their minor alone.
    pom(
      "org.the.fast:fast-bom:2.20.0",
      manages(
        dependency("org.the.fast:fast-annotations:2.20"),
        dependency("org.the.fast:fast-core:2.20.0"),
        dependency("org.the.fast.module:fast-module-scala_2.13:2.20.0"),
        dependency("org.the.fast:fast-tools:7"),
        dependency("org.other:thing:2.20.0"),
      ),
    ),
    pom(
      "org.the.fast:fast-core:2.20.0",
      parent("org.the.fast:fast-bom:2.20.0") + needs(dependency("org.the.fast:fast-annotations")),
    ),
    pom("org.the.fast:fast-annotations:2.20"),
    pom(
      "org.the.fast.module:fast-module-scala_2.13:2.20.0",
      needs(dependency("org.the.fast:fast-core:2.20.0")),
    ),
    pom("org.net:net-parent:1.0", parent("org.forge:forge:1.0")),
    pom("org.forge:forge:1.0"),
    pom(
      "org.net:net-buffer:1.0",
      parent("org.net:net-parent:1.0") + needs(dependency("org.net:net-native:1.0", "<type>jar</type>")),
    ),
    pom("org.net:net-native:1.0", parent("org.net:net-parent:1.0")),
    pom("org.alone:alone:1.0"),
    pom("org.pair:pair-api:3", needs(dependency("org.pair:pair-impl:3"), dependency("org.alone:alone:1.0"))),
    pom("org.pair:pair-impl:3"),
  );

  it("finds the families of a distribution from the POMs of its jars", async () => {
    const files = [
      "alone-1.0.jar",
      "fast-annotations-2.20.jar",
      "fast-core-2.20.0.jar",
      "fast-module-scala_2.13-2.20.0.jar",
      "net-buffer-1.0.jar",
      "sub/net-native-1.0-linux-x86_64.jar",
      "net-without-a-pom-1.0.jar",
      "pair-api-3.jar",
      "pair-impl-3.jar",
      "spark-core_2.13-4.9.0.jar",
      "unknown-1.jar",
    ];
    expect(sparkArtifacts("4.9.0", files)).toEqual(["spark-core_2.13"]);
    const groups = await groupsFrom(read, [spark]);
    expect(groups.has("test")).toBe(false);
    const known = await knownJars(read, "4.9.0", files, groups);
    expect(known.unknown).toEqual(["net-without-a-pom-1.0.jar", "unknown-1.jar"]);
    expect(familiesOf([known])).toEqual([
      {
        name: "fast",
        groups: ["org.the.fast", "org.the.fast.module"],
        artifacts: [
          "org.the.fast.module:fast-module-scala",
          "org.the.fast:fast-annotations",
          "org.the.fast:fast-core",
        ],
        minor: ["org.the.fast:fast-annotations"],
        apart: ["org.the.fast:fast-tools"],
        needs: { "fast-core": ["fast-annotations"], "fast-module-scala": ["fast-core"] },
        projects: ["org.the.fast:fast-bom:2.20.0"],
      },
      {
        name: "net",
        groups: ["org.net"],
        artifacts: ["org.net:net-buffer", "org.net:net-native", "org.net:net-without-a-pom"],
        needs: { "net-buffer": ["net-native"] },
        projects: ["org.forge:forge:1.0"],
      },
      {
        name: "pair",
        groups: [],
        artifacts: ["org.pair:pair-api", "org.pair:pair-impl"],
        needs: { "pair-api": ["pair-impl"] },
        projects: [],
      },
    ]);
  });
});
