/**
 * What the test bench found, kept for this tab: a reload takes nothing away, and with the basis of each result it is still told whether it
 * holds. In sessionStorage, because results show people's data: they go with the tab, and no other page reads them. Secrets were masked by
 * the server before.
 */
import { z } from "zod";
import { testedLoop, testedStep } from "@/lib/contracts/tests";
import type { StepHashes } from "@/lib/graph/step-hashes";
import type { TestState, TestStore } from "./test-store";

const json = z.json();
const hashes = z.array(z.tuple([z.string(), z.string()])).transform((entries) => new Map(entries));
const basis = z.object({
  steps: z.object({ own: hashes, whole: hashes }) satisfies z.ZodType<StepHashes, unknown>,
  event: z.string(),
  pins: z.record(z.string(), z.string()),
});
const event = z.object({
  kind: z.enum(["example", "event", "sample", "edited", "pinned"]),
  id: z.string().nullable(),
  name: z.string(),
  about: z.string().nullable(),
  triggerType: z.string(),
  output: z.record(z.string(), json),
});
const stepResult = z.object({
  step: testedStep,
  basis,
  eventName: z.string(),
  at: z.number(),
  sent: z.boolean(),
});
const lastTest = z.object({
  to: z.string().nullable(),
  mode: z.enum(["to", "step"]),
  status: z.enum(["completed", "failed", "filtered", "not_started", "until"]),
  message: z.string().nullable(),
  tookMs: z.number(),
  event,
  basis,
  at: z.number(),
  order: z.array(z.string()),
  loops: z.array(testedLoop),
  assumed: z.array(z.object({ nodeId: z.string(), from: z.enum(["pin", "last", "example"]) })),
});
const keptTests = z.object({
  chosen: event.nullable(),
  results: z.record(z.string(), stepResult),
  last: lastTest.nullable(),
});

const PREFIX = "hookline:tests:";

/** Brings back what an earlier page of this tab found, and keeps what is found from now on. Returns what ends it. */
export function keepTests(workflowId: string, tests: TestStore): () => void {
  const key = `${PREFIX}${workflowId}`;
  const kept = read(key);
  const { last, results, chosen } = tests.getState();
  const isUntouched = last === null && chosen === null && Object.keys(results).length === 0;
  if (kept !== null && isUntouched) tests.setState(kept);
  return tests.subscribe((state, before) => {
    const isSame =
      state.chosen === before.chosen && state.results === before.results && state.last === before.last;
    if (!isSame) write(key, state);
  });
}

function read(key: string): Pick<TestState, "chosen" | "results" | "last"> | null {
  try {
    const kept = keptTests.safeParse(JSON.parse(sessionStorage.getItem(key) ?? "null"));
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
}

/** Where there is no room for it, nothing is kept rather than something older. */
function write(key: string, { chosen, results, last }: TestState): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ chosen, results, last }, withoutMaps));
  } catch {
    sessionStorage.removeItem(key);
  }
}

const withoutMaps = (_: string, value: unknown) => (value instanceof Map ? [...value] : value);
