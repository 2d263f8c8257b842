import { describe, expect, test } from "vitest";
import { withProgress } from "../../downloads/progress";
import { LockProject, jarOf, pomOf } from "./lock-project";
import { PY4J, hasTools, locked, reason } from "./locked-wheels";
import { SourceServer } from "./source-server";
import { serveWheels, wheelBytes } from "./wheel-index";

/** Resolves when a line of progress is like a pattern: what a source may wait for before it answers. */
async function said(reports: readonly string[], pattern: RegExp): Promise<void> {
  while (!reports.some((line) => pattern.test(line))) await new Promise((next) => setTimeout(next, 20));
}

describe("a step that takes longer than a second is spoken of", () => {
  test("then and at its end, and one that does not is not", async () => {
    const reports: string[] = [];
    const report = (line: string) => void reports.push(line);
    expect(await withProgress(report, "a quick step", () => Promise.resolve(1))).toBe(1);
    await withProgress(report, "a slow step", () => said(reports, /slow/));
    expect(reports.map((line) => line.replace(/\d+ s/, "N s"))).toEqual([
      "a slow step: N s",
      "a slow step: ended after N s",
    ]);
  });

  test.each([
    ["a source is asked whether it has a file", "HEAD", /^asking which files are there: /],
    ["a checksum file is read", ".sha256", /^org\.postgresql:postgresql:42\.7\.14: at work: /],
    ["a download does not come", ".jar", /^org\.postgresql:postgresql:42\.7\.14: at work: /],
    ["a licence is read", ".pom", /^org\.postgresql:postgresql:42\.7\.14: at work: /],
  ])("where %s", async (_, slow, pattern) => {
    const server = await SourceServer.start();
    const project = await LockProject.make(server);
    const after = said(project.reports, pattern);
    const maven = "/maven/org/postgresql/postgresql/42.7.14/postgresql-42.7.14";
    const files = { ".jar": jarOf("driver"), ".pom": pomOf("MIT"), ".jar.sha256": "" };
    for (const [name, body] of Object.entries(files)) {
      const isSlow = slow === "HEAD" ? name === ".jar" : name.endsWith(slow);
      server.at(`${maven}${name}`, isSlow ? { body, after, isQuickToHead: slow !== "HEAD" } : body);
    }
    await project.edit((matrix) => (matrix.jdbc.postgresql = "42.7.14"));
    expect((await project.run([], { POSTGRESQL_URL: "" })).error).toBe("");
    expect(project.reports.filter((line) => pattern.test(line)).length).toBeGreaterThanOrEqual(1);
  });

  test.skipIf(!hasTools)(`where uv waits for the index${reason}`, async () => {
    const six = { name: "six", version: "1.17.0" };
    const other = { name: "other", version: "1.0", requires: ["late"] };
    const late = { name: "late", version: "1.0" };
    const { server, project, run } = await locked([six]);
    serveWheels(server, [PY4J, six, other, late]);
    const after = said(project.reports, /^wheels of Python 3\.10: resolving with uv: \d+ s$/);
    const body = `<a href="/files/late-1.0-py3-none-any.whl">late-1.0-py3-none-any.whl</a>`;
    server.at("/simple/late/", { body, headers: { "content-type": "text/html" }, after });
    server.at("/files/late-1.0-py3-none-any.whl", wheelBytes(late));
    await project.edit((matrix) => (matrix.python.base = ["six", "other"]));
    await run();
    expect(project.reports).toContainEqual(
      expect.stringMatching(/^wheels of Python 3\.10: resolving with uv: ended after \d+ s$/),
    );
  });
});
