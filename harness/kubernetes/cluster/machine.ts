import { canInstallPackages } from "../../debian-packages";

/** @throws Error in one sentence when a cluster can be neither started nor taken down here */
export function checkRoot(): void {
  if (process.platform === "linux" && process.getuid?.() === 0) return;
  throw new Error(
    `A cluster is started and taken down on Linux as root alone, and this is another user or system.`,
  );
}

/** @throws Error in one sentence when a cluster cannot be started on this machine */
export async function checkMachine(): Promise<void> {
  checkRoot();
  if (await canInstallPackages()) return;
  throw new Error(
    `Parts of a cluster come from Debian's packages, and this machine is no Debian: use one that is.`,
  );
}
