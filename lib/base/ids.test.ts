import { describe, expect, it } from "vitest";
import { idOf, newId } from "./ids";

describe("ids", () => {
  it("carry their kind and sort by time", () => {
    const early = newId("run", 1_700_000_000_000);
    const late = newId("run", 1_700_000_000_001);
    expect(early).toMatch(/^run_[0-9a-z]{26}$/);
    expect([late, early].sort()).toEqual([early, late]);
  });

  it("do not repeat within a millisecond", () => {
    const ids = Array.from({ length: 2000 }, () => newId("evt", 1));
    expect(new Set(ids).size).toBe(2000);
  });

  it("are refused where another kind is asked for", () => {
    expect(idOf("wf").safeParse(newId("wf")).success).toBe(true);
    expect(idOf("wf").safeParse(newId("run")).success).toBe(false);
  });
});
