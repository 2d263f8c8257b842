import { describe, expect, it } from "vitest";
import { play } from "../tools/user-changes/play";
import { USER_CHANGES } from "../tools/user-changes/changes";
import { ROOT } from "./generator/fixture";

// All other tests read fixtures (test/only-fixtures.ts holds that): no change to the matrix reaches them. Nor does it
// reach other files than those that it changes. That a lock is made from nothing takes a minute for each: npm run
// user-changes holds that too.
const TESTS = "npx vitest run --project tree --exclude test/tree/made-anew.test.ts";
const FORMAT = "git diff --name-only --diff-filter=d HEAD | xargs npx prettier --check --ignore-unknown";

describe("after npx projen lock and npx projen, in a copy of the project", () => {
  it.each(USER_CHANGES)(
    "everything is held that depends on the matrix: $name",
    async (change) => {
      await expect(
        play(ROOT, change, ["sh", "-c", `${FORMAT} && ${TESTS}`], "pipe"),
      ).resolves.toBeUndefined();
    },
    600_000,
  );
});
