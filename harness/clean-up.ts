/**
 * Does work and cleans up after it, whatever has become of it.
 * @throws what the work has thrown; what the clean-up has thrown as well is told below it, and never in its place
 */
export async function withCleanUp<T>(work: () => Promise<T>, cleanUp: () => Promise<unknown>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await cleanUp().catch((later: unknown) => {
      throw new Error(`${messageOf(error)}\nAnd cleaning up after it: ${messageOf(later)}`, { cause: error });
    });
    throw error;
  }
  await cleanUp();
  return result;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
