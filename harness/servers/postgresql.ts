import { join } from "node:path";
import { buildArguments } from "../build-command";
import type { Build } from "../plan";
import { run } from "../run";
import type { Server, ServerContext } from "./server";

const HOST = "postgresql";
const BUILD: Build = {
  image: "spark-k8s-test-postgresql:latest",
  // Beside this file, whatever project is built.
  folder: join(__dirname, "postgresql"),
  variant: "",
  arguments: {},
  parents: [],
};

/** The PostgreSQL server of Debian's package, which lets the user "spark" in with this password only. */
export function postgresql(password: string): Server {
  return {
    name: "PostgreSQL",
    host: HOST,
    makeImage,
    environment: { PGPASSWORD: password },
    prepare: ["psql", "--quiet", "--command", "SELECT 1"],
    askedBy: "POSTGRESQL_URL",
    variables: {
      POSTGRESQL_URL: `jdbc:postgresql://${HOST}:5432/postgres?user=spark&password=${password}`,
    },
  };
}

/** Builds the image as the project's images are built: on the same Debian, from the same archive. */
async function makeImage({ root, supply, engine, signal }: ServerContext): Promise<string> {
  const args = buildArguments(BUILD, await supply.prepare(BUILD));
  // The engine's own builder, whatever builder the user has chosen: it alone sees a stand-in of Debian.
  await run("docker", args, { cwd: root, env: { ...engine.environment, BUILDX_BUILDER: "default" }, signal });
  return BUILD.image;
}
