"use client";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { isDeepEqual } from "@/lib/base/equal";
import { checkWorkflow } from "@/lib/contracts/checks";
import { listConnections } from "@/lib/contracts/connections";
import type { Issue } from "@/lib/graph/descriptor";
import { nodeOf } from "@/lib/graph/traverse";
import { validateDocument } from "@/lib/graph/validate";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { useDoorQuery } from "../api/use-door";
import { useTemplateEngine } from "../ui/use-template-engine";
import { useBuilder, useDraft, useScene } from "./builder-context";
import { useExpressionProblems } from "./expressions/use-expression-problems";
import { usePatternEngine } from "./use-pattern-engine";

/** The draft's findings: its own at every keystroke, those that need other workflows and events whenever it was saved. */
export function useAllIssues(): readonly Issue[] {
  const { lookup } = useScene();
  const document = useDeferredValue(useDraft());
  const { data } = useDoorQuery(listConnections, {});
  const elsewhere = useIssuesElsewhere();
  const patterns = usePatternEngine();
  const templates = useTemplateEngine();
  const expressionProblem = useExpressionProblems(document, lookup);
  // biome-ignore lint/correctness/useExhaustiveDependencies: patterns and templates can be looked at once they can be read
  const issues = useMemo(() => {
    const connections = data?.connections;
    const options = connections ? { connections, expressionProblem } : { expressionProblem };
    const own = validateDocument(document, lookup, options);
    return [...own, ...stillThere(elsewhere, document)];
  }, [document, lookup, data, elsewhere, patterns, templates, expressionProblem]);
  return useKept(issues);
}

/** The list before, while a new one says the same: most letters change no finding, and then nothing that shows them is asked. */
function useKept(issues: readonly Issue[]): readonly Issue[] {
  const [kept, setKept] = useState(issues);
  if (isDeepEqual(kept, issues)) return kept;
  setKept(issues);
  return issues;
}

function useIssuesElsewhere(): readonly Issue[] {
  const workflowId = useBuilder((state) => state.facts.id);
  const saved = useBuilder((state) => state.saveState.kind === "saved");
  const live = useBuilder((state) => state.facts.live);
  const { data, refetch } = useDoorQuery(checkWorkflow, { params: { workflowId } });
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each save, and after it went live
  useEffect(() => {
    if (saved) void refetch();
  }, [saved, live, refetch]);
  return useMemo(() => (data?.issues ?? []).filter(isElsewhere), [data]);
}

const isElsewhere = (issue: { code: string }): issue is Issue => issue.code === "same_action_elsewhere";

/** The step may have been removed since. */
const stillThere = (issues: readonly Issue[], document: WorkflowDocument): readonly Issue[] =>
  issues.filter(({ nodeId }) => nodeId === undefined || nodeOf(document, nodeId) !== undefined);
