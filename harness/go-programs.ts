import { cp, mkdir, readdir, readFile, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { hashText } from "./checksum";
import { exclusively } from "./exclusive";
import { isThere } from "./is-there";
import type { Report } from "./report";
import { run } from "./run";
import { inStaging } from "./staging";

const OPTIONS = ["-trimpath", "-buildvcs=false"];

/** A Go module of this project, whose go.sum names the checksum of every module that it is compiled from. */
export interface GoModule {
  /** Path of its folder. */
  readonly folder: string;
  /** What `go build` is asked for: a package, or `tool` for the tools that go.mod names. */
  readonly target: "." | "tool";
  /** Module whose version, taken from go.mod, the programs tell. */
  readonly tells?: {
    readonly module: string;
    /** Variables of the linker, each with what it is of the version `v1.35.4`. */
    readonly variables: (version: string) => Readonly<Record<string, string>>;
  };
  /** How progress calls it, such as "Kubernetes". */
  readonly title: string;
}

/** What programs are compiled with. */
export interface GoBuild {
  /** Folder in which each version of a module has its own folder of programs. */
  readonly programs: string;
  readonly report: Report;
  /** Ends the compiler when it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Compiles a module's programs, unless that was done before from the same sources.
 * @returns the folder that holds them
 */
export async function ensureCompiled(module: GoModule, build: GoBuild): Promise<string> {
  const { folder: source, title } = module;
  const folder = join(build.programs, `${basename(source)}-${await sourcesKey(source)}`);
  if (await isThere(folder)) return folder;
  return exclusively(build.programs, async () => {
    if (await isThere(folder)) return folder; // Another process was faster.
    build.report(`compiling ${title}, a Go module; this takes minutes once`);
    await inStaging(join(build.programs, "staging"), async (staging) => {
      await rename(await compile(module, staging, build.signal), folder);
    });
    return folder;
  });
}

/** @returns the folder of the programs, in the staging folder */
async function compile(module: GoModule, staging: string, signal: AbortSignal): Promise<string> {
  const [copy, made] = [join(staging, "source"), join(staging, "programs")];
  // Copied first, so that Go writes nothing into the checkout.
  await cp(module.folder, copy, { recursive: true });
  await mkdir(made);
  const env = { CGO_ENABLED: "0", GOFLAGS: "-mod=readonly" };
  const options = [...OPTIONS, `-ldflags=${await linkerFlags(module)}`];
  await run("go", ["build", ...options, "-o", `${made}/`, module.target], { cwd: copy, env, signal });
  return made;
}

/** Identifies everything that the programs are compiled from. */
async function sourcesKey(source: string): Promise<string> {
  const names = (await readdir(source)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(source, name), "utf8")));
  return hashText([process.arch, ...OPTIONS, ...names, ...texts].join("\0")).slice(0, 16);
}

async function linkerFlags({ folder, tells }: GoModule): Promise<string> {
  const stripped = "-s -w";
  if (tells === undefined) return stripped;
  const values = Object.entries(tells.variables(await requiredVersionOf(folder, tells.module)));
  return [stripped, ...values.map(([variable, value]) => `-X ${variable}=${value}`)].join(" ");
}

/** The version of a module that one of this project's modules requires. @param folder of this project's module */
export async function requiredVersionOf(folder: string, module: string): Promise<string> {
  return requiredVersion(await readFile(join(folder, "go.mod"), "utf8"), module);
}

/** The version of a module that a go.mod requires, such as `v1.35.4`. @throws Error when it requires none */
export function requiredVersion(goMod: string, module: string): string {
  const escaped = module.replaceAll(/[.]/g, "\\.");
  const found = new RegExp(`^\\s*(?:require\\s+)?${escaped} (v\\S+)`, "m").exec(goMod)?.[1];
  if (found === undefined) throw new Error(`go.mod: found no requirement of ${module}.`);
  return found;
}
