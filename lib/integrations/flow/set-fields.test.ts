import { expect, test } from "vitest";
import { FatalError } from "../../kit/errors";
import { tryAction } from "../../kit/try-action.test-support";
import { setFields } from "./actions/set-fields";

test("fields keep their types, and are handed on under their names", async () => {
  const fields = { plan: "pro", seats: 3, tags: ["a"], nothing: null };
  expect(await tryAction(setFields, { input: { fields } })).toEqual({ output: { fields } });
});

test.each([[["a"]], ["text"], [null]])("%j is not names with values", async (fields) => {
  await expect(tryAction(setFields, { input: { fields } })).rejects.toThrow(FatalError);
});
