import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyDocument, type WorkflowDocument, type WorkflowNode } from "@/lib/graph/workflow";
import { Autosave, type Saved, type SaveOutcome, type SaveState, Unreachable } from "./autosave";
import type { Content } from "./history";

const node = (id: string, config: WorkflowNode["config"] = {}): WorkflowNode => ({
  id,
  type: "http.request",
  config,
  position: { x: 0, y: 0 },
});
const draft = (...nodes: WorkflowNode[]): WorkflowDocument => ({ ...emptyDocument(), nodes });
const first: Saved = { document: draft(node("a"), node("b")), title: "Name", revision: 7 };

/** A draft on a server that others save to, too; and a screen. */
class Desk {
  server: Saved = first;
  screen: Content = { document: first.document, title: first.title };
  unsent: { content: Content; saved: Saved } | null = null;
  hasRoom = true;
  /** What goes wrong with the next saves, in order. */
  failures: ("unreachable" | "refused" | "answer lost")[] = [];
  requests: Content[] = [];
  states: SaveState[] = [];
  autosave = this.open();

  open(): Autosave {
    return new Autosave({
      saved: this.server,
      read: () => this.screen,
      show: (content) => {
        this.screen = content;
      },
      save: async (content, saved) => this.save(content, saved),
      keep: (unsent) => {
        if (unsent === null || this.hasRoom) this.unsent = unsent;
        return unsent === null || this.hasRoom;
      },
      onState: (state) => this.states.push(state),
    });
  }
  type(document: WorkflowDocument, title = this.screen.title): void {
    this.screen = { document, title };
    this.autosave.change();
  }
  elsewhere(document: WorkflowDocument, title = this.server.title): void {
    this.server = { document: structuredClone(document), title, revision: this.server.revision + 1 };
  }
  get state(): SaveState | undefined {
    return this.states.at(-1);
  }
  private save(content: Content, { revision }: Saved): SaveOutcome {
    this.requests.push(content);
    const failure = this.failures.shift();
    if (failure === "unreachable") throw new Unreachable("no");
    if (failure === "refused") throw new Error("You are not signed in.");
    if (revision !== this.server.revision) return { kind: "conflict", current: this.server };
    this.server = { ...structuredClone(content), revision: revision + 1 };
    if (failure === "answer lost") throw new Unreachable("no");
    return { kind: "saved", revision: revision + 1 };
  }
}

let desk: Desk;
beforeEach(() => {
  vi.useFakeTimers();
  desk = new Desk();
});
afterEach(() => vi.useRealTimers());

describe("saving", () => {
  it("waits for a pause, saves the last change within a second, and says so", async () => {
    desk.type(draft(node("x")));
    await vi.advanceTimersByTimeAsync(500);
    desk.type(draft(node("y")));
    await vi.advanceTimersByTimeAsync(500);
    expect(desk.requests).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(desk.requests.map(({ document }) => document)).toEqual([draft(node("y"))]);
    expect(desk.states.map(({ kind }) => kind)).toEqual(["unsaved", "unsaved", "saving", "saved"]);
    expect(desk.autosave.isDirty).toBe(false);
  });

  it("saves now and then while somebody types without a pause", async () => {
    for (let letter = 0; letter < 20; letter++) {
      desk.type(draft(node("a", { url: "x".repeat(letter) })));
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(desk.requests.length).toBeGreaterThanOrEqual(1);
    expect(desk.requests.length).toBeLessThanOrEqual(3);
  });

  it("sends what was changed while a request was under way, and the name with it", async () => {
    desk.type(draft(node("x")));
    const saving = desk.autosave.flush();
    desk.type(draft(node("y")), "New name");
    await saving;
    expect(await desk.autosave.flush()).toBe(true);
    expect(desk.server).toEqual({ document: draft(node("y")), title: "New name", revision: 9 });
  });

  it("has nothing to send when undo leads back to what is saved", async () => {
    desk.type(draft(node("x")));
    desk.type(first.document);
    await vi.advanceTimersByTimeAsync(5000);
    expect(desk.requests).toEqual([]);
    expect(desk.state?.kind).toBe("saved");
  });
});

describe("without a server", () => {
  it("keeps what is unsent, tries again ever more rarely, and forgets it once it is sent", async () => {
    desk.failures = ["unreachable", "unreachable"];
    desk.type(draft(node("x")));
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.state).toEqual({ kind: "offline", kept: true });
    expect(desk.unsent?.content.document).toEqual(draft(node("x")));
    await vi.advanceTimersByTimeAsync(2000);
    expect(desk.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(4000);
    expect(desk.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.state?.kind).toBe("saved");
    expect(desk.unsent).toBeNull();
  });

  it("does not let the page go where the browser has no room", async () => {
    desk.hasRoom = false;
    desk.failures = ["unreachable"];
    desk.type(draft(node("x")));
    expect(await desk.autosave.flush()).toBe(false);
    expect(desk.state).toEqual({ kind: "offline", kept: false });
    expect(desk.autosave.isSafe).toBe(false);
    desk.hasRoom = true;
    expect(desk.autosave.isSafe).toBe(true);
  });

  it("says why the server refused", async () => {
    desk.failures = ["refused"];
    desk.type(draft(node("x")));
    await desk.autosave.flush();
    expect(desk.state).toEqual({ kind: "failed", message: "You are not signed in." });
  });

  it("is in no conflict with itself when only the answer was lost", async () => {
    desk.failures = ["answer lost"];
    desk.type(draft(node("a", { url: "ab" }), node("b")));
    await vi.advanceTimersByTimeAsync(1000);
    desk.type(draft(node("a", { url: "abc" }), node("b")));
    expect(await desk.autosave.flush()).toBe(true);
    expect(desk.states.some(({ kind }) => kind === "conflict")).toBe(false);
    expect(desk.server.document.nodes[0]?.config.url).toBe("abc");
  });

  it("goes on after a reload from what was kept, beside what others saved meanwhile", async () => {
    desk.failures = ["unreachable"];
    desk.type(draft(node("a", { url: "mine" }), node("b")));
    await desk.autosave.flush();
    const kept = JSON.parse(JSON.stringify(desk.unsent));
    desk.autosave.dispose();
    desk.elsewhere(draft(node("a"), node("b", { url: "theirs" })));
    desk.screen = desk.server;
    desk.autosave = desk.open();
    desk.autosave.restore(kept);
    expect(desk.screen.document).toEqual(draft(node("a", { url: "mine" }), node("b", { url: "theirs" })));
    expect(await desk.autosave.flush()).toBe(true);
    expect(desk.server.document).toEqual(desk.screen.document);
    expect(desk.unsent).toBeNull();
  });
});

describe("beside others", () => {
  it("follows what others save while nothing is unsent", () => {
    desk.elsewhere(draft(node("a"), node("b"), node("c")), "Their name");
    desk.autosave.receive(desk.server);
    expect(desk.screen).toEqual({ document: desk.server.document, title: "Their name" });
    expect(desk.autosave.isDirty).toBe(false);
    expect(desk.requests).toEqual([]);
  });

  it("merges what touches other things, and saves the whole", async () => {
    desk.elsewhere(draft(node("a", { url: "theirs" }), node("b")));
    desk.type(draft(node("a", { method: "PUT" }), node("b")));
    expect(await desk.autosave.flush()).toBe(true);
    expect(desk.server.document).toEqual(draft(node("a", { url: "theirs", method: "PUT" }), node("b")));
    expect(desk.screen.document).toEqual(desk.server.document);
  });

  it("takes news in only after the save under way, and never an older draft", async () => {
    desk.type(draft(node("a", { url: "mine" }), node("b")));
    const saving = desk.autosave.flush();
    desk.autosave.receive(first);
    desk.elsewhere(draft(node("a", { url: "mine" }), node("b", { url: "theirs" })));
    desk.autosave.receive(desk.server);
    await saving;
    await desk.autosave.flush();
    expect(desk.screen.document).toEqual(draft(node("a", { url: "mine" }), node("b", { url: "theirs" })));
    desk.autosave.receive(first);
    expect(desk.screen.document).toEqual(desk.server.document);
  });

  it("asks about the same field, saves nothing until it is chosen, and then everything", async () => {
    desk.elsewhere(draft(node("a", { url: "theirs" }), node("b")));
    desk.type(draft(node("a", { url: "mine" }), node("b", { url: "also mine" })));
    expect(await desk.autosave.flush()).toBe(false);
    expect(desk.state).toMatchObject({ kind: "conflict", conflicts: [{ mine: "mine", theirs: "theirs" }] });
    desk.type(draft(node("a", { url: "mine" }), node("b", { url: "mine, later" })));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.requests).toHaveLength(1);
    const id = desk.state?.kind === "conflict" ? (desk.state.conflicts[0]?.id ?? "") : "";
    expect(await desk.autosave.choose({ [id]: "theirs" })).toBe(true);
    const both = draft(node("a", { url: "theirs" }), node("b", { url: "mine, later" }));
    expect([desk.server.document, desk.screen.document]).toEqual([both, both]);
  });

  it("asks about a name that both gave", async () => {
    desk.elsewhere(first.document, "Theirs");
    desk.type(first.document, "Mine");
    await desk.autosave.flush();
    const id = desk.state?.kind === "conflict" ? (desk.state.conflicts[0]?.id ?? "") : "";
    await desk.autosave.choose({ [id]: "mine" });
    expect(desk.server.title).toBe("Mine");
  });
});
