import type { WheelPackage } from "../../../src/model/lock";
import { type Claim, assertAgreement } from "../fetch/claims";
import type { Net } from "../net";
import { type ChosenWheel, chooseWheels } from "./choice";
import type { Platform } from "./platforms";
import type { Pins } from "./resolution";
import { filesOfProject } from "./simple-index";
import { wheelLicense } from "./wheel-license";
import type { WheelsInput } from "./wheels-input";

/** A wheel and a platform that it is taken on. */
export type PlacedWheel = ChosenWheel & { readonly platform: Platform };

/** The wheels of packages on each platform, in the versions of their pins. */
export async function chooseOnPlatforms(
  pip: string,
  folder: string,
  { wanted, platforms, index }: WheelsInput,
  names: readonly string[],
  byPlatform: ReadonlyMap<Platform, Pins>,
): Promise<readonly PlacedWheel[]> {
  const chosen: PlacedWheel[] = [];
  for (const platform of platforms) {
    const pins = names.flatMap((name) => {
      const version = byPlatform.get(platform)?.get(name)?.version;
      return version === undefined ? [] : [`${name}==${version}`];
    });
    const wheels = await chooseWheels(pip, folder, { python: wanted.python, platform, pins, index });
    chosen.push(...wheels.map((wheel) => ({ ...wheel, platform })));
  }
  return chosen;
}

/** The wheels of one package, and where they come from. */
interface Described {
  /** URL of the index. */
  readonly index: string;
  readonly wheels: readonly PlacedWheel[];
  /** SHA-256 of all files of the version, by uv. */
  readonly hashes: readonly string[];
}

/**
 * The licence and files of a package, as its lock entry has them. A file that the lock knows stays as sure as it was.
 *
 * @throws Contradiction where pip, uv and the index name different checksums
 */
export async function describeWheels(
  net: Net,
  { known }: WheelsInput,
  { index, wheels, hashes }: Described,
): Promise<Pick<WheelPackage, "license" | "files">> {
  const [first] = wheels;
  if (!first) throw new Error("a package without a wheel");
  const listed = await filesOfProject(net.http, index, first.name);
  const files = wheels.map(({ file, platform, sha256, url }) => {
    const entry = listed.find((other) => other.file === file);
    const claims: Claim[] = [{ of: "sha256", value: sha256, by: `pip, for ${url}` }];
    if (entry?.sha256) claims.push({ of: "sha256", value: entry.sha256, by: `the index, for ${entry.url}` });
    if (!hashes.includes(sha256)) claims.push({ of: "sha256", value: hashes.join(" or "), by: "uv" });
    assertAgreement(file, claims);
    const isPlain = file.endsWith("-any.whl");
    return {
      file,
      platform: isPlain ? ("any" as const) : platform,
      sha256,
      size: entry?.size ?? null,
      verified: known.get(sha256) ?? { by: "index" as const },
    };
  });
  const distinct = files.filter(
    ({ file }, place) => files.findIndex((other) => other.file === file) === place,
  );
  return { ...wheelLicense(first.metadata), files: distinct };
}
