import { describe, expect, it } from "vitest";
import { derivedId, firstIdAt, idOf, newId, siblingId, timeOfId } from "./ids";

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

  it("tell when they were made, and where a range of time begins", () => {
    const at = 1_700_000_000_000;
    const id = newId("run", at);
    expect(timeOfId(id)).toBe(at);
    expect([newId("run", at - 1) < firstIdAt("run", at), firstIdAt("run", at) < id]).toEqual([true, true]);
  });

  it("of another kind share time and random part", () => {
    expect(siblingId("evt", "dlv_01m8abc")).toBe("evt_01m8abc");
  });

  it("that are derived are the same for the same bytes, and like the others in form", () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, i) => i * 37);
    const other = Uint8Array.from(bytes, (byte) => byte + 1);
    expect(derivedId("run", 5, bytes)).toBe(derivedId("run", 5, bytes));
    expect(derivedId("run", 5, bytes)).not.toBe(derivedId("run", 5, other));
    expect(idOf("run").safeParse(derivedId("run", 5, bytes)).success).toBe(true);
    expect(derivedId("run", 5, bytes)).toHaveLength(newId("run").length);
  });

  it("are refused where another kind is asked for", () => {
    expect(idOf("wf").safeParse(newId("wf")).success).toBe(true);
    expect(idOf("wf").safeParse(newId("run")).success).toBe(false);
  });
});
