/**
 * Saves the draft a moment after a change, one request at a time, and never over a newer draft: the server's revision number decides. A
 * newer one is merged into what is on the screen, or asked about; what could not be sent is kept in the browser and tried again until it is.
 */
import { isDeepEqual } from "@/lib/base/equal";
import type { Content } from "./history";
import { type Choices, type MergeConflict, mergeDrafts } from "./merge-drafts";

/** What the server has. */
export interface Saved extends Content {
  revision: number;
}
export type SaveOutcome = { kind: "saved"; revision: number } | { kind: "conflict"; current: Saved };
export type SaveState =
  | { kind: "saved" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  /** The server does not answer. Not kept: the browser has no room, so this page is all there is. */
  | { kind: "offline"; kept: boolean }
  | { kind: "failed"; message: string }
  | { kind: "conflict"; conflicts: readonly MergeConflict[] };

/** The server could not be reached; not that it refused. */
export class Unreachable extends Error {
  override name = "Unreachable";
}

export interface AutosaveOptions {
  saved: Saved;
  /** What is on the screen. */
  read: () => Content;
  /** Puts a draft with somebody else's changes on the screen. */
  show: (content: Content) => void;
  /** Throws `Unreachable`, or another error when the server refused for another reason than a conflict. */
  save: (content: Content, saved: Saved) => Promise<SaveOutcome>;
  /** Keeps what is not sent yet where a reload finds it; false where there is no room. Null: there is nothing to keep any more. */
  keep: (unsent: { content: Content; saved: Saved } | null) => boolean;
  onState: (state: SaveState) => void;
}

const DELAY_MS = 700;
/** While somebody types on and on. */
const LONGEST_DELAY_MS = 3_000;
/** Of one flush. */
const MAX_TRIES = 5;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];

export class Autosave {
  private saved: Saved;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private dirtySinceMs: number | null = null;
  /** Newer than what the screen was built on, and waiting for a save to end or a person to choose. */
  private newer: Saved | null = null;
  private conflicts: readonly MergeConflict[] = [];
  /** Sent without an answer: the server may have them. */
  private unanswered: Content[] = [];
  private kept = true;

  constructor(private readonly options: AutosaveOptions) {
    this.saved = options.saved;
  }

  get isDirty(): boolean {
    const { document, title } = this.options.read();
    return document !== this.saved.document || title !== this.saved.title;
  }

  /** The page may go: nothing is unsent, or a reload finds it. */
  get isSafe(): boolean {
    return !this.isDirty || this.keep();
  }

  get revision(): number {
    return this.saved.revision;
  }

  /** To be called after every change. */
  change(): void {
    if (this.conflicts.length > 0) return;
    if (!this.isDirty) {
      if (!this.running) this.settle();
      return;
    }
    if (!this.running && this.failures === 0) this.options.onState({ kind: "unsaved" });
    const nowMs = Date.now();
    this.dirtySinceMs ??= nowMs;
    const longest = this.dirtySinceMs + LONGEST_DELAY_MS - nowMs;
    this.schedule(this.failures > 0 ? this.nextDelay() : Math.max(0, Math.min(DELAY_MS, longest)));
  }

  /** Puts what is unsent where a reload finds it. */
  keep(): boolean {
    this.kept = this.options.keep(this.isDirty ? { content: this.options.read(), saved: this.saved } : null);
    return this.kept;
  }

  /** Saves now; false when the draft could not be saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    // Once more after a merge, and for what was typed meanwhile.
    for (let tries = 0; tries < MAX_TRIES && this.isDirty && this.conflicts.length === 0; tries++) {
      await this.start();
      if (this.failures > 0) break;
    }
    return !this.isDirty && this.conflicts.length === 0;
  }

  /** The server has another draft, by this or another page. */
  receive(current: Saved): void {
    if (current.revision < Math.max(this.saved.revision, this.newer?.revision ?? 0)) return;
    this.newer = current;
    if (!this.running) this.takeIn({});
  }

  /** What was not sent when the page was last closed, on the draft that it was built on. */
  restore(unsent: { content: Content; saved: Saved }): void {
    const current = this.saved;
    this.saved = unsent.saved;
    this.options.show(unsent.content);
    this.newer = current;
    this.takeIn({});
  }

  /** Settles what was asked; asks again where something new is in the way. */
  choose(choices: Choices): Promise<boolean> {
    this.takeIn(choices);
    return this.flush();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private takeIn(choices: Choices): void {
    const { newer } = this;
    if (newer === null) return;
    const three = { base: this.baseFor(newer), mine: this.options.read(), theirs: newer };
    const { content, conflicts } = mergeDrafts(three, choices);
    this.conflicts = conflicts;
    if (conflicts.length > 0) {
      this.keep();
      this.options.onState({ kind: "conflict", conflicts });
      return;
    }
    this.newer = null;
    // The very object that is on the screen, where it is what the server has: then there is nothing to save.
    this.saved = { ...newer, document: content.isTheirs ? content.document : newer.document };
    this.options.show({ document: content.document, title: content.title });
    this.settle();
  }

  /** A save whose answer was lost is mine: what I did since is no conflict with it. */
  private baseFor(newer: Saved): Content {
    const isMine = this.unanswered.some(
      ({ document, title }) => title === newer.title && isDeepEqual(document, newer.document),
    );
    return isMine ? newer : this.saved;
  }

  /** After something came or went: is there more to send? */
  private settle(): void {
    this.dirtySinceMs = null;
    this.unanswered = [];
    this.keep();
    if (this.isDirty) this.change();
    else {
      clearTimeout(this.timer);
      this.options.onState({ kind: "saved" });
    }
  }

  private schedule(delayMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.running && this.isDirty && this.conflicts.length === 0) void this.start();
    }, delayMs);
  }

  private start(): Promise<void> {
    this.running = this.saveOnce().finally(() => {
      this.running = null;
      if (this.newer && this.conflicts.length === 0) this.takeIn({});
      if (this.isDirty && this.conflicts.length === 0) this.schedule(this.nextDelay());
    });
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    const content = this.options.read();
    if (this.failures === 0) this.options.onState({ kind: "saving" });
    try {
      this.took(content, await this.options.save(content, this.saved));
    } catch (error) {
      this.failures++;
      this.unanswered = [...this.unanswered, content].slice(-RETRY_MS.length);
      this.keep();
      this.options.onState(
        error instanceof Unreachable
          ? { kind: "offline", kept: this.kept }
          : { kind: "failed", message: (error as Error).message },
      );
    }
  }

  private took(content: Content, outcome: SaveOutcome): void {
    this.failures = 0;
    if (outcome.kind === "saved") {
      this.saved = { ...content, revision: outcome.revision };
      this.settle();
      return;
    }
    this.newer = outcome.current;
    this.takeIn({});
  }

  private nextDelay(): number {
    return this.failures === 0
      ? DELAY_MS
      : (RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1] ?? DELAY_MS);
  }
}
