import { expect, test } from "vitest";
import { warnOfFullDisk } from "../../harness/disk-space";
import { aBuild } from "./a-build";
import { fakeDocker } from "./fake-docker";

const CPU = [aBuild("jdk"), aBuild("deps:latest-iceberg", { arguments: { BUILD_ICEBERG_DEPS: "true" } })];
const GPU = [...CPU, aBuild("deps:latest-gpu", { arguments: { BUILD_GPU_DEPS: "true" } })];

/** What is said with this many bytes free in the engine's folder; undefined: the folder is not there. */
async function warningsFor(free: number | undefined, builds: typeof CPU, host?: string): Promise<string[]> {
  const { environment } = await fakeDocker("echo /var/lib/docker");
  const lines: string[] = [];
  const engine = { environment: host === undefined ? environment : { ...environment, DOCKER_HOST: host } };
  const freeIn = async (folder: string) => (folder === "/var/lib/docker" ? free : undefined);
  await warnOfFullDisk(engine, builds, (line) => lines.push(line), freeIn);
  return lines;
}

test("a disk with room for the images is not mentioned", async () => {
  expect(await warningsFor(3e9, CPU)).toEqual([]);
  expect(await warningsFor(25e9, GPU)).toEqual([]);
});

test("too little room in the engine's folder is said in one line, before anything is built", async () => {
  expect(await warningsFor(2.5e9, CPU)).toEqual([
    "disk: 2.5 GB free in /var/lib/docker, and these images may need 3.0 GB",
  ]);
});

test("variants with GPU wheels need more", async () => {
  expect(await warningsFor(20e9, GPU)).toEqual([
    "disk: 20.0 GB free in /var/lib/docker, and these images may need 25.0 GB",
  ]);
});

test("nothing is said of an engine's folder that is on another machine or not to be seen", async () => {
  expect(await warningsFor(1e9, CPU, "tcp://10.0.0.1:2376")).toEqual([]);
  expect(await warningsFor(1e9, CPU, "unix:///run/docker.sock")).toHaveLength(1);
  expect(await warningsFor(undefined, CPU)).toEqual([]);
});
