import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import pLimit from "p-limit";
import { type Pom, type ReadPom, parsePom } from "../../commands/lock/fetch/effective-pom";
import { mavenPath } from "../../commands/lock/sources";
import { Http } from "../../downloads/http";

const AT_ONCE = 8;

/** Reads POMs from a Maven repository, each once: what was read stays in a folder. */
export function pomReader(repository: string, folder: string): ReadPom {
  const http = new Http(() => undefined);
  const limit = pLimit(AT_ONCE);
  const asked = new Map<string, Promise<Pom>>();
  const read = async (coordinates: string): Promise<Pom> => {
    const [, artifact = "", version = ""] = coordinates.split(":");
    const path = mavenPath(coordinates, `${artifact}-${version}.pom`);
    const kept = join(folder, path);
    if (!existsSync(kept)) {
      const text = await limit(() => http.text(`${repository}${path}`));
      mkdirSync(dirname(kept), { recursive: true });
      writeFileSync(kept, text);
    }
    return parsePom(readFileSync(kept, "utf8")) ?? {};
  };
  return (coordinates) => {
    const found = asked.get(coordinates) ?? read(coordinates);
    asked.set(coordinates, found);
    return found;
  };
}
