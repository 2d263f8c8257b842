import { run } from "../../harness/run";
import { UsageError } from "../../src/model/usage-error";
import { digestOfInputs } from "./inputs";
import type { Subject } from "./subjects";

/** What published figures are of. */
export interface Provenance {
  /** The commit that was measured. */
  readonly commit: string;
  /** The day, such as `2026-11-23`. */
  readonly date: string;
  /** What measures them again, writes them and renews the document that shows them. */
  readonly command: string;
  /** What else they depend on: the machine first. */
  readonly settings: readonly string[];
  /** What they were measured of: see {@link digestOfInputs}. The digest is null where it was not taken. */
  readonly inputs: { readonly files: readonly string[]; readonly digest: string | null };
  /** Why they are older than what they are of, where they are: a sentence for the document that shows them. */
  readonly stale?: string;
}

/**
 * The provenance of figures that are measured now.
 *
 * @param settings What else they depend on.
 * @throws UsageError where something is not committed: figures name the commit that they are of.
 */
export async function provenanceOf(
  root: string,
  { command, files }: Subject,
  settings: readonly string[],
): Promise<Provenance> {
  const git = (...words: string[]): Promise<string> => run("git", words, { cwd: root });
  const changed = await git("status", "--porcelain", "--", ".", ...RENEWED.map((path) => `:!${path}`));
  if (changed !== "") {
    const paths = changed.split("\n").map((line) => line.slice(3));
    throw new UsageError(
      `--publish: figures name the commit that they are of, and these files are not committed: ${paths.join(", ")}. Commit them first.`,
    );
  }
  const inputs = { files, digest: digestOfInputs(root, files) };
  const date = new Date().toISOString().slice(0, 10);
  return { commit: await git("rev-parse", "HEAD"), date, command, settings, inputs };
}

/** What publishing writes itself. */
const RENEWED = ["measured", "docs", "README.md"];

/** Says of figures what they are of, in Markdown. */
export function provenanceText({ commit, date, command, settings, stale }: Provenance): string {
  const text = `Commit \`${commit.slice(0, 7)}\`, ${date}; ${settings.join("; ")}.`;
  return stale === undefined
    ? text
    : `**Older than the code**: ${stale} ${text} \`${command}\` measures again.`;
}

/**
 * What is wrong with the provenance of figures: one sentence, or undefined.
 *
 * @param data Path of the figures from the root.
 */
export function objectionTo(
  root: string,
  data: string,
  { commit, command, inputs, stale }: Provenance,
): string | undefined {
  if (stale !== undefined || digestOfInputs(root, inputs.files) === inputs.digest) return undefined;
  return (
    `${data} is of commit ${commit.slice(0, 7)}, and what it measures has changed since (${inputs.files.join(", ")}). ` +
    `Measure again (${command}); or say in it why not yet, as "stale" of its provenance, and run: npm run samples`
  );
}
