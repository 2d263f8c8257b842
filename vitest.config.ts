import { defineConfig } from "vitest/config";

// Every processor: Vitest leaves one to its own process by default, which waits most of the time.
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], testTimeout: 120_000, maxWorkers: "100%" },
});
