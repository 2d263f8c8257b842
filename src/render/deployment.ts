import type { DeployedRuntime, Deployment } from "../model/deployment";
import type { Project } from "../model/project";
import { BLOCK_MANAGER_PORT, DRIVER_PORT } from "../resolve/spark-settings";
import type { RenderedFile } from "./file";
import type { Templates } from "./templates";

const BASE = [
  "kustomization.yaml",
  "namespace.yaml",
  "service-accounts.yaml",
  "driver-role.yaml",
  "submit-role.yaml",
  "network-policies.yaml",
] as const;

const RUNTIME = [
  "kustomization.yaml",
  "spark-defaults.conf",
  "spark-submit.yaml",
  "spark-application.yaml",
] as const;

/** What runs the runtimes on Kubernetes, under `deploy/`; nothing where the matrix wants none. */
export function renderDeployment(project: Project, templates: Templates): readonly RenderedFile[] {
  const { deployment, inputs } = project;
  if (!deployment) return [];
  const file = (path: string, template: string, view: object): RenderedFile => ({
    path,
    content: templates.render(template, {
      ...view,
      sources: `${inputs.join(", ")} and templates/${template}.hbs`,
    }),
    executable: false,
  });
  const common = commonView(deployment);
  const pods = podSpecs(common, templates);
  return [
    ...BASE.map((name) => file(`deploy/base/${name}`, `deploy/base/${name}`, common)),
    ...(["driver", "executor"] as const).map((role) =>
      file(`deploy/base/pod-templates/${role}.yaml`, `deploy/base/pod-templates/${role}.yaml`, {
        podSpec: pods[role],
      }),
    ),
    ...deployment.runtimes.flatMap((runtime) => {
      const folder = `deploy/runtimes/${runtime.folder.name}`;
      const view = { ...common, ...runtimeView(runtime), ...pods.within, folder };
      return RUNTIME.map((name) => file(`${folder}/${name}`, `deploy/runtime/${name}`, view));
    }),
  ];
}

function commonView({ namespace, serviceAccounts, driver, executor }: Deployment) {
  return {
    namespace,
    driverAccount: serviceAccounts.driver,
    executorAccount: serviceAccounts.executor,
    submitAccount: serviceAccounts.submit,
    driver,
    executor,
    driverPort: DRIVER_PORT,
    blockManagerPort: BLOCK_MANAGER_PORT,
  };
}

function runtimeView({ name, image, job, settings, folder: { name: runtime, spark } }: DeployedRuntime) {
  return { name, image, runtime, spark, mainClass: job.mainClass, file: job.file, groups: settings };
}

/** The specs of driver and executor, as pods and, further in, within a SparkApplication. */
function podSpecs(view: object, templates: Templates) {
  const render = (role: string): string => templates.render(`deploy/${role}-pod`, view).trimEnd();
  const [driver, executor] = [render("driver"), render("executor")];
  const within = { driverPodSpec: indented(driver, 6), executorPodSpec: indented(executor, 6) };
  return { driver, executor, within };
}

function indented(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(spaces));
}
