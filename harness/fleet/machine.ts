import { arch } from "node:os";
import { canInstallPackages } from "../debian-packages";

/** @throws Error in one sentence when a fleet cannot be started on this machine */
export async function checkMachine(): Promise<void> {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    throw new Error("A fleet is started on Linux as root alone, and this is another user or system.");
  if (arch() !== "x64")
    throw new Error(`Its nodes are for amd64 and amd64/v2, and this machine is ${arch()}: use one of amd64.`);
  if (!(await canInstallPackages()))
    throw new Error("Its registry and engine come from Debian's packages, and this machine is no Debian.");
}
