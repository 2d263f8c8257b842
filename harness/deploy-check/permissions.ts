import type { DeployCheck } from "./check";
import { type Answers, askAs, type Question, sayQuestion } from "./access-review";
import { apiResources } from "./api-resources";
import { accountsOf, grantedQuestions } from "./grants";
import { accepted, refused } from "./verdict";

/** A namespace that no role of deploy/ is about. */
const ELSEWHERE = "default";
/** An account that nothing is granted to: what it may do, every account may, such as ask what it may do. */
const NOBODY = "deploy-check-nobody";

/** Whether each account may do what its role says, and nothing else that the API server knows. */
export async function checkPermissions(check: DeployCheck): Promise<void> {
  const { files, kubectl, claims } = check;
  const ask = async (account: string): Promise<Answers> =>
    askAs(accountName(files.namespace, account), questions, kubectl);
  const questions = await allQuestions(check);
  const nobody = await ask(NOBODY);
  for (const account of accountsOf(files)) {
    const answers = await ask(account);
    const wanted = grantedQuestions(account, files).map(sayQuestion);
    const others = [...answers.keys()].filter((question) => !wanted.includes(question));
    if (wanted.length > 0) {
      const problems = wanted.filter((question) => answers.get(question) !== true);
      claims.tell(`the account ${account} may do what its role grants`, { problems, notes: wanted });
    }
    const what = wanted.length > 0 ? "nothing else" : "nothing";
    claims.tell(`the account ${account} may do ${what}, here or in another namespace`, {
      problems: others.filter((question) => answers.get(question) && !nobody.get(question)),
      notes: [`${others.length} things asked for, such as ${others[0]}`],
    });
  }
  await checkDeeds(check);
}

/** What `kubectl auth can-i` says of drivers, and that the API server does as it says. */
async function checkDeeds({ files, kubectl, claims }: DeployCheck): Promise<void> {
  const [driver = ""] = accountsOf(files);
  const as = ["--as", accountName(files.namespace, driver), "--namespace", files.namespace];
  await claims.look(`kubectl auth can-i create pods says yes to the account ${driver}`, () =>
    accepted(() => kubectl.run("auth", "can-i", "create", "pods", ...as)),
  );
  for (const deed of REFUSED) {
    await claims.look(`kubectl auth can-i ${deed} says no to the account ${driver}`, () =>
      refused("no", () => kubectl.run("auth", "can-i", ...deed.split(" "), ...as)),
    );
  }
  await claims.look(`the account ${driver} that reads secrets is refused`, () =>
    refused("is forbidden", () => kubectl.run("get", "secrets", ...as)),
  );
}

const REFUSED = [
  "get secrets",
  // `pods/exec` would be a pod of the name exec.
  "create pods --subresource=exec",
  "create rolebindings",
  "create persistentvolumeclaims",
  "get nodes",
];

/** Each verb of each thing that the API server knows, in the namespace and in another; what is in none, too. */
async function allQuestions({ kubectl, files }: DeployCheck): Promise<readonly Question[]> {
  const resources = await apiResources(kubectl);
  return [files.namespace, ELSEWHERE].flatMap((namespace) =>
    resources.flatMap(({ verbs, ...resource }) => verbs.map((verb) => ({ namespace, ...resource, verb }))),
  );
}

function accountName(namespace: string, account: string): string {
  return `system:serviceaccount:${namespace}:${account}`;
}
