import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashFile, hashText, type Algorithm, type Checksum } from "./checksum";
import type { Report } from "./report";
import { flush, inStaging } from "./staging";
import { removeEntry, stamp, verify } from "./verified";

/** Makes or downloads a file: writes inside the empty folder it is given and returns the file's path. */
export type Producer = (folder: string) => Promise<string>;

/** A cached file and the checksum its bytes were found to have. */
export interface CachedFile {
  readonly file: string;
  readonly checksum: Checksum;
}

/** Files kept between runs, each under the hash of its bytes: nothing unverified is ever found in it. */
export class ArtifactCache {
  readonly #underWay = new Map<string, Promise<string>>();

  constructor(
    /** The cache's folder; everything in it can be deleted at any time. */
    readonly folder: string,
    private readonly report: Report,
  ) {}

  /** Where the file with this checksum is kept, whether it is there or not. */
  pathOf(checksum: Checksum): string {
    return join(this.folder, "artifacts", checksum.algorithm, checksum.hex);
  }

  /**
   * The file with this checksum: the one kept, if its bytes are right, else what `produce` brings.
   * @throws Error naming the artifact with the expected and the found checksum when `produce` brings other bytes
   */
  get(name: string, checksum: Checksum, produce: Producer): Promise<string> {
    const entry = this.pathOf(checksum);
    const underWay = this.#underWay.get(entry);
    if (underWay) return underWay;
    const result = this.#find(name, checksum, produce).finally(() => this.#underWay.delete(entry));
    this.#underWay.set(entry, result);
    return result;
  }

  /**
   * The file a recipe yields, for files whose checksum is known only once they are made. `recipe` names everything
   * the bytes depend on; the same recipe is not cooked twice while its file is intact.
   */
  async derive(name: string, recipe: string, algorithm: Algorithm, produce: Producer): Promise<CachedFile> {
    const note = join(this.folder, "recipes", hashText(`${algorithm} ${recipe}`));
    const known = await readFile(note, "utf8").catch(() => undefined);
    if (known !== undefined) {
      const checksum = { algorithm, hex: known.trim() };
      if (await this.isIntact(name, checksum)) return { file: this.pathOf(checksum), checksum };
    }
    return inStaging(this.#staging, async (folder) => {
      const made = await produce(folder);
      const checksum = { algorithm, hex: await hashFile(made, algorithm) };
      const file = await this.#keep(made, checksum);
      await mkdir(dirname(note), { recursive: true });
      await writeFile(note, `${checksum.hex}\n`);
      return { file, checksum };
    });
  }

  /** Whether the file is there with the right bytes; a damaged one is reported and removed. */
  async isIntact(name: string, checksum: Checksum): Promise<boolean> {
    const entry = this.pathOf(checksum);
    const found = await verify(entry, checksum);
    if (found.state === "damaged") {
      this.report(
        `cache: ${name} is damaged (expected ${checksum.algorithm} ${checksum.hex}, found ${found.found}): it is fetched again`,
      );
      await removeEntry(entry);
    }
    return found.state === "intact";
  }

  get #staging(): string {
    return join(this.folder, "staging");
  }

  async #find(name: string, checksum: Checksum, produce: Producer): Promise<string> {
    if (await this.isIntact(name, checksum)) return this.pathOf(checksum);
    return inStaging(this.#staging, async (folder) => {
      const made = await produce(folder);
      const found = await hashFile(made, checksum.algorithm);
      if (found !== checksum.hex) {
        throw new Error(
          `${name} has another checksum: expected ${checksum.algorithm} ${checksum.hex}, found ${found}. Nothing was kept.`,
        );
      }
      return this.#keep(made, checksum);
    });
  }

  async #keep(made: string, checksum: Checksum): Promise<string> {
    const entry = this.pathOf(checksum);
    await mkdir(dirname(entry), { recursive: true });
    await flush(made);
    await rename(made, entry);
    await stamp(entry);
    return entry;
  }
}
