import { rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { mirrorArguments } from "../../src/model/mirror-layout";
import type { Trim } from "../../src/model/compatibility/trims";
import type { ResolvedMirrors } from "../../src/model/project";
import type { Inventory } from "../../src/sbom/inventory";
import { labelOf } from "../build";
import { buildArguments } from "../build-command";
import type { ArtifactCache } from "../cache";
import { LayerStore } from "../layers/layer-store";
import { readImages } from "../layers/read-images";
import type { Build } from "../plan";
import type { Report } from "../report";
import { compareImage } from "../sbom-check/compare-image";
import { describeImage } from "../sbom-check/outcome";
import type { Claims } from "../claims";
import { DEBIAN } from "./debian-image";
import { type Ended, type Site, build as runBuild, whyNotBuilt } from "./images";
import { outerAddresses, problemsOf, readReach, startCanary } from "./isolation";

/** What trials are made with. */
export interface TrialSettings {
  readonly site: Site;
  /** The mirror's folder, and where it is served. */
  readonly mirror: { readonly folder: string; readonly url: string };
  readonly logFolder: string;
  readonly inventories: readonly Inventory[];
  /** What images are built without. */
  readonly trims: readonly Trim[];
  readonly cache: ArtifactCache;
  readonly report: Report;
}

/** What is tried with the engine that has nothing but the mirror. */
export class Trials {
  constructor(private readonly settings: TrialSettings) {}

  /** That a build reaches the mirror and nothing else. */
  async reach(claims: Claims, mirrors: ResolvedMirrors): Promise<void> {
    const { site, mirror, logFolder } = this.settings;
    await claims.look("a build reaches the mirror and nothing else", async () => {
      const canary = await startCanary();
      try {
        const others = [canary.url, ...outerAddresses(mirrors)];
        const given = [`DEBIAN_IMAGE=${DEBIAN}`, `ADDRESSES=${[mirror.url, ...others].join(" ")}`];
        const args = given.flatMap((argument) => ["--build-arg", argument]);
        const words = ["build", "--progress", "plain", "--network", "host", "--no-cache", ...args];
        const ended = await runBuild(
          [...words, join(__dirname, "probe")],
          join(logFolder, "probe.log"),
          site,
        );
        const problems = ended.isBuilt
          ? problemsOf(readReach(ended.log), mirror.url, others)
          : whyNotBuilt(ended);
        return { problems, notes: [`tried: ${others.join(", ")}`] };
      } finally {
        canary.close();
      }
    });
  }

  /** That an image is not built while a file that it downloads is not in the mirror: that these claims can fail. */
  async without(claims: Claims, build: Build, file: string): Promise<void> {
    const aside = `${this.settings.mirror.folder}.aside`;
    await claims.look(`${labelOf(build)} is not built without ${basename(file)} in the mirror`, async () => {
      await rename(file, aside);
      const ended = await this.#build(build, "without").finally(() => rename(aside, file));
      if (ended.isBuilt) return { problems: ["it was built"], notes: [] };
      const isNamed = ended.log.includes(basename(file));
      const lines = whyNotBuilt(ended).filter((line) => !line.startsWith("ERROR: "));
      return isNamed ? { problems: [], notes: lines.slice(-1) } : { problems: lines, notes: [] };
    });
  }

  /** That an image is built, of what the lock says. */
  async build(claims: Claims, build: Build): Promise<void> {
    const { site, inventories, trims, cache, report } = this.settings;
    await claims.look(
      `${labelOf(build)} is built from the mirror, and holds what the lock says`,
      async () => {
        const ended = await this.#build(build, "build");
        if (!ended.isBuilt) return { problems: whyNotBuilt(ended), notes: [] };
        const inventory = inventories.find(({ variant }) => variant.reference === build.image);
        if (!inventory) return { problems: [`found no inventory of ${build.image}`], notes: [] };
        const store = new LayerStore(cache.folder);
        const [image] = await readImages([build.image], site, site.signal, { store });
        if (!image) return { problems: [`${build.image} was not read`], notes: [] };
        const checked = await compareImage(inventory, image, trims, cache, report);
        const lines = describeImage(checked).trim().split("\n");
        return checked.differences.length > 0
          ? { problems: lines, notes: [] }
          : { problems: [], notes: lines };
      },
    );
  }

  #build(build: Build, kind: string): Promise<Ended> {
    const { site, mirror, logFolder } = this.settings;
    const given = { ...mirrorArguments(mirror.url), DEBIAN_IMAGE: DEBIAN };
    const args = buildArguments(build, { arguments: given, labels: {}, options: ["--network", "host"] });
    return runBuild(args, join(logFolder, `${build.image.replaceAll(/[^\w.-]+/g, "_")}.${kind}.log`), site);
  }
}
