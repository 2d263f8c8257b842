import type { Workspace } from "./workspace";
import { ownPod } from "./pods";
import { waitUntilReady } from "./ready-pod";
import { jobName, type JobSettings } from "./job-words";
import type { Variant } from "./variant";
import { CONTAINER } from "./names";

const READY_LIMIT_S = 300;

/** The pods in which `spark-submit` is called, one for each image and user, each made when it is needed first. */
export class Submitters {
  readonly #pods = new Map<string, Promise<string>>();

  constructor(private readonly workspace: Workspace) {}

  /** The words of `kubectl` that run a command in the pod of a job's image and user. */
  async entryFor({
    variant,
    image = variant.target.python,
  }: Pick<JobSettings, "variant" | "image">): Promise<readonly string[]> {
    const key = `${image} ${variant.uid}`;
    const known = this.#pods.get(key);
    const pod = known ?? this.#start(variant, image);
    this.#pods.set(key, pod);
    return ["exec", await pod, "--container", CONTAINER, "--", "/opt/entrypoint.sh"];
  }

  async #start(variant: Variant, image: string): Promise<string> {
    const { workspace } = this;
    const { namespace, images, kubectl } = workspace;
    const name = jobName(`submitter-${this.#pods.size}`, variant);
    const place = { namespace, image: images.nameOf(image), pullPolicy: images.pullPolicy };
    const args = ["sleep", "infinity"];
    await kubectl.create([ownPod({ name, ...place, uid: variant.uid, args, memory: "2Gi" })]);
    await waitUntilReady({ name, namespace, limitSeconds: READY_LIMIT_S }, kubectl);
    return name;
  }
}
