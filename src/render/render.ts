import type { Finding } from "../advise/finding";
import { lineOf } from "../check/rule";
import type { ImageFolder, Project, Settings, SparkCoreFolder } from "../model/project";
import { acceptedLabel } from "./accepted";
import { renderAdvice } from "./advice";
import { renderBakeFile } from "./bake-file";
import { renderDeployment } from "./deployment";
import type { RenderedFile } from "./file";
import { forJava } from "./java-class";
import { jarsHadoopAwsView, jarsIcebergView, jarsRapidsView, jdbcDriversView } from "./jar-views";
import { pythonDepsView } from "./python-deps-view";
import { requirementsView } from "./requirements";
import { runtimeView } from "./runtime-view";
import { renderNotice } from "./documents";
import type { Templates } from "./templates";
import { sparkCoreView } from "./spark-core-view";
import { renderWorkflow } from "./workflow";
import { leftOutView } from "./trims-view";
import { commonView, cudaView, jdkView, pythonView } from "./views";

/**
 * The files of every folder under `docker/` and `deploy/`, the bake file, the workflow, the notice of licences, and what
 * ought to be known of the images.
 */
export function render(
  project: Project,
  findings: readonly Finding[],
  templates: Templates,
): readonly RenderedFile[] {
  const shared = { project, templates, classes: testClasses(project.settings, templates) };
  const folders = project.folders.flatMap((folder) => renderFolder(shared, folder));
  return [
    ...folders,
    renderBakeFile(project, folders, templates),
    ...renderDeployment(project, templates),
    ...renderWorkflow(project, templates),
    renderNotice(project, templates),
    renderAdvice(project, findings, templates),
  ];
}

/** A file of a folder: its name there, its template, and what the template may name beside the common view. */
interface Part {
  readonly file: string;
  readonly template: string;
  readonly view: object;
}

/** What the files of every folder are rendered from. */
interface Shared {
  readonly project: Project;
  readonly templates: Templates;
  readonly classes: object;
}

function renderFolder({ project, templates, classes }: Shared, folder: ImageFolder): readonly RenderedFile[] {
  const common = {
    ...commonView(project.settings, folder),
    leftOut: leftOutView(project.settings, folder),
    accepted: acceptedLabel(project, folder),
    ...classes,
  };
  return partsOf(folder).map(({ file, template, view }) => ({
    path: `${folder.path}/${file}`,
    content: templates.render(template, { ...common, ...view, sources: sourcesOf(project.inputs, template) }),
    executable: file.endsWith(".sh"),
  }));
}

/** Java classes that tests run, which a test writes into its container. */
function testClasses({ java }: Settings, { javaClasses }: Templates): object {
  const { CudaRuntime, ForJava, JarQuestions, JdbcDrivers, Pi } = javaClasses;
  return {
    cudaRuntime: CudaRuntime,
    forJava: ForJava === undefined ? undefined : forJava(ForJava, java),
    jarQuestions: JarQuestions,
    jdbcDrivers: JdbcDrivers,
    pi: Pi,
  };
}

/** What an interpreter runs on a tree of modules before it is a layer, and what it reads. */
const LAID_BY_PYTHON = ["compile-modules.py", "leave-out.py", "left-out.txt"];

/** What the header of a generated file names. */
function sourcesOf(inputs: Project["inputs"], template: string): string {
  return `${inputs.join(", ")} and templates/${template}.hbs`;
}

function partsOf(folder: ImageFolder): readonly Part[] {
  const view = viewOf(folder);
  const own = (file: string): Part => ({ file, template: `${folder.kind}.${file}`, view });
  const shared = (file: string): Part => ({ file, template: file, view });
  const image = [own("Dockerfile"), own("test.sh")];
  switch (folder.kind) {
    case "jdk":
      return [...image, shared("keystore-dates.pl")];
    case "cuda":
    case "runtime":
      return image;
    case "python":
      return [...image, shared("fetch.sh"), shared("spark-k8s.pth"), ...LAID_BY_PYTHON.map(shared)];
    case "spark-core":
      return [...image, ...listsOf(folder, own), ...scriptsOf(folder).map(shared)];
    case "jdbc-drivers":
      return [...image, shared("fetch.sh"), own("LICENSES.md")];
    case "jars-hadoop-aws":
    case "jars-iceberg":
      return [...image, shared("fetch.sh")];
    case "jars-rapids":
      return [...image, shared("fetch.sh"), shared("getGpusResources.sh")];
    case "python-deps":
      return [
        ...image,
        shared("fetch.sh"),
        shared("install-wheels.sh"),
        ...LAID_BY_PYTHON.map(shared),
        ...folder.groups.map((group) => ({
          file: `requirements-${group.name}.txt`,
          template: "requirements.txt",
          view: requirementsView(folder, group),
        })),
      ];
  }
}

/** The jars of a Spark core, and the classes in its archive, of which all patches of a line have the same list. */
function listsOf(
  { spark, jars, sharesClasses }: SparkCoreFolder,
  own: (file: string) => Part,
): readonly Part[] {
  const classes = { file: "classes.txt", template: `class-lists/${lineOf(spark)}`, view: {} };
  return [...(jars ? [own("jars.sha256")] : []), ...(sharesClasses ? [classes] : [])];
}

function scriptsOf({ sharesClasses }: SparkCoreFolder): readonly string[] {
  const scripts = ["fetch.sh", "entrypoint.sh", "decom.sh"];
  return sharesClasses
    ? [...scripts, "share-classes.sh", "archive-classes.sh", "forget-addresses.pl"]
    : scripts;
}

function viewOf(folder: ImageFolder): object {
  switch (folder.kind) {
    case "jdk":
      return jdkView(folder);
    case "python":
      return pythonView(folder);
    case "cuda":
      return cudaView(folder);
    case "spark-core":
      return sparkCoreView(folder);
    case "python-deps":
      return pythonDepsView(folder);
    case "jdbc-drivers":
      return jdbcDriversView(folder);
    case "jars-hadoop-aws":
      return jarsHadoopAwsView(folder);
    case "jars-iceberg":
      return jarsIcebergView(folder);
    case "jars-rapids":
      return jarsRapidsView(folder);
    case "runtime":
      return runtimeView(folder);
  }
}
