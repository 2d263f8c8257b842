import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { classFileVersion } from "../../commands/lock/fetch/class-files";
import { temporaryFolder } from "../harness/temporary-folder";
import { jarArchive } from "./jar-archive";
import { LockProject } from "./lock-project";
import { SourceServer } from "./source-server";

const NAME = "org.example:tool:1";
const PATH = "/maven/org/example/tool/1/tool-1";
const license = "<licenses><license><name>MIT</name></license></licenses>";
const dependency = (artifact: string, rest = ""): string =>
  `<dependency><groupId>org.example</groupId><artifactId>${artifact}</artifactId>${rest}</dependency>`;
const POM = `<project>
  <parent><groupId>org.example</groupId><artifactId>parent</artifactId><version>2</version></parent>
  <dependencies>
    ${dependency("core", "<version>${core.version}</version>")}
    ${dependency("managed", "<scope>runtime</scope>")}
    ${dependency("native", "<version>3</version><classifier>linux-x86_64</classifier>")}
    ${dependency("optional", "<version>3</version><optional>true</optional>")}
    ${dependency("provided", "<version>3</version><scope>provided</scope>")}
    ${dependency("test", "<version>3</version><scope>test</scope>")}
    ${dependency("unversioned")}
  </dependencies>
</project>`;
const PARENT = `<project>${license}
  <properties><core.version>1.5</core.version></properties>
  <dependencyManagement><dependencies>${dependency("managed", "<version>7</version>")}</dependencies></dependencyManagement>
</project>`;

/** A project whose matrix adds a jar to a core. */
async function adding(coordinates = NAME) {
  const server = await SourceServer.start();
  const project = await LockProject.make(server, ({ matrix }) => {
    matrix.jarSurgery = [{ spark: ["3.5.8"], add: coordinates, reason: "a reason" }];
    matrix.accept = [{ rule: "jar-dependencies", for: "jar tool-1 with spark 3.5.8", reason: "a test" }];
  });
  return { server, project };
}

describe("of a jar the lock has", () => {
  test("the Java of its classes and what its POM, with its parent, needs at run time", async () => {
    const { server, project } = await adding();
    const jar = jarArchive({ "a/Old.class": 52, "a/New.class": 55, "META-INF/versions/21/a/New.class": 65 });
    server.at(`${PATH}.jar`, jar).at(`${PATH}.pom`, POM);
    server.at("/maven/org/example/parent/2/parent-2.pom", PARENT);
    expect((await project.run()).error).toBe("");
    const { classFile, dependencies, license } = (await project.lock()).jars[NAME];
    expect({ classFile, dependencies, license }).toEqual({
      classFile: 55,
      dependencies: [
        "org.example:core:1.5",
        "org.example:managed:7",
        "org.example:native:3:jar:linux-x86_64",
      ],
      license: "MIT",
    });
    expect((await project.run()).lines).toEqual(["lock.json: nothing to change"]);
  });

  test("nothing of what it needs where a parent of its POM is not to be had, which the command says", async () => {
    const { server, project } = await adding();
    await project.edit((matrix) => delete matrix.accept);
    server.at(`${PATH}.jar`, jarArchive({ "a.txt": "no classes" }));
    server.at(`${PATH}.pom`, POM.replace("<dependencies>", `${license}<dependencies>`));
    expect((await project.run()).error).toBe("");
    const entry = (await project.lock()).jars[NAME];
    expect([entry.classFile, entry.dependencies]).toEqual([null, undefined]);
    expect(project.reports.join("\n")).toContain(`\n  what ${NAME} needs at run time is not known`);
  });

  test("what an older lock lacks is read for the jars of changes, and its checksum is as sure as it was", async () => {
    const { server, project } = await adding();
    const jar = jarArchive({ "a/A.class": 52 });
    server.at(`${PATH}.jar`, jar).at(`${PATH}.pom`, POM);
    server.at("/maven/org/example/parent/2/parent-2.pom", PARENT);
    await project.run();
    const whole = await project.lock();
    const { classFile: _a, dependencies: _b, ...old } = whole.jars[NAME];
    await project.write("lock.json", { ...whole, jars: { ...whole.jars, [NAME]: old } });
    const { lines } = await project.run([], { MAVEN_URL: `${server.url}/maven/` });
    expect(lines).toEqual([
      "lock.json: 1 with the same version",
      "  org.example:tool 1: classFile; dependencies",
    ]);
    expect((await project.lock()).jars[NAME]).toEqual(whole.jars[NAME]);
  });
});

test("a jar that is published under another name is refused with that name", async () => {
  const { server, project } = await adding();
  const relocation = "<relocation><groupId>io.elsewhere</groupId></relocation>";
  server.at(
    `${PATH}.pom`,
    `<project><distributionManagement>${relocation}</distributionManagement></project>`,
  );
  expect((await project.run()).error).toBe(
    `1 problem, nothing was written:\n${NAME}: it has no jar: its POM says that it is published as io.elsewhere:tool:1; write that`,
  );
});

test("a lock is written whose matrix asks for jars that do not go together, and the command says what is wrong", async () => {
  const { server, project } = await adding();
  await project.edit((matrix) => delete matrix.accept);
  server.at(`${PATH}.jar`, jarArchive({ "a/A.class": 69 }));
  server.at(`${PATH}.pom`, `<project>${license}</project>`);
  const { lines, code, error } = await project.run();
  expect({ code, error }).toEqual({ code: 1, error: "" });
  expect(lines).toEqual([
    "lock.json: 1 added",
    "  org.example:tool 1 added",
    `matrix.json:15:7 $.jarSurgery[0].add: found ${NAME}, whose classes need Java 25, on Java 17; allowed: jars for Java 17 or older: class files up to version 61, not 69; fix: take a version of it for Java 17, or Java 25 in $.java if every Spark runs on it`,
    "lock.json is written; npx projen refuses matrix.json until these are mended",
  ]);
  expect((await project.lock()).jars[NAME].classFile).toBe(69);
});

test("the class-file version is that of classes which every Java reads", async () => {
  const path = join(await temporaryFolder(), "a.jar");
  await writeFile(
    path,
    jarArchive({
      "module-info.class": 65,
      "a/package-info.class": 65,
      "META-INF/versions/9/a/A.class": 53,
      "a/A.class": 52,
      "a/B.class": "no class",
      "c.txt": "text",
    }),
  );
  expect(await classFileVersion(path)).toBe(52);
  await writeFile(path, "no archive");
  await expect(classFileVersion(path)).rejects.toThrow();
});
