/** Evaluates an expression on sample data. JSONata comes with the first one that is asked for, in a web worker. */
import type { Evaluated, ExpressionWork } from "@/lib/transform/evaluate-expression";
import { TIME_LIMIT_MS } from "@/lib/transform/limits";

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
  const answer = last.then(() => ask(work));
  last = answer;
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(key, answer);
  // What says nothing of the expression is no answer for the next time.
  void answer.then((evaluated) => evaluated === AWAY && kept.delete(key));
  return answer;
}

const refused = (message: string): Evaluated => ({ ok: false, problem: { message } });
const AWAY = refused("The preview could not be loaded. It is tried again with the next change.");

async function ask(work: ExpressionWork): Promise<Evaluated> {
  if (worker === null) {
    worker = new Worker(new URL("./expression-worker.ts", import.meta.url), { type: "module" });
    if ((await answerOf(worker, LOADS_WITHIN_MS)) === null) return ended(AWAY);
  }
  const answer = answerOf(worker, TIME_LIMIT_MS + GRACE_MS);
  worker.postMessage(work);
  return (
    ((await answer) as Evaluated | null) ?? ended(refused(`It took longer than ${TIME_LIMIT_MS / 1000} s.`))
  );
}

function ended(answer: Evaluated): Evaluated {
  worker?.terminate();
  worker = null;
  return answer;
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
