import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { inStaging } from "../staging";
import type { DeployCheck } from "./check";
import { objectOf } from "./deploy-files";
import { type Edit, edited } from "./edited";
import { DRY_RUN } from "./manifests";
import { refused } from "./verdict";

interface Broken {
  /** What is wrong, behind "the API server refuses". */
  readonly title: string;
  /** File whose first object is broken. */
  readonly path: string;
  readonly edit: Edit;
  /** What the API server says. */
  readonly words: string;
}

/** That the checks can fail: what is no longer right is refused, for the right reason. */
export async function checkBrokenManifests(check: DeployCheck): Promise<void> {
  const { files, kubectl, claims } = check;
  const [, runtime = ""] = files.kustomizations;
  for (const { title, path, edit, words } of [...BASE, ...ofRuntime(runtime)]) {
    const object = edited(objectOf(files.manifests, path), [edit]);
    await claims.look(`the API server refuses ${title}`, () =>
      refused(words, () => kubectl.feed(JSON.stringify(object), "apply", ...DRY_RUN, "--filename=-")),
    );
  }
  await claims.look("kubectl apply -k refuses a base that lacks a file", () =>
    inStaging(join(check.cacheFolder, "staging"), async (copy) => {
      await cp(join(files.root, "deploy/base"), copy, { recursive: true });
      await rm(join(copy, "network-policies.yaml"), { force: true });
      return refused("network-policies.yaml", () => kubectl.run("apply", ...DRY_RUN, "--kustomize", copy));
    }),
  );
}

/** Keys that lead to a Job's container. */
const CONTAINER = ["spec", "template", "spec", "containers", 0] as const;

const BASE: readonly Broken[] = [
  {
    title: "a namespace that enforces a standard which does not exist",
    path: "deploy/base/namespace.yaml",
    edit: [["metadata", "labels", "pod-security.kubernetes.io/enforce"], "strict"],
    words: "must be one of privileged, baseline, restricted",
  },
  {
    title: "a service account with a name that is none",
    path: "deploy/base/service-accounts.yaml",
    edit: [["metadata", "name"], "Spark_1"],
    words: "RFC 1123",
  },
  {
    title: "a role with a misspelt field",
    path: "deploy/base/driver-role.yaml",
    edit: [["rules", 0, "verb"], ["get"]],
    words: 'unknown field "rules[0].verb"',
  },
  {
    title: "a role without verbs",
    path: "deploy/base/submit-role.yaml",
    edit: [["rules", 0, "verbs"], undefined],
    words: "verbs must contain at least one value",
  },
  {
    title: "a network policy of a type that does not exist",
    path: "deploy/base/network-policies.yaml",
    edit: [["spec", "policyTypes"], ["Sideways"]],
    words: 'Unsupported value: "Sideways"',
  },
];

function ofRuntime(folder: string): readonly Broken[] {
  const [job, application] = [`${folder}/spark-submit.yaml`, `${folder}/spark-application.yaml`];
  return [
    {
      title: "a Job whose container mounts what is no volume",
      path: job,
      edit: [["spec", "template", "spec", "volumes"], []],
      words: 'Not found: "tmp"',
    },
    {
      title: "a Job with an amount of memory that is none",
      path: job,
      edit: [[...CONTAINER, "resources", "limits", "memory"], "1 gig"],
      words: "quantities must match the regular expression",
    },
    {
      title: "a Job whose pod is privileged",
      path: job,
      edit: [[...CONTAINER, "securityContext", "privileged"], true],
      words: "privileged",
    },
    {
      title: "a SparkApplication of a mode that does not exist",
      path: application,
      edit: [["spec", "mode"], "clusters"],
      words: 'Unsupported value: "clusters"',
    },
    {
      title: "a SparkApplication with a number of executors in words",
      path: application,
      edit: [["spec", "executor", "instances"], "two"],
      words: "spec.executor.instances",
    },
    {
      title: "a SparkApplication with a misspelt field",
      path: application,
      edit: [["spec", "mainAplicationFile"], "local:///job.py"],
      words: 'unknown field "spec.mainAplicationFile"',
    },
    {
      title: "a SparkApplication without its Spark's version",
      path: application,
      edit: [["spec", "sparkVersion"], undefined],
      words: "spec.sparkVersion: Required value",
    },
  ];
}
