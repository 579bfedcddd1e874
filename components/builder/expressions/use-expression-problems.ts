"use client";
/** What is wrong with the draft's expressions, once somebody could read them: JSONata is fetched for drafts that have one, after the page. */
import { useEffect, useRef, useState } from "react";
import type { CatalogueLookup } from "@/lib/graph/traverse";
import { expressionsIn } from "@/lib/graph/validate/code-issues";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import type { ExpressionProblem } from "@/lib/transform/evaluate-expression";
import { whenIdle } from "../when-idle";
import { askProblem } from "./ask-expression";

type Problems = ReadonlyMap<string, ExpressionProblem | null>;

/** Null for an expression that nobody has read yet. Another function whenever more is known. */
export function useExpressionProblems(
  document: WorkflowDocument,
  lookup: CatalogueLookup,
): (expression: string) => ExpressionProblem | null {
  const [problemOf, setProblemOf] = useState(
    () =>
      (_: string): ExpressionProblem | null =>
        null,
  );
  const known = useRef<Problems>(new Map());
  useEffect(() => {
    const texts = [...new Set(document.nodes.flatMap((node) => expressionsIn(node, lookup(node.type))))];
    if (texts.every((text) => known.current.has(text))) return;
    let gone = false;
    const calledOff = whenIdle(async () => {
      const found = await problemsOf(texts, known.current);
      if (gone) return;
      known.current = found;
      setProblemOf(() => (expression: string) => found.get(expression) ?? null);
    });
    return () => {
      gone = true;
      calledOff();
    };
  }, [document, lookup]);
  return problemOf;
}

/** Of these texts alone: what was typed on the way is not kept. Without an answer a text stays unknown, and is asked about again. */
async function problemsOf(texts: readonly string[], known: Problems): Promise<Problems> {
  const found = new Map<string, ExpressionProblem | null>();
  for (const text of texts) {
    const problem = known.has(text) ? known.get(text) : await askProblem(text);
    if (problem !== undefined) found.set(text, problem);
  }
  return found;
}
