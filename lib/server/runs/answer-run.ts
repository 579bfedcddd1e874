import { setTimeout as pause } from "node:timers/promises";
import { newId } from "@/lib/base/ids";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import type { Answer, RunDetail } from "@/lib/contracts/runs";
import { type AnswerEntry, type AnswerOutcome, answerQuestion } from "@/lib/db/answer-question";
import { nodeNameById } from "@/lib/graph/fields";
import { loopOf } from "@/lib/graph/loops";
import { iterationOf, nodeIdOf, type StepKey, stepKey } from "@/lib/graph/step-key";
import type { Caller } from "../caller";
import { Failure } from "../failure";
import { viewRun } from "./read-runs";

/** A worker that has just brought the run to rest lets go of it within milliseconds. */
const PATIENCE_MS = 2_000;
const AGAIN_AFTER_MS = 50;

const FAILED =
  "The worker stopped during a try of this step, and somebody answered that it counts as failed.";

export async function answerRun(
  caller: Caller,
  runId: string,
  asked: { nodeId: string; attempt: number; answer: Answer },
): Promise<RunDetail> {
  const outcome = await whenFree(caller, {
    ...asked,
    runId,
    workspaceId: caller.workspaceId,
    error: asked.answer === "fail" ? { message: FAILED } : null,
    audit: { id: newId("aud"), actor: caller.actor },
  });
  if (outcome === "busy")
    throw new Failure("conflict", "Another step of this run is under way just now.", {
      hint: "Nothing was changed. Answer again when that step has ended.",
    });
  if (outcome === "gone") throw new Failure("conflict", await nothingToAnswer(caller, runId, asked.nodeId));
  return viewRun(caller, runId);
}

async function whenFree(caller: Caller, entry: AnswerEntry): Promise<AnswerOutcome> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const outcome = await answerQuestion(caller.app.database, entry);
    if (outcome !== "busy" || Date.now() >= deadline) return outcome;
    await pause(AGAIN_AFTER_MS);
  }
}

const WORDS: Record<Answer, string> = {
  skip: "that it happened",
  repeat: "to do it again",
  fail: "that it counts as failed",
};

/** Read after the answer was refused, so it tells of whoever was faster. A run that is not there is found out here. */
async function nothingToAnswer(caller: Caller, runId: string, key: StepKey): Promise<string> {
  const run = await viewRun(caller, runId);
  const opened = await viewIterationOf(caller, run, key);
  const about = aboutWhat(run, opened, key);
  if (run.status === "canceled")
    return `${about}This run was canceled, so its question is closed. Nothing was changed.`;
  const given = (opened ?? run).steps.find((step) => step.key === key)?.question?.answer;
  return given
    ? `${about}This was answered already: ${WORDS[given]}. Nothing was changed.`
    : `${about}This run does not ask about that try. Nothing was changed.`;
}

/** With the steps of the iteration that the step is in; null outside of loops, and where there is no such iteration. */
async function viewIterationOf(caller: Caller, run: RunDetail, key: StepKey): Promise<RunDetail | null> {
  const loop = loopOf(run.document, nodeIdOf(key));
  if (loop === null || iterationOf(key) === "") return null;
  try {
    return await viewRun(caller, run.id, stepKey(loop, iterationOf(key)));
  } catch (error) {
    if (error instanceof Failure && error.code === "not_found") return null;
    throw error;
  }
}

/** “Item 3 (Hat), “Send”: ”, in a loop in a loop “Item 3, 1 in it (Hat), …”. Outside of loops there is one such step, and nothing to tell apart. */
function aboutWhat(run: RunDetail, opened: RunDetail | null, key: StepKey): string {
  if (!opened?.iteration) return "";
  const [outer = "", ...inner] = iterationOf(key)
    .split(".")
    .map((index) => String(Number(index) + 1));
  const within = inner.map((number) => `, no. ${number} in it`).join("");
  const name = nodeNameById(run.document, nodeIdOf(key), nodeDescriptor);
  return `Item ${outer}${within} (${opened.iteration.item}), “${name}”: `;
}
