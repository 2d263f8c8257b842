import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Ajv2019 from "ajv/dist/2019";
import type { SbomFile } from "../../src/sbom/documents";
import { fetchJar } from "../artifacts/maven";
import { ensureEnvironment } from "../artifacts/python-tools";
import type { ArtifactCache } from "../cache";
import type { Report } from "../report";
import { run } from "../run";
import { inStaging } from "../staging";
import type { Difference } from "./difference";
import { readZipTexts } from "./zip-texts";

/** The SPDX project's Java tools, which hold the schema of its JSON format. */
const TOOLS_JAVA = {
  coordinates: "org.spdx:tools-java:2.0.1",
  file: "tools-java-2.0.1.jar",
  sha256: "732a266e47cafdd39d6bff4d198fd001cf31e9f0d97dce5086afbcc1dd5871de",
  size: 205057,
};
const SCHEMA = "resources/spdx-schema-v2.3.json";

/** The SPDX project's Python tools and all that they need. */
const TOOLS_PYTHON = [
  "spdx-tools==0.8.5",
  "license-expression==30.4.4",
  "boolean.py==5.0",
  "beartype==0.23.1",
  "click==8.5.1",
  "ply==3.11",
  "pyparsing==3.3.3",
  "PyYAML==6.0.3",
  "rdflib==7.6.0",
  "semantic-version==2.10.0",
  "uritools==6.1.4",
  "xmltodict==1.0.4",
];

/** What SPDX's own schema finds wrong in SPDX documents. */
export async function validateBySchema(
  documents: readonly SbomFile[],
  cache: ArtifactCache,
  report: Report,
): Promise<readonly Difference[]> {
  const jar = await fetchJar(cache, TOOLS_JAVA, report);
  const text = (await readZipTexts(jar, (path) => path === SCHEMA)).get(SCHEMA);
  if (text === undefined) throw new Error(`${TOOLS_JAVA.coordinates}: found no ${SCHEMA}.`);
  const validate = new Ajv2019({ allErrors: true, strict: false }).compile(JSON.parse(text));
  return documents.flatMap(({ path, content }) => {
    validate(JSON.parse(content));
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${path}: ${instancePath || "/"} ${message}`,
    );
  });
}

/** What SPDX's own Python library finds wrong in SPDX documents, which it reads, judges and writes again. */
export async function validateByLibrary(
  documents: readonly SbomFile[],
  cache: ArtifactCache,
): Promise<readonly Difference[]> {
  const environment = await ensureEnvironment(cache, TOOLS_PYTHON);
  return inStaging(join(cache.folder, "staging"), async (folder) => {
    await mkdir(join(folder, "documents"));
    for (const { path, content } of documents) await writeFile(join(folder, "documents", path), content);
    const python = join(environment, "bin", "python");
    const output = await run(
      python,
      [join(__dirname, "validate_spdx.py"), ...documents.map(({ path }) => path)],
      {
        cwd: join(folder, "documents"),
      },
    );
    return output.split("\n").filter((line) => line !== "");
  });
}
