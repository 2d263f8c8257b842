import { defineConfig } from "vitest/config";

// Every processor: Vitest leaves one to its own process by default, which waits most of the time.
export default defineConfig({
  test: {
    testTimeout: 120_000,
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/tree/**"],
          setupFiles: ["test/only-fixtures.ts"],
        },
      },
      // What is held of the matrix that is here, whatever it asks for.
      { extends: true, test: { name: "tree", include: ["test/tree/**/*.test.ts"] } },
    ],
  },
});
