import type { Kubectl } from "../kubernetes/kubectl";

/** Whether somebody may do something. */
export interface Question {
  readonly namespace: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly verb: string;
}

/** Answers by what is asked. */
export type Answers = ReadonlyMap<string, boolean>;

const ANSWERS: Readonly<Record<string, boolean>> = { true: true, false: false };

/**
 * Asks the API server questions in somebody's name: what `kubectl auth can-i --as` asks, in one call.
 * @throws Error when a question has no answer
 */
export async function askAs(
  user: string,
  questions: readonly Question[],
  kubectl: Kubectl,
): Promise<Answers> {
  const items = questions.map(({ namespace, group, resource, subresource, verb }) => ({
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes: { namespace, group, resource, subresource, verb } },
  }));
  const printed = await kubectl.feed(
    JSON.stringify({ apiVersion: "v1", kind: "List", items }),
    "create",
    "--filename=-",
    "--validate=false",
    `--as=${user}`,
    '--output=jsonpath={.status.allowed}{"\\n"}',
  );
  const answers = printed.split("\n").map((line) => ANSWERS[line]);
  return new Map(
    questions.map((question, index) => {
      const answer = answers[index];
      if (answer === undefined) throw new Error(`${user}: ${sayQuestion(question)}: found no answer.`);
      return [sayQuestion(question), answer];
    }),
  );
}

/** A question as `kubectl auth can-i` is asked it. */
export function sayQuestion({ namespace, group, resource, subresource, verb }: Question): string {
  const name = group === "" ? resource : `${resource}.${group}`;
  return `${verb} ${subresource === "" ? name : `${name}/${subresource}`} in ${namespace}`;
}
