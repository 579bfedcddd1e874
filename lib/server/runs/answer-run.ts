import { setTimeout as pause } from "node:timers/promises";
import { newId } from "@/lib/base/ids";
import type { Answer, RunDetail } from "@/lib/contracts/runs";
import { type AnswerEntry, type AnswerOutcome, answerQuestion } from "@/lib/db/answer-question";
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
  const before = await viewRun(caller, runId);
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
  if (outcome === "gone") throw new Failure("conflict", nothingToAnswer(before, asked.nodeId));
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

function nothingToAnswer(run: RunDetail, nodeId: string): string {
  if (run.status === "canceled")
    return "This run was canceled, so its question is closed. Nothing was changed.";
  const given = run.steps.find(({ key }) => key === nodeId)?.question?.answer;
  return given
    ? `This was answered already: ${WORDS[given]}. Nothing was changed.`
    : "This run does not ask about that try. Nothing was changed.";
}
