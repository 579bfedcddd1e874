"use client";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import type { Issue } from "@/lib/graph/descriptor";
import { nodeName } from "@/lib/graph/fields";
import { nodeOf } from "@/lib/graph/traverse";
import { Button } from "../ui/button";
import { NodeIcon } from "../ui/node-icon";
import { useBuilder, useCommands, useDraft, useIssues, useScene } from "./builder-context";
import { FixButton, WayButton } from "./fix-button";
import { OtherChecks } from "./other-checks";
import { PanelFrame } from "./panel-frame";

/** Every finding, errors first, each with the way to it. */
export function ChecksPanel() {
  const issues = useIssues();
  const { openPanel } = useCommands();
  const errors = issues.filter(({ severity }) => severity === "error");
  const warnings = issues.filter(({ severity }) => severity === "warning");
  return (
    <PanelFrame
      label="Checks"
      title="Checks"
      subtitle={subtitleOf(errors.length, warnings.length)}
      onClose={() => openPanel("none")}
      takesFocus
      footer={<OtherChecks issues={issues} />}
    >
      {issues.length === 0 && (
        <div className="bd-all-well">
          <CircleCheck aria-hidden size={20} strokeWidth={1.5} />
          <b>Nothing to fix</b>
          <p>Every step is reachable and filled in. You can publish.</p>
        </div>
      )}
      <IssueList title="Errors" aside="stop you from publishing" issues={errors} />
      <IssueList title="Warnings" aside="you can still publish" issues={warnings} />
    </PanelFrame>
  );
}

function subtitleOf(errors: number, warnings: number): string {
  if (errors > 0) return `${errors} ${errors === 1 ? "stops" : "stop"} you from publishing`;
  return warnings > 0 ? "nothing stops you from publishing" : "looked at just now";
}

function IssueList({ title, aside, issues }: { title: string; aside: string; issues: readonly Issue[] }) {
  if (issues.length === 0) return null;
  return (
    <section className="bd-section">
      <h3>
        {title} <small>{aside}</small>
      </h3>
      <ul className="bd-box">
        {issues.map((issue) => (
          <IssueRow key={JSON.stringify(issue)} issue={issue} />
        ))}
      </ul>
    </section>
  );
}

/** What is wrong; the rest says why. */
const FIRST_SENTENCE = /^(.+?\.)\s+(.*)$/su;

function IssueRow({ issue }: { issue: Issue }) {
  const { lookup, canvas } = useScene();
  const draft = useDraft();
  const { select, focusField } = useCommands();
  const node = issue.nodeId === undefined ? undefined : nodeOf(draft, issue.nodeId);
  const descriptor = node && lookup(node.type);
  const goTo = () => {
    if (!node) return;
    select([node.id]);
    focusField(node.id, issue.field);
    // Where it is about a field, that has the focus.
    if (issue.field === undefined) setTimeout(() => canvas.current?.goTo(node.id), 60);
  };
  const Icon = issue.severity === "error" ? CircleX : TriangleAlert;
  const [, what = issue.message, why] = FIRST_SENTENCE.exec(issue.message) ?? [];
  return (
    <li className="bd-issue" data-severity={issue.severity}>
      <Icon role="img" aria-label={issue.severity} size={16} strokeWidth={1.5} />
      <div>
        <b>{what}</b>
        {why && <p>{why}</p>}
        {issue.hint && <p>{issue.hint}</p>}
        <div className="bd-issue-where">
          {node && (
            <NodeIcon
              icon={descriptor?.icon ?? "circle-help"}
              role={descriptor?.role ?? "action"}
              size="sm"
            />
          )}
          <span>{node ? nodeName(node, descriptor) : "The workflow"}</span>
          <FixButton issue={issue} />
          <WayButton issue={issue} />
          {node && (
            <Button size="sm" variant="ghost" onClick={goTo}>
              Go to
            </Button>
          )}
          {issue.code === "no_trigger" && <AddButton />}
        </div>
      </div>
    </li>
  );
}

function AddButton() {
  const { openPalette } = useCommands();
  const mayEdit = useBuilder((state) => state.mayEdit);
  if (!mayEdit) return null;
  return (
    <Button size="sm" variant="ghost" onClick={() => openPalette({ kind: "flyout" })}>
      Add a step
    </Button>
  );
}
