/**
 * Saves the draft a moment after the last change, one request at a time, and never over a newer draft: the server's revision number
 * decides. What was not saved is tried again until it is.
 */
import type { WorkflowDocument } from "@/lib/graph/workflow";

export interface NewerDraft {
  draft: WorkflowDocument;
  revision: number;
}
export type SaveOutcome = { kind: "saved"; revision: number } | { kind: "conflict"; current: NewerDraft };
export type SaveState =
  | { kind: "saved" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "failed"; message: string }
  | { kind: "conflict"; current: NewerDraft };

interface AutosaveOptions {
  revision: number;
  /** Throws when the server could not be reached or refused for another reason than a conflict. */
  save: (document: WorkflowDocument, revision: number) => Promise<SaveOutcome>;
  onState: (state: SaveState) => void;
  delayMs?: number;
}

const DELAY_MS = 1000;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];

export class Autosave {
  private pending: WorkflowDocument | null = null;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private conflict: NewerDraft | null = null;
  private revision: number;

  constructor(private readonly options: AutosaveOptions) {
    this.revision = options.revision;
  }

  get isDirty(): boolean {
    return this.pending !== null || this.running !== null;
  }

  change(document: WorkflowDocument): void {
    this.pending = document;
    if (this.conflict) return;
    if (!this.running) this.options.onState({ kind: "unsaved" });
    this.schedule(this.options.delayMs ?? DELAY_MS);
  }

  /** Saves now; false when the draft could not be saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (this.pending && !this.conflict) await this.start();
    return this.pending === null;
  }

  /** Their draft is the base from now on; ours is dropped. */
  takeTheirs(): void {
    this.pending = null;
    this.settleConflict();
    this.options.onState({ kind: "saved" });
  }

  /** Ours replaces the newer draft. */
  keepMine(document: WorkflowDocument): Promise<boolean> {
    this.settleConflict();
    this.pending = document;
    return this.flush();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private settleConflict(): void {
    if (this.conflict) this.revision = this.conflict.revision;
    this.conflict = null;
  }

  private schedule(delayMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.running && this.pending && !this.conflict) void this.start();
    }, delayMs);
  }

  private start(): Promise<void> {
    this.running = this.saveOnce().finally(() => {
      this.running = null;
      if (this.pending && !this.conflict) this.schedule(this.nextDelay());
    });
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    const document = this.pending;
    if (document === null) return;
    this.options.onState({ kind: "saving" });
    try {
      this.settle(document, await this.options.save(document, this.revision));
    } catch (error) {
      this.failures++;
      this.options.onState({ kind: "failed", message: (error as Error).message });
    }
  }

  private settle(document: WorkflowDocument, outcome: SaveOutcome): void {
    this.failures = 0;
    if (outcome.kind === "conflict") {
      this.conflict = outcome.current;
      this.options.onState(outcome);
      return;
    }
    this.revision = outcome.revision;
    if (this.pending === document) this.pending = null;
    this.options.onState({ kind: this.pending ? "unsaved" : "saved" });
  }

  private nextDelay(): number {
    if (this.failures === 0) return this.options.delayMs ?? DELAY_MS;
    return RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1] ?? DELAY_MS;
  }
}
