import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Build } from "./plan";
import type { BuildInputs, Supply } from "./supply";

/** Builds from the sources in the Dockerfiles; a certificate authority of the machine's own is all that is passed. */
export class UpstreamSupply implements Supply {
  /**
   * @param root the project's folder
   * @param authority the authority's file; undefined: the images' own authorities will do
   */
  constructor(
    private readonly root: string,
    private readonly authority: string | undefined,
  ) {}

  async prepare({ folder }: Build): Promise<BuildInputs> {
    const takesAuthority = /--mount=type=secret,id=ca\b/.test(
      await readFile(resolve(this.root, folder, "Dockerfile"), "utf8"),
    );
    const isPassed = this.authority !== undefined && takesAuthority;
    return {
      arguments: {},
      labels: {},
      options: isPassed ? ["--secret", `id=ca,src=${this.authority}`] : [],
    };
  }
}
