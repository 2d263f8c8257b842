import { isTruthy } from "projen/lib/util";
import type { RenderedFile } from "../render/file";
import { assertWritable } from "./assert-writable";
import type { Causes } from "./history/cause";
import { causeText } from "./cause-text";
import { causesOf } from "./history/causes";
import type { Comparison } from "./compare-tree";
import type { Difference, DifferenceKind } from "./difference";
import type { InputPaths } from "./generated";
import { type Holder, holdersOf } from "./history/holders";
import { digestInputs } from "./history/input-changes";
import { RunRecord, digest } from "./history/last-run";
import { partsOf } from "./parts";
import { driftReport, editsReport, sourceOf, unseenReport } from "./report";
import { Repository } from "./history/repository";
import { Checked, Refused } from "./stop";

/** What a folder has otherwise than it is generated. */
export interface Drift {
  readonly images: Comparison;
  /** Files that projen writes, in their place. */
  readonly projen: readonly Difference[];
  /** The README, which is written in its place. */
  readonly readme: readonly Difference[];
}

/** Kinds of difference in which a text is on disk that would be lost. */
const HAS_TEXT: ReadonlySet<DifferenceKind> = new Set(["changed", "stale", "link"]);

/** A generated tree on disk: who has made it what it is, and whether it may be written. */
export class Tree {
  readonly #repository: Repository | undefined;
  readonly #record: RunRecord;
  readonly #differences: readonly Difference[];
  #holders: ReadonlyMap<string, Holder> | undefined;

  /** @param out Folder of the tree, which for the project's own is that of the inputs. */
  constructor(
    readonly paths: InputPaths,
    out: string,
    readonly drift: Drift,
  ) {
    this.#repository = Repository.find(out);
    this.#record = new RunRecord(paths.root, out, this.#repository);
    this.#differences = [...drift.images.differences, ...drift.projen, ...drift.readme];
  }

  /** Says what differs and why. @throws Checked always, so that nothing is written */
  check(files: readonly RenderedFile[]): never {
    if (this.#differences.length === 0)
      throw new Checked(
        `${files.length} files are as ${this.paths.matrix}, ${this.paths.lock} and the templates give them.`,
        0,
      );
    throw new Checked(driftReport(this.#differences, this.#causes(this.#differences), this.paths), 1);
  }

  /**
   * @param out Folder of the tree.
   * @throws Refused where a person has edited what would be overwritten, or something cannot be written
   */
  assertReady(out: string): void {
    if (this.#differences.length === 0) return;
    if (!isTruthy(process.env["OVERWRITE"])) this.#assertNoEdits();
    assertWritable(out, this.drift.images.differences, [...this.drift.projen, ...this.drift.readme]);
  }

  #assertNoEdits(): void {
    const withText = (holder: Holder) => this.#heldBy(holder).filter(({ kind }) => HAS_TEXT.has(kind));
    const [edits, unseen] = [withText("person"), withText("unanswered")];
    if (edits.length > 0) throw new Refused(editsReport(edits));
    if (unseen.length > 0) throw new Refused(unseenReport(unseen));
  }

  /** A line for each edit of a person that was committed or staged and is replaced. */
  replacedEdits(): readonly string[] {
    const held = [...this.#heldBy("commit"), ...this.#heldBy("index")];
    const texts = held.filter(({ kind }) => HAS_TEXT.has(kind));
    const causes = this.#causes(texts);
    return texts.flatMap((difference) => {
      const cause = causes.get(difference.path);
      if (cause?.by !== "person") return [];
      return [
        `${difference.path}: ${causeText(cause, this.paths)}; it is replaced: make the change in ${sourceOf(difference)}`,
      ];
    });
  }

  /** Keeps what was written, to know an edit of it from a text of a former run. */
  remember(files: readonly RenderedFile[]): void {
    if (this.#differences.length === 0 && !this.#record.isMissing) return;
    const parts = files.flatMap(({ path, content }) => [...partsOf(path, content)]);
    this.#record.write({
      parts: Object.fromEntries(parts.map(([name, text]) => [name, digest(text)])),
      inputs: digestInputs(this.paths),
    });
  }

  #heldBy(holder: Holder): readonly Difference[] {
    this.#holders ??= holdersOf(this.#differences, this.#repository, this.#record.read());
    return this.#differences.filter(({ path }) => this.#holders?.get(path) === holder);
  }

  #causes(differences: readonly Difference[]): Causes {
    if (differences.length === 0) return new Map();
    this.#heldBy("commit");
    return causesOf(differences, {
      paths: this.paths,
      repository: this.#repository,
      lastRun: this.#record.read(),
      holders: this.#holders ?? new Map(),
      projen: new Set(this.drift.projen.map(({ path }) => path)),
    });
  }
}
