import { expect, test } from "vitest";
import { formatsDocument } from "./format-docs";

test("docs/templates.md is the table of formats", async () => {
  await expect(formatsDocument()).toMatchFileSnapshot("../../../docs/templates.md");
});
