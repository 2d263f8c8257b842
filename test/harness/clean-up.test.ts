import { describe, expect, it, vi } from "vitest";
import { withCleanUp } from "../../harness/clean-up";

const failing = (message: string) => () => Promise.reject(new Error(message));

describe("cleaning up after work", () => {
  it("comes after the work, and leaves its result as it is", async () => {
    const order: string[] = [];
    const note = (what: string) => () => Promise.resolve(order.push(what));
    expect(await withCleanUp(note("work"), note("clean-up"))).toBe(1);
    expect(order).toEqual(["work", "clean-up"]);
  });

  it("is done after a failure too, and leaves its error as it is", async () => {
    const error = new Error("no cluster");
    const cleanUp = vi.fn(() => Promise.resolve());
    await expect(withCleanUp(() => Promise.reject(error), cleanUp)).rejects.toBe(error);
    expect(cleanUp).toHaveBeenCalledOnce();
  });

  it("does not hide the error of the work behind its own", async () => {
    await expect(withCleanUp(failing("etcd ended"), failing("refused"))).rejects.toThrow(
      "etcd ended\nAnd cleaning up after it: refused",
    );
  });

  it("fails where it alone does", async () => {
    await expect(withCleanUp(() => Promise.resolve(1), failing("refused"))).rejects.toThrow(/^refused$/);
  });
});
