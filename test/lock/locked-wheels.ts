import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { environmentIn, toolsIn } from "../../commands/lock/tools/python-tools";
import { cacheFolder } from "../../harness/cache-folder";
import type { Json } from "../generator/fixture";
import { LockProject } from "./lock-project";
import { SourceServer } from "./source-server";
import { type TinyWheel, serveWheels } from "./wheel-index";

const TOOLS = environmentIn(cacheFolder());

/** uv and pip. */
export const tools = toolsIn(TOOLS);
/** Whether they are there. */
export const hasTools = existsSync(join(TOOLS, "ready"));
/** What a title says where they are not. */
export const reason = hasTools ? "" : ": skipped, uv and pip are not there; `npm run lock-tools` brings them";

export const PY4J: TinyWheel = { name: "py4j", version: "0.10.9.7" };

/** A project whose lock was made from an index. */
export async function locked(wheels: readonly TinyWheel[], edit: (matrix: Json) => void = () => {}) {
  const server = await SourceServer.start();
  serveWheels(server, [PY4J, ...wheels]);
  const project = await LockProject.make(server, ({ matrix, lock }) => {
    edit(matrix);
    lock.wheels = {};
  });
  const run = (args: readonly string[] = []) => project.run(args, {}, () => Promise.resolve(tools));
  const { error } = await run();
  expect(error).toBe("");
  return { server, project, run, wheels: async () => (await project.lock()).wheels["3.10"] };
}
