import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { describe, expect, it, test } from "vitest";
import { parseCommandLine, USAGE } from "../../commands/audit/command-line";
import { exitCodeOf } from "../../commands/audit/exit-code";
import { reportOn } from "../../commands/audit/report";
import { formatReport } from "../../commands/audit/text";
import { findings } from "../../src/advise/advise";
import type { EndOfLife, LicenseNotice, Vulnerability } from "../../src/advise/finding";
import { severityOf } from "../../src/advise/severity";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { UsageError } from "../../src/model/usage-error";
import { plan } from "../../src/pipeline";
import { FIXTURE_ARGUMENTS, fixtureProject } from "../fixture-project/fixture-project";
import { EVIDENCE, facts, vulnerability } from "../generator/facts";
import { type Files, ROOT, sources } from "../generator/fixture";

const part = { name: "Python", version: "3.10", images: ["python-3.10"] };
const python = { kind: "end-of-life", part, ends: "2026-10-31", longTerm: null } as unknown as EndOfLife;
const debian = { ...python, ends: "2026-07-11", longTerm: "2028-06-30" } as EndOfLife;

describe("the severity of an end of support", () => {
  it.each([
    ["2026-04-30", "info", "184 days before its last day"],
    ["2026-05-01", "low", "183 days before it"],
    ["2026-10-30", "low", "the day before it"],
    ["2026-10-31", "low", "on it: support is still there"],
    ["2026-11-01", "high", "the day after it"],
    ["2040-01-01", "high", "years after it"],
  ])("on %s is %s: %s", (day, severity) => {
    expect(severityOf(python, day)).toBe(severity);
  });

  it.each([
    ["2026-07-11", "low", "on the last day of regular support"],
    ["2026-07-12", "medium", "the day after, with long-term support"],
    ["2028-06-30", "medium", "on the last day of long-term support"],
    ["2028-07-01", "high", "the day after that"],
  ])("with long-term support on %s is %s: %s", (day, severity) => {
    expect(severityOf(debian, day)).toBe(severity);
  });
});

describe("the severity of another finding", () => {
  const cve = { kind: "vulnerability", part } as unknown as Vulnerability;
  it.each(["critical", "high", "medium", "low"] as const)("is what the advisory states: %s", (stated) => {
    expect(severityOf({ ...cve, stated }, "2026-11-23")).toBe(stated);
  });

  it("is medium for a vulnerability whose severity was not read", () => {
    expect(severityOf({ ...cve, stated: null }, "2026-11-23")).toBe("medium");
  });

  it("is info for a licence with an SPDX name, low for one without", () => {
    const notice = { kind: "license", part } as unknown as LicenseNotice;
    const weigh = (license: string) => severityOf({ ...notice, license }, "2026-11-23");
    expect(["GPL-2.0-only", "LicenseRef-Oracle-FUTC", "MIT AND LicenseRef-unknown"].map(weigh)).toEqual([
      "info",
      "low",
      "low",
    ]);
  });
});

const withAttention = ({ lock }: Files) => {
  lock.jars["org.postgresql:postgresql:42.7.1"].attention = "Read the terms.";
  const files = { "avro-1.11.2.jar": "1".repeat(64) };
  lock.spark["3.5.8"].jars = { files, verified: { by: "download" } };
};
const KNOWN = facts({
  jdbc: [
    { ...vulnerability("CVE-2026-0001", "org.postgresql:postgresql", ["42.7.2"]), severity: "critical" },
  ],
  jars: [{ ...vulnerability("CVE-2026-0002", "org.apache.avro:avro", []), severity: null, note: "A note." }],
});
const report = (date: string) => reportOn(findings(plan(sources(withAttention)), KNOWN), date);

describe("the report", () => {
  it("lists the most severe first, counts them and names the day", () => {
    const { date, worst, counts, findings: found } = report("2026-11-01");
    expect({ date, worst, counts }).toEqual({
      date: "2026-11-01",
      worst: "critical",
      counts: { info: 3, low: 0, medium: 2, high: 1, critical: 1 },
    });
    expect(found.map(({ severity, part: { name } }) => `${severity} ${name}`)).toEqual([
      "critical org.postgresql:postgresql",
      "high Python",
      "medium Debian",
      "medium org.apache.avro:avro",
      "info Spark",
      "info Spark",
      "info org.postgresql:postgresql",
    ]);
  });

  it("has every key in every finding, whatever its kind", () => {
    const found = report("2026-11-01").findings;
    expect(found[1]).toEqual({
      kind: "end-of-life",
      severity: "high",
      id: null,
      stated: null,
      part: { name: "Python", version: "3.10", bundledIn: [] },
      images: [
        "python-3.10",
        "python-deps",
        "spark-3.5.8-jdk17",
        "spark-4.1.1-jdk17",
        "spark-4.1.1-jdk17-gpu",
      ],
      summary: "support ended on 2026-10-31",
      ends: "2026-10-31",
      longTerm: null,
      fixed: [],
      wayOut: "take 3.11 in $.python.version, then npx projen lock",
      source: EVIDENCE.source,
      read: "2026-08-22",
      confidence: "documented",
      note: null,
    });
    expect(found[3]).toMatchObject({
      id: "CVE-2026-0002",
      severity: "medium",
      stated: null,
      part: { bundledIn: [{ spark: "3.5.8", file: "avro-1.11.2.jar" }] },
      note: "A note.",
    });
    expect(found[6]).toMatchObject({
      summary: "Apache-2.0: Read the terms.",
      source: "lock.json",
      read: null,
      confidence: null,
    });
    expect(new Set(found.map((finding) => Object.keys(finding).sort().join()))).toHaveProperty("size", 1);
  });

  it("says for people what ended, what to do, where it was read and which images it is about", () => {
    const text = formatReport(report("2026-11-01"));
    expect(text).toContain("On 2026-11-01: 1 critical, 1 high, 2 medium, 3 info.\n\ncritical\n  org.postg");
    expect(text).toContain(`
high
  Python 3.10: support ended on 2026-10-31
    way out: take 3.11 in $.python.version, then npx projen lock
    source:  https://example.com/advisory (2026-08-22)
    images:  python-3.10, python-deps, spark-3.5.8-jdk17, spark-4.1.1-jdk17, spark-4.1.1-jdk17-gpu

medium
  Debian 12: regular support ended on 2026-07-11, long-term support ends on 2028-06-30
    way out: trixie in $.debian is refused: 17 on Debian trixie, which has no package`);
    expect(text).toContain(
      "  org.apache.avro:avro 1.11.2 in Spark 3.5.8: CVE-2026-0002, a fault (no severity was read)\n    way out: no fixed version is published\n",
    );
    expect(formatReport(reportOn([], "2026-11-01"))).toBe("On 2026-11-01: nothing found.\n");
  });
});

describe("the exit code", () => {
  it.each([
    ["info", 10],
    ["low", 11],
    ["medium", 12],
    ["high", 13],
    ["critical", 14],
  ] as const)("of %s is %s", (worst, code) => {
    expect(exitCodeOf({ ...report("2026-11-01"), worst }, "info")).toBe(code);
  });

  it("is 0 below the threshold, where nothing is found, and with never", () => {
    const high = { ...report("2026-11-01"), worst: "high" as const };
    const none = { ...high, worst: null };
    expect([exitCodeOf(high, "critical"), exitCodeOf(none, "info"), exitCodeOf(high, "never")]).toEqual([
      0, 0, 0,
    ]);
    expect(exitCodeOf(high, "high")).toBe(13);
  });
});

test("without arguments the day is today, people read the report, and low fails", () => {
  expect(parseCommandLine([])).toEqual({
    date: undefined,
    asksForJson: false,
    failOn: "low",
    matrix: "matrix.json",
    lock: "lock.json",
    asksForHelp: false,
  });
});

test.each([
  [
    ["--date", "2026-02-30"],
    '--date: found "2026-02-30", allowed: a day of the calendar, such as 2026-11-23.',
  ],
  [["--date="], '--date: found "", allowed: a day of the calendar, such as 2026-11-23.'],
  [["--fail-on", "severe"], '--fail-on: found "severe", allowed: info, low, medium, high, critical, never.'],
])("%s is refused: %s", (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(new UsageError(message));
});

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  return { status, stdout, stderr };
}
const audit = (...args: string[]) => run("--require", "tsx/cjs", "commands/audit/audit.ts", ...args);
const projen = (...args: string[]) => run("node_modules/projen/bin/projen", "audit", ...args);

describe("the command", () => {
  const schema = JSON.parse(readFileSync(join(ROOT, "schema/audit.schema.json"), "utf8")) as object;
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

  it("prints JSON that its schema describes and nothing else, also through projen, and ends with the severity's code", () => {
    const { status, stdout } = audit("--json", "--date", "2026-11-23", ...FIXTURE_ARGUMENTS);
    expect(validate(JSON.parse(stdout)) || validate.errors).toBe(true);
    const { worst } = JSON.parse(stdout) as { worst: string };
    expect(status).toBe(10 + ["info", "low", "medium", "high", "critical"].indexOf(worst));
    const throughProjen = projen("--json", "--date", "2026-11-23", ...FIXTURE_ARGUMENTS);
    expect([throughProjen.status, throughProjen.stdout]).toEqual([1, stdout]);
  });

  it("a finding with a key too many does not fit the schema", () => {
    const { findings: found, ...rest } = report("2026-11-01");
    expect(validate({ ...rest, findings: [{ ...found[0], extra: 1 }] })).toBe(false);
    expect(validate({ ...rest, findings: found }) || validate.errors).toBe(true);
  });

  it("succeeds with --fail-on never, through projen too", () => {
    const args = ["--fail-on", "never", ...FIXTURE_ARGUMENTS];
    expect([audit(...args).status, projen(...args).status]).toEqual([0, 0]);
  });

  it("ends a wrong call with 2 and one line", () => {
    expect(audit("--date", "soon")).toEqual({
      status: 2,
      stdout: "",
      stderr: '--date: found "soon", allowed: a day of the calendar, such as 2026-11-23.\n',
    });
  });

  it("reads another matrix and lock, and says what is wrong with them in one line each", () => {
    const example = ["--matrix", "examples/newest/matrix.jsonc", "--lock", "examples/newest/lock.json"];
    const { stdout } = audit("--json", "--date", "2026-11-23", ...example);
    const { findings: found } = JSON.parse(stdout) as {
      findings: { part: { name: string; version: string } }[];
    };
    expect(found.map(({ part: { name, version } }) => `${name} ${version}`)).toContain("Debian 13");
    expect(audit(...FIXTURE_ARGUMENTS, "--matrix", "nowhere.json")).toEqual({
      status: 1,
      stdout: "",
      stderr:
        "1 problem, nothing was written:\nnowhere.json:1:1 $: found no file, or an empty one; allowed: JSON; fix: write nowhere.json or bring it back from version control\n",
    });
  });

  it("explains itself", () => {
    expect(audit("--help")).toEqual({ status: 0, stdout: USAGE, stderr: "" });
  });
});

test("the project's facts tell of Python 3.10, Debian 12 and the three drivers with a known vulnerability", () => {
  const found = findings(fixtureProject(), KNOWLEDGE);
  const told = found.flatMap(({ kind, part: { name, version } }) =>
    kind === "license" ? [] : [`${name} ${version}`],
  );
  expect(told).toEqual(
    expect.arrayContaining([
      "Debian 12",
      "Python 3.10",
      "org.postgresql:postgresql 42.7.1",
      "com.mysql:mysql-connector-j 8.2.0",
      "com.microsoft.sqlserver:mssql-jdbc 12.4.2.jre11",
    ]),
  );
});
