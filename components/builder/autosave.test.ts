import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { Autosave, type SaveOutcome, type SaveState } from "./autosave";

const draft = (id: string): WorkflowDocument => ({
  ...emptyDocument(),
  nodes: [{ id, type: "http.request", config: {}, position: { x: 0, y: 0 } }],
});
const ok = (revision: number): SaveOutcome => ({ kind: "saved", revision });

describe("Autosave", () => {
  let answers: (SaveOutcome | Error)[];
  let requests: { document: WorkflowDocument; revision: number }[];
  let states: SaveState["kind"][];
  let autosave: Autosave;
  beforeEach(() => {
    vi.useFakeTimers();
    [answers, requests, states] = [[], [], []];
    autosave = new Autosave({
      revision: 7,
      save: async (document, revision) => {
        requests.push({ document, revision });
        const answer = answers.shift() ?? ok(revision + 1);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      onState: ({ kind }) => states.push(kind),
    });
  });
  afterEach(() => vi.useRealTimers());

  it("waits for a second without changes and saves the last one", async () => {
    autosave.change(draft("a"));
    await vi.advanceTimersByTimeAsync(900);
    autosave.change(draft("b"));
    await vi.advanceTimersByTimeAsync(900);
    expect(requests).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(requests).toEqual([{ document: draft("b"), revision: 7 }]);
    expect(states.at(-1)).toBe("saved");
    expect(autosave.isDirty).toBe(false);
  });

  it("builds on the revision that the server answered", async () => {
    autosave.change(draft("a"));
    await autosave.flush();
    autosave.change(draft("b"));
    expect(await autosave.flush()).toBe(true);
    expect(requests.map(({ revision }) => revision)).toEqual([7, 8]);
  });

  it("tries again after a failure, without a new change", async () => {
    answers = [new Error("offline")];
    autosave.change(draft("a"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(states.at(-1)).toBe("failed");
    await vi.advanceTimersByTimeAsync(2000);
    expect(states.at(-1)).toBe("saved");
    expect(requests).toHaveLength(2);
  });

  it("stops at a conflict until someone decides", async () => {
    answers = [{ kind: "conflict", current: { draft: draft("theirs"), revision: 12 } }];
    autosave.change(draft("mine"));
    await vi.advanceTimersByTimeAsync(1000);
    autosave.change(draft("mine2"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(requests).toHaveLength(1);
    expect(states.at(-1)).toBe("conflict");
    expect(await autosave.keepMine(draft("mine2"))).toBe(true);
    expect(requests.at(-1)).toEqual({ document: draft("mine2"), revision: 12 });
  });

  it("goes on from their draft when it was taken", async () => {
    answers = [{ kind: "conflict", current: { draft: draft("theirs"), revision: 12 } }];
    autosave.change(draft("mine"));
    expect(await autosave.flush()).toBe(false);
    autosave.takeTheirs();
    expect(autosave.isDirty).toBe(false);
    autosave.change(draft("next"));
    await autosave.flush();
    expect(requests.at(-1)?.revision).toBe(12);
  });

  it("saves what was changed while a request was under way", async () => {
    autosave.change(draft("a"));
    const first = autosave.flush();
    autosave.change(draft("b"));
    await first;
    await autosave.flush();
    expect(requests.map(({ document }) => document.nodes[0]?.id)).toEqual(["a", "b"]);
  });
});
