import type { DeployCheck } from "./check";
import { accepted } from "./verdict";

/** Refuses fields that the API server does not know and whatever it warns of, as what Pod Security has against a Job. */
export const DRY_RUN = ["--dry-run=server", "--validate=strict", "--warnings-as-errors"] as const;

/** What an API server says to the files and kustomizations of deploy/. */
export async function checkManifests({ files, kubectl, claims }: DeployCheck): Promise<void> {
  const { root, manifests, kustomizations } = files;
  const apply = (...args: readonly string[]): Promise<string> => kubectl.run("apply", ...args);
  for (const { path } of manifests) {
    await claims.look(`the API server accepts ${path} and warns of nothing`, () =>
      accepted(() => apply(...DRY_RUN, "--filename", `${root}/${path}`)),
    );
  }
  for (const folder of kustomizations) {
    await claims.look(`the API server accepts kubectl apply -k ${folder} and warns of nothing`, () =>
      accepted(() => apply(...DRY_RUN, "--kustomize", `${root}/${folder}`)),
    );
  }
  const base = `${root}/${kustomizations[0]}`;
  await claims.look(`kubectl apply -k ${kustomizations[0]} makes what is in it`, () =>
    accepted(() => apply("--kustomize", base)),
  );
  await claims.look("once more, it changes nothing", async () => {
    const lines = (await apply("--kustomize", base)).split("\n");
    return { problems: lines.filter((line) => !line.endsWith(" unchanged")), notes: [] };
  });
}
