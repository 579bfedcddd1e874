/** Who else has the workflow open, out of the signs of life that came. */
import type { Present } from "@/lib/contracts/workflows";
import type { NodeId } from "@/lib/graph/workflow";

/** As long as the server remembers. */
const GONE_AFTER_MS = 20_000;

export interface Person {
  userId: string;
  /** "Ann Lee", or "You, in another tab". */
  label: string;
  initials: string;
  /** One of six, the same wherever the person is seen. */
  color: number;
  /** Steps that are selected in their windows. */
  nodeIds: readonly NodeId[];
}

/** What was heard of every open page but this one, by its id. */
export type Heard = ReadonlyMap<string, { present: Present; atMs: number }>;

/** By the stream as it is said, or by the server's memory some time later. */
export type Sign = Present & { silentMs?: number };

export function hear(heard: Heard, present: readonly Sign[], at: { nowMs: number; tabId: string }): Heard {
  const next = new Map(heard);
  for (const one of present) {
    if (one.tabId === at.tabId) continue;
    if (one.left) next.delete(one.tabId);
    else next.set(one.tabId, { present: one, atMs: at.nowMs - (one.silentMs ?? 0) });
  }
  for (const [tabId, { atMs }] of next) if (at.nowMs - atMs > GONE_AFTER_MS) next.delete(tabId);
  return next;
}

/** Others first, in the order of their names; my own other windows are one person, last. */
export function peopleOf(heard: Heard, myUserId: string): Person[] {
  const byUser = new Map<string, Present[]>();
  for (const { present } of heard.values())
    byUser.set(present.userId, [...(byUser.get(present.userId) ?? []), present]);
  const people = [...byUser].map(([userId, tabs]): Person => {
    const name = tabs[0]?.name ?? "";
    return {
      userId,
      label: userId === myUserId ? "You, in another tab" : name,
      initials: initialsOf(name),
      color: colorOf(userId),
      nodeIds: [...new Set(tabs.flatMap(({ nodeId }) => nodeId ?? []))].sort(),
    };
  });
  const isMe = ({ userId }: Person) => Number(userId === myUserId);
  return people.sort((a, b) => isMe(a) - isMe(b) || a.label.localeCompare(b.label));
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last].map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("") || "?";
}

const COLORS = 6;

function colorOf(userId: string): number {
  let sum = 0;
  for (const letter of userId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return sum % COLORS;
}
