import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Claims } from "../../harness/claims";
import { askAs, type Question } from "../../harness/deploy-check/access-review";
import { parseCommandLine } from "../../harness/deploy-check/command-line";
import { type DeployFiles, readDeployFiles } from "../../harness/deploy-check/deploy-files";
import { edited } from "../../harness/deploy-check/edited";
import { accountsOf, grantedQuestions } from "../../harness/deploy-check/grants";
import { podsOf } from "../../harness/deploy-check/made-pods";
import { inNamespace } from "../../harness/deploy-check/namespace";
import { checkPermissions } from "../../harness/deploy-check/permissions";
import { accepted, refused } from "../../harness/deploy-check/verdict";
import type { Kubectl } from "../../harness/kubernetes/kubectl";
import { run } from "../../harness/run";
import { fixtureTree } from "../fixture-project/fixture-project";
import { kubectlThat } from "./kubectl-that";
import { temporaryFolder } from "./temporary-folder";

const TREE = fixtureTree();
let files: DeployFiles;
beforeAll(async () => {
  files = await readDeployFiles(TREE);
});

function checkWith(kubectl: Kubectl, printed: string[] = []) {
  const claims = new Claims((text) => printed.push(text));
  const rest = { report: () => undefined, cacheFolder: "", signal: AbortSignal.timeout(30_000) };
  return { files, kubectl, claims, ...rest };
}

describe("the files of deploy/ that an API server is shown", () => {
  it("are all that are there", () => {
    const paths = readdirSync(join(TREE, "deploy"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".yaml"))
      .map((path) => `deploy/${path}`);
    const shown = [
      ...files.manifests.map(({ path }) => path),
      ...files.podTemplates.map(({ path }) => path),
      ...files.kustomizations.map((folder) => `${folder}/kustomization.yaml`),
    ];
    expect(shown.sort()).toEqual(paths.sort());
  });

  it("lead to a driver and an executor of each SparkApplication and each pod template, and to a Job's pod", () => {
    const runtimes = files.kustomizations.length - 1;
    expect(podsOf(files)).toHaveLength(2 + 3 * runtimes);
    for (const { pod } of podsOf(files)) {
      expect(pod).toMatchObject({ kind: "Pod", metadata: { name: expect.any(String), namespace: "spark" } });
      expect(pod).toHaveProperty("spec.containers.0.image", expect.stringMatching(/^spark-k8s-/));
    }
  });
});

describe("what the roles grant", () => {
  it("is something to drivers and spark-submit, and nothing to executors", () => {
    const counts = accountsOf(files).map((account) => [account, grantedQuestions(account, files).length]);
    expect(counts).toEqual([
      ["spark", 10],
      ["spark-executor", 0],
      ["spark-submit", 11],
    ]);
  });
});

/** An API server with pods and secrets alone, which says what a script makes of a line with a question. */
const serverThatSays = (answer: string): string => `
  case "$*" in
    *"--raw /apis") echo '{"groups":[]}' ;;
    *"--raw /api/v1") echo '{"groupVersion":"v1","resources":[{"name":"pods","verbs":["create","get"]},{"name":"secrets","verbs":["get"]}]}' ;;
    *can-i*|*"get secrets"*) exit 1 ;;
    *) tr '{' '\\n' | grep '"verb"' | while read -r line; do ${answer}; done ;;
  esac`;

describe("the check of permissions", () => {
  it("does not hold where an account may do more than its role grants", async () => {
    const printed: string[] = [];
    const kubectl = await kubectlThat(`
      case "$*" in *nobody*) said=false ;; *) said=true ;; esac
      ${serverThatSays("echo $said")}`);
    await checkPermissions(checkWith(kubectl, printed));
    const failed = printed.filter((text) => text.startsWith("not ok"));
    expect(failed.join("")).toContain(
      "the account spark-executor may do nothing, here or in another namespace\n",
    );
    expect(failed.join("")).toContain("#   get secrets in spark\n");
  });

  it("does not hold where an account may not do what its role grants, or the API server does not know it", async () => {
    const printed: string[] = [];
    await checkPermissions(checkWith(await kubectlThat(serverThatSays("echo false")), printed));
    const failed = printed.find((text) => text.includes("account spark may do what"));
    expect(failed).toMatch(/^not ok /);
    expect(failed).toContain("#   create pods in spark\n");
    expect(failed).toContain("#   create configmaps in spark\n");
  });

  it("ends where a question has no answer", async () => {
    const question: Question = { namespace: "a", group: "g", resource: "r", subresource: "s", verb: "get" };
    await expect(askAs("me", [question], await kubectlThat("echo"))).rejects.toThrow(
      "me: get r.g/s in a: found no answer.",
    );
  });
});

describe("a verdict", () => {
  const fails = () => run("sh", ["-c", "echo because >&2; exit 3"]);

  it("holds for what is to be accepted where the command ends well, and tells what it says where it fails", async () => {
    expect(await accepted(() => Promise.resolve())).toEqual({ problems: [], notes: [] });
    expect((await accepted(fails)).problems).toContain("  because");
  });

  it("holds for what is to be refused where the command says the words alone", async () => {
    expect((await refused("because", fails)).problems).toEqual([]);
    expect((await refused("otherwise", fails)).problems[0]).toBe('expected "otherwise", found:');
    expect((await refused("because", () => Promise.resolve())).problems).toEqual(["it was accepted"]);
  });

  it("is none where the command is not there", async () => {
    await expect(refused("", () => run("no-such-command", []))).rejects.toThrow("is not on this machine");
  });
});

describe("the namespace of a check", () => {
  it("is not taken from somebody who has one of the name", async () => {
    const kubectl = await kubectlThat('[ "$1" = get ] && echo "spark Active 3d team=data" || exit 9');
    await expect(inNamespace(checkWith(kubectl), () => Promise.resolve())).rejects.toThrow(
      "The namespace spark is on this cluster already, and would be removed: take another cluster, or another name in matrix.json $.deploy.namespace.",
    );
  });

  it("is removed after a failure", async () => {
    const log = join(await temporaryFolder(), "log");
    const kubectl = await kubectlThat(`[ "$1" = get ] || echo "$1" "$3" >>${log}`);
    const work = () => Promise.reject(new Error("no"));
    await expect(inNamespace(checkWith(kubectl), work)).rejects.toThrow("no");
    expect(await run("cat", [log])).toBe("delete spark\ncreate spark\nlabel spark\ndelete spark");
  });
});

describe("an edit", () => {
  it("sets, adds and removes parts of a copy", () => {
    const before = { a: { b: 1, c: [1, 2] }, d: 1 };
    expect(
      edited<object>(before, [
        [["a", "b"], 2],
        [["a", "c", 2], 3],
        [["d"], undefined],
        [["e", "f"], 4],
      ]),
    ).toEqual({ a: { b: 2, c: [1, 2, 3] }, e: { f: 4 } });
    expect(before).toEqual({ a: { b: 1, c: [1, 2] }, d: 1 });
  });
});

describe("the command line", () => {
  it("may name a file that is there", () => {
    expect(parseCommandLine([])).toEqual({ kubeconfig: undefined, asksForHelp: false });
    expect(parseCommandLine(["--kubeconfig", "package.json"]).kubeconfig).toBe("package.json");
    expect(() => parseCommandLine(["--kubeconfig", "no/such"])).toThrow(
      '--kubeconfig: found "no/such", allowed: a file that is there.',
    );
  });
});
