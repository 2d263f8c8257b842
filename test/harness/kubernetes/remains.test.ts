import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listTree } from "../../../harness/kubernetes/cluster/control-groups";
import { added, inTheNamespace, listed, untilGone } from "../../../harness/kubernetes/suite/remains";
import { kubectlThat } from "../kubectl-that";
import { temporaryFolder } from "../temporary-folder";

const signal = AbortSignal.timeout(60_000);

describe("what jobs leave behind", () => {
  it("is what is there now and was not before, each thing by its kind and name, in order", () => {
    const before = listed({ process: ["12 java"], mount: ["/b", "/a"] });
    expect(before).toEqual(["mount /a", "mount /b", "process 12 java"]);
    const now = listed({ process: ["13 java", "12 java"], mount: ["/c", "/a"] });
    expect(added(before, now)).toEqual(["mount /c", "process 13 java"]);
    expect(added(now, now)).toEqual([]);
  });

  it("is in a namespace what kubectl lists of all that a job is made of", async () => {
    const kubectl = await kubectlThat('echo service/b; echo configmap/a; echo "$*" >&2; echo "$3/$4"');
    const workspace = {
      kubectl,
      namespace: "space",
      images: undefined as never,
      servers: {},
      logs: "",
      signal,
    };
    expect(await inTheNamespace(workspace)).toEqual([
      "configmap/a",
      "get/pods,services,endpointslices,configmaps,secrets,persistentvolumeclaims",
      "service/b",
    ]);
  });

  it("is nothing in a namespace of which kubectl lists nothing", async () => {
    const kubectl = await kubectlThat('echo "No resources found in space namespace." >&2');
    const workspace = {
      kubectl,
      namespace: "space",
      images: undefined as never,
      servers: {},
      logs: "",
      signal,
    };
    expect(await inTheNamespace(workspace)).toEqual([]);
  });

  const patience = { limitMs: 60_000, pollMs: 0, signal };

  it("is waited for until it is gone, and only that: what was there before may stay", async () => {
    const looks = [["a", "b", "c"], ["a", "c"], ["a"], ["a", "d"]];
    expect(await untilGone(["a"], () => Promise.resolve(looks.shift() ?? []), patience)).toEqual([]);
    expect(looks).toEqual([["a", "d"]]);
  });

  it("is told when it is still there at the limit", async () => {
    const look = () => Promise.resolve(["a", "b"]);
    expect(await untilGone(["a"], look, { ...patience, limitMs: 0 })).toEqual(["b"]);
  });

  it("is waited for no longer when the user interrupts", async () => {
    const interrupted = AbortSignal.abort(new Error("Ended by SIGINT."));
    const look = () => Promise.resolve(["b"]);
    await expect(untilGone([], look, { ...patience, signal: interrupted })).rejects.toThrow(
      "Ended by SIGINT.",
    );
  });
});

it("lists control groups each before those in it, so that they can be removed from the last one on", async () => {
  const folder = await temporaryFolder();
  for (const path of ["pod-1/container", "pod-2"]) await mkdir(join(folder, path), { recursive: true });
  const found = await listTree(folder);
  expect(found.toSorted()).toEqual(["", "/pod-1", "/pod-1/container", "/pod-2"].map((path) => folder + path));
  expect(found.indexOf(join(folder, "pod-1"))).toBeLessThan(found.indexOf(join(folder, "pod-1/container")));
  expect(await listTree(join(folder, "pod-3"))).toEqual([]);
});
