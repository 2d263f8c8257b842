import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { writeTree } from "../../src/synthesize/write-tree";
import { type Files, type Json, addPython, generated, problems } from "./fixture";
import { documentsOf, podSpecsOf, propertiesOf } from "./manifests";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const isDeployed = (path: string): boolean => path.startsWith("deploy/");

/** Texts of the files under deploy/ after an edit, by path. */
function deployed(edit?: (files: Files) => void): ReadonlyMap<string, string> {
  return new Map(
    [...generated(edit).values()]
      .filter(({ path }) => isDeployed(path))
      .map(({ path, content }) => [path, content]),
  );
}

/** An edit that puts settings under `deploy`. */
const settings =
  (deploy: Json) =>
  ({ matrix }: Files): void => {
    matrix.deploy = deploy;
  };

const files = deployed();
const manifests = [...files].filter(([path]) => path.endsWith(".yaml"));
const text = (path: string, of = files): string => of.get(`deploy/${path}`) ?? "";
const document = (path: string, of = files): Json => documentsOf(text(path, of))[0];
const GPU = "runtimes/spark-4.1.1-jdk17-gpu";

describe("the files under deploy/ of a small matrix", () => {
  it("are these", () => {
    const base = [
      "kustomization.yaml",
      "namespace.yaml",
      "service-accounts.yaml",
      "driver-role.yaml",
      "submit-role.yaml",
      "network-policies.yaml",
      "pod-templates/driver.yaml",
      "pod-templates/executor.yaml",
    ].map((name) => `deploy/base/${name}`);
    const runtimes = ["spark-3.5.8-jdk17", "spark-4.1.1-jdk17", "spark-4.1.1-jdk17-gpu"].flatMap((name) =>
      ["kustomization.yaml", "spark-defaults.conf", "spark-submit.yaml", "spark-application.yaml"].map(
        (file) => `deploy/runtimes/${name}/${file}`,
      ),
    );
    expect([...files.keys()]).toEqual([...base, ...runtimes]);
  });

  it.each([...files.keys()].filter((path) => path.includes("/base/") || path.includes("-gpu/")))(
    "%s reads as its snapshot",
    async (path) => {
      await expect(files.get(path)).toMatchFileSnapshot(`__files__/${path}`);
    },
  );

  it.each(manifests)("%s is YAML that every parser reads alike", (_path, content) => {
    for (const item of documentsOf(content)) expect(item).toMatchObject({ apiVersion: expect.any(String) });
  });

  it("are none where the matrix wants none, and those of before go", () => {
    const root = mkdtempSync(join(tmpdir(), "deploy-"));
    folders.push(root);
    writeTree(root, [...generated().values()]);
    const none = generated(settings(false));
    expect([...none.keys()].filter(isDeployed)).toEqual([]);
    expect([...writeTree(root, [...none.values()]).removed].sort()).toEqual([...files.keys()].sort());
    expect(readdirSync(root)).not.toContain("deploy");
  });

  it("name what users chose", () => {
    const chosen = deployed(({ matrix }) => {
      Object.assign(matrix.images, { registry: "registry.example.com/data", tag: "2026.11" });
      matrix.deploy = {
        namespace: "123",
        serviceAccount: "no",
        driver: { cores: 2, cpuRequest: "2", memory: "4g", memoryOverhead: "1g" },
        executor: { instances: 7, cores: 4, cpuRequest: "1500m", memory: "8g", memoryOverhead: "1500m" },
      };
    });
    const image = "registry.example.com/data/spark-k8s-spark-4.1.1-jdk17-gpu:2026.11";
    expect(propertiesOf(text(`${GPU}/spark-defaults.conf`, chosen))).toMatchObject({
      "spark.kubernetes.namespace": "123",
      "spark.kubernetes.container.image": image,
      "spark.kubernetes.authenticate.driver.serviceAccountName": "no",
      "spark.kubernetes.authenticate.executor.serviceAccountName": "no-executor",
      "spark.driver.cores": "2",
      "spark.kubernetes.driver.request.cores": "2",
      "spark.driver.memory": "4g",
      "spark.driver.memoryOverhead": "1g",
      "spark.executor.instances": "7",
      "spark.kubernetes.executor.request.cores": "1500m",
      "spark.executor.memoryOverhead": "1500m",
      "spark.task.resource.gpu.amount": "0.25",
    });
    expect(document(`${GPU}/spark-application.yaml`, chosen)).toMatchObject({
      metadata: { namespace: "123" },
      spec: {
        image,
        driver: { serviceAccount: "no", cores: 2, coreRequest: "2", memory: "4g", memoryOverhead: "1g" },
        executor: {
          serviceAccount: "no-executor",
          instances: 7,
          cores: 4,
          coreRequest: "1500m",
          memory: "8g",
        },
      },
    });
    const limit = (role: string): Json =>
      document(`base/pod-templates/${role}.yaml`, chosen).spec.containers[0].resources.limits.memory;
    expect([limit("driver"), limit("executor")]).toEqual(["5120Mi", "9692Mi"]);
    const namespaces = [...chosen]
      .filter(([path]) => path.endsWith(".yaml") && !path.includes("pod-templates"))
      .flatMap(([, content]) => documentsOf(content))
      .map(({ kind, namespace, metadata }) =>
        kind === "Namespace" ? metadata.name : (namespace ?? metadata.namespace),
      );
    expect([...new Set(namespaces)]).toEqual(["123"]);
  });

  it("give objects names that are labels of DNS, whatever Pythons and Sparks there are", () => {
    const several = deployed((edited) => addPython(edited, "3.11"));
    const names = [...several]
      .filter(([path]) => path.endsWith("spark-application.yaml"))
      .map(([, content]) => documentsOf(content)[0].metadata.name as string);
    expect(names).toContain("spark-4-1-1-jdk17-python3-10-gpu");
    expect(names.filter((name) => !/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

const pods = manifests.flatMap(([path, content]) =>
  documentsOf(content)
    .flatMap(podSpecsOf)
    .map((spec, index): [string, number, Json] => [path, index, spec]),
);

describe("every pod", () => {
  it("is one of a template, a Job or a SparkApplication", () => {
    expect(pods.length).toBe(2 + 3 * (1 + 2));
  });

  it.each(pods)(
    "of %s (%i) keeps to the standard `restricted`, and can write to emptyDirs alone",
    (...pod) => {
      const { securityContext, containers, volumes } = pod[2];
      expect(securityContext).toEqual({
        runAsNonRoot: true,
        runAsUser: 185,
        runAsGroup: 0,
        seccompProfile: { type: "RuntimeDefault" },
      });
      const writable = new Set<string>();
      for (const container of containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        });
        expect(container.resources.limits.memory).toMatch(/^\d+(Mi|Gi)$/);
        for (const { name, mountPath } of container.volumeMounts) {
          const volume = volumes.find((item: Json) => item.name === name);
          if (volume.emptyDir) writable.add(mountPath);
          else expect(Object.keys(volume)).toEqual(["name", "configMap"]);
        }
      }
      expect(["/tmp", "/opt/spark/work-dir"]).toEqual(expect.arrayContaining([...writable]));
      expect(writable).toContain("/tmp");
    },
  );

  it("of executors has no token of the API server, and theirs no right", () => {
    expect(document("base/pod-templates/executor.yaml").spec.automountServiceAccountToken).toBe(false);
    const bound = ["driver-role.yaml", "submit-role.yaml"]
      .flatMap((name) => documentsOf(text(`base/${name}`)))
      .flatMap(({ subjects = [] }) => subjects.map(({ name }: Json) => name));
    expect(bound).toEqual(["spark", "spark-submit"]);
  });
});

describe("a kustomization", () => {
  const kustomizations = manifests.filter(([path]) => path.endsWith("/kustomization.yaml"));
  it.each(kustomizations)("%s names files that are there", (path, content) => {
    const { resources, configMapGenerator } = documentsOf(content)[0];
    const named = [...resources, ...configMapGenerator.flatMap((map: Json) => map.files)];
    expect(named.length).toBeGreaterThan(1);
    for (const name of named) expect([...files.keys()]).toContain(posix.join(posix.dirname(path), name));
  });

  it("makes the configuration that spark-submit's pod mounts", () => {
    const made = [`${GPU}/kustomization.yaml`, "base/kustomization.yaml"].map(
      (path) => document(path).configMapGenerator[0].name,
    );
    const mounted = document(`${GPU}/spark-submit.yaml`).spec.template.spec.volumes.flatMap(
      ({ configMap }: Json) => (configMap ? [configMap.name] : []),
    );
    expect(mounted).toEqual(made);
  });
});

describe("spark-defaults.conf", () => {
  const defaults = [...files].filter(([path]) => path.endsWith(".conf"));

  it.each(defaults)(
    "%s has the properties that the SparkApplication has, and what the operator sets itself",
    (...file) => {
      const [path, content] = file;
      const { sparkConf } = documentsOf(files.get(path.replace("defaults.conf", "application.yaml")) ?? "")[0]
        .spec;
      const own = Object.entries(propertiesOf(content)).filter(([name]) => name in sparkConf);
      expect(Object.fromEntries(own)).toEqual(sparkConf);
    },
  );

  it.each(defaults)(
    "%s names a Secret and its entry where there is something secret, and only in comments",
    (...file) => {
      const secret = file[1].split("\n").filter((line) => /secret|password|token|_key/i.test(line));
      for (const line of secret.filter(
        (line) => !line.startsWith("# Keys") && !line.startsWith("# Password"),
      )) {
        expect(line).toMatch(
          /^# spark\.kubernetes\.(driver|executor)\.secretKeyRef\.([A-Z_]+) [a-z0-9]+:\2$/,
        );
      }
    },
  );

  it("has the ports that the network policies open", () => {
    const properties = propertiesOf(text(`${GPU}/spark-defaults.conf`));
    const policies = documentsOf(text("base/network-policies.yaml"));
    const ports = (name: string): Json =>
      policies
        .find(({ metadata }) => metadata.name === `spark-${name}`)
        .spec.ingress[0].ports.map((p: Json) => p.port);
    expect(ports("driver").map(String)).toEqual([
      properties["spark.driver.port"],
      properties["spark.driver.blockManager.port"],
    ]);
    expect(ports("executor").map(String)).toEqual([properties["spark.blockManager.port"]]);
  });

  it.each([
    ["spark-3.5.8-jdk17", "iceberg", true],
    ["spark-4.1.1-jdk17-gpu", "iceberg", false],
    ["spark-3.5.8-jdk17", "nvidia", false],
    ["spark-4.1.1-jdk17-gpu", "nvidia", true],
  ])("of %s has settings of %s: %s", (runtime, word, has) => {
    expect(text(`runtimes/${runtime}/spark-defaults.conf`).includes(word)).toBe(has);
  });

  it.each([1, 2, 3, 4, 6, 7, 8, 16, 48, 256])(
    "shares a GPU among %i cores, and not among more than Spark counts",
    (cores) => {
      const conf = text(`${GPU}/spark-defaults.conf`, deployed(settings({ executor: { cores } })));
      const amount = Number(propertiesOf(conf)["spark.task.resource.gpu.amount"]);
      expect(amount * cores).toBeLessThanOrEqual(1);
      expect(Math.floor(1 / amount)).toBeGreaterThanOrEqual(cores);
    },
  );
});

const MEMORY =
  "an amount of memory in MiB or GiB as Spark writes it, a whole number with m or g behind it, such as 512m";

const CPU =
  "an amount of processors as Kubernetes writes it, a whole number or thousandths with m behind them, such as 500m";

describe("what users chose wrongly is refused:", () => {
  it.each<[string, Json, readonly string[]]>([
    [
      "a request for processors that is none",
      { driver: { cpuRequest: "0m" }, executor: { cpuRequest: 1 } },
      [
        `matrix.json $.deploy.driver.cpuRequest: found "0m"; allowed: ${CPU}; fix: write it as in 500m`,
        `matrix.json $.deploy.executor.cpuRequest: found 1; allowed: string: ${CPU}; fix: write it in quotes, "1"`,
      ],
    ],
    [
      "true, which says nothing",
      true,
      [
        "matrix.json $.deploy: found true; allowed: false, or an object of settings; fix: write one of the allowed values",
      ],
    ],
    [
      "a text",
      "no",
      [
        'matrix.json $.deploy: found "no"; allowed: object or boolean: false, or an object of settings; fix: write object or boolean, not a string',
      ],
    ],
    [
      "a misspelt key, whose value is checked as well",
      { namespcae: "Spark" },
      [
        'matrix.json $.deploy.namespcae: found the unknown key "namespcae"; allowed: the keys namespace, serviceAccount, driver, executor; fix: write "namespace"',
        'matrix.json $.deploy.namespcae: found "Spark"; allowed: a namespace of lower-case letters, digits and hyphens, at most 63 characters, neither default nor one that begins with kube-, such as spark; fix: write it as in spark',
      ],
    ],
    [
      "a namespace of Kubernetes' own",
      { namespace: "kube-system" },
      [
        'matrix.json $.deploy.namespace: found "kube-system"; allowed: a namespace of lower-case letters, digits and hyphens, at most 63 characters, neither default nor one that begins with kube-, such as spark; fix: write it as in spark',
      ],
    ],
    [
      "the service account that pods have which name none",
      { serviceAccount: "default" },
      [
        'matrix.json $.deploy.serviceAccount: found "default"; allowed: a name of lower-case letters, digits and hyphens, at most 50 characters, not default, such as spark; fix: write it as in spark',
      ],
    ],
    [
      "memory as Kubernetes writes it",
      { executor: { memory: "2Gi" } },
      [`matrix.json $.deploy.executor.memory: found "2Gi"; allowed: ${MEMORY}; fix: write it as in 512m`],
    ],
    [
      "a heap that Spark does not start with",
      { driver: { memory: "256m" }, executor: { memory: "511m" } },
      [
        'matrix.json $.deploy.driver.memory: found "256m"; allowed: at least 512m, below which Spark does not start; fix: write "512m" or more',
        'matrix.json $.deploy.executor.memory: found "511m"; allowed: at least 512m, below which Spark does not start; fix: write "512m" or more',
      ],
    ],
    [
      "no executor",
      { executor: { instances: 0 } },
      [
        "matrix.json $.deploy.executor.instances: found 0; allowed: a number of executors from 1 to 10000, such as 2; fix: write it as in 2",
      ],
    ],
    [
      "half a processor",
      { driver: { cores: 0.5 } },
      [
        "matrix.json $.deploy.driver.cores: found 0.5; allowed: integer: a number of processors from 1 to 256, such as 1; fix: write integer, not a number",
      ],
    ],
  ])("%s", (_what, deploy, expected) => {
    expect(problems(settings(deploy))).toEqual(expected);
  });

  it("nothing of an empty object, of false and of what has the form", () => {
    for (const deploy of [{}, false, { driver: {}, executor: { memory: "512m" } }]) {
      expect(problems(settings(deploy))).toEqual([]);
    }
  });
});
