/** Evaluates an expression on sample data, or only reads it. JSONata comes with the first one that is asked for, in a web worker. */
import type { Evaluated, ExpressionProblem, ExpressionWork } from "@/lib/transform/evaluate-expression";
import { TIME_LIMIT_MS } from "@/lib/transform/limits";
import type { ExpressionQuestion } from "./expression-worker";

const GRACE_MS = 500;
const LOADS_WITHIN_MS = 20_000;
const MAX_KEPT = 50;

let worker: Worker | null = null;
let last: Promise<unknown> = Promise.resolve();
const kept = new Map<string, Promise<Evaluated>>();

/** One after another; the same question is asked once. Never rejects. */
export function askExpression(work: ExpressionWork): Promise<Evaluated> {
  const key = JSON.stringify(work);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const answer = inTurn({ kind: "evaluate", ...work }).then(evaluatedOf);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(key, answer);
  // What says nothing of the expression is no answer for the next time.
  void answer.then((evaluated) => evaluated === AWAY && kept.delete(key));
  return answer;
}

/** What keeps it from being read; null: nothing. Undefined where nobody can tell now. Never rejects. */
export async function askProblem(expression: string): Promise<ExpressionProblem | null | undefined> {
  const answer = await inTurn({ kind: "read", expression });
  return typeof answer === "string" ? undefined : (answer as { problem: ExpressionProblem | null }).problem;
}

const refused = (message: string): Evaluated => ({ ok: false, problem: { message } });
const AWAY = refused("The preview could not be loaded. It is tried again with the next change.");

const evaluatedOf = (answer: unknown): Evaluated => {
  if (answer === "away") return AWAY;
  if (answer === "late") return refused(`It took longer than ${TIME_LIMIT_MS / 1000} s.`);
  return answer as Evaluated;
};

function inTurn(question: ExpressionQuestion): Promise<unknown> {
  const answer = last.then(() => ask(question));
  last = answer;
  return answer;
}

/** The worker's answer; "away" where it cannot be loaded, "late" where it took too long and was ended. */
async function ask(question: ExpressionQuestion): Promise<unknown> {
  if (worker === null) {
    worker = new Worker(new URL("./expression-worker.ts", import.meta.url), { type: "module" });
    if ((await answerOf(worker, LOADS_WITHIN_MS)) === null) return ended("away");
  }
  const answer = answerOf(worker, TIME_LIMIT_MS + GRACE_MS);
  worker.postMessage(question);
  return (await answer) ?? ended("late");
}

function ended(why: "away" | "late"): typeof why {
  worker?.terminate();
  worker = null;
  return why;
}

/** Null: none came in time, or the worker broke. */
function answerOf(from: Worker, withinMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    const settle = (answer: unknown) => {
      clearTimeout(timer);
      from.removeEventListener("message", onMessage);
      from.removeEventListener("error", onError);
      resolve(answer);
    };
    const onMessage = ({ data }: MessageEvent) => settle(data);
    const onError = () => settle(null);
    const timer = setTimeout(onError, withinMs);
    from.addEventListener("message", onMessage);
    from.addEventListener("error", onError);
  });
}
