"use client";
import { CircleCheck, Eye, Play, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Logo } from "../shell/logo";
import { Button } from "../ui/button";
import { useBuilder, useCommands, useIssues, useScene } from "./builder-context";
import { WorkflowMenu } from "./parts-on-demand";
import { PeopleRow } from "./presence/people-row";
import { SaveLabel } from "./save-label";
import { testWorkflow } from "./test/start-test";
import { useTests } from "./test/use-test-event";
import { WorkflowMenuButton } from "./workflow-menu-button";
import { WorkflowName } from "./workflow-name";

export function BuilderTopBar() {
  const mayEdit = useBuilder((state) => state.mayEdit);
  return (
    <header className="bd-top">
      <Link href="/workflows" className="bd-home" aria-label="Hookline, all workflows">
        <Logo />
      </Link>
      <div className="bd-crumb">
        <Link href="/workflows">Workflows</Link>
        <span aria-hidden>/</span>
        <WorkflowName />
        {mayEdit ? <SaveLabel /> : <ViewOnly />}
      </div>
      <i className="bd-grow" />
      <PeopleRow />
      <LiveLabel />
      <ChecksButton />
      {mayEdit ? (
        <>
          <TestButton />
          <PublishButtons />
        </>
      ) : (
        <More />
      )}
    </header>
  );
}

/** In place of "Saved": why nothing here can be changed. */
const ViewOnly = () => (
  <span className="bd-view-only" title="You may look at everything here. An owner can let you edit it, too.">
    <Eye aria-hidden size={14} strokeWidth={1.5} /> View only
  </span>
);

/** "Unpublished", "Live v7", "Live v7 + 3 changes". */
function LiveLabel() {
  const { live, changesSinceLive } = useBuilder((state) => state.facts);
  const changes = changesSinceLive ?? 0;
  return (
    <span className="bd-live" data-testid="live-state">
      <i data-on={live !== null || undefined} />
      <b>{live ? `Live v${live.number}` : "Unpublished"}</b>
      {live && changes > 0 && <span>{` + ${changes} ${changes === 1 ? "change" : "changes"}`}</span>}
    </span>
  );
}

function ChecksButton() {
  const issues = useIssues();
  const panel = useBuilder((state) => state.panel);
  const { openPanel } = useCommands();
  const hasErrors = issues.some(({ severity }) => severity === "error");
  const open = panel === "checks";
  return (
    <Button
      variant="secondary"
      className="bd-checks-button"
      data-tone={hasErrors ? "error" : issues.length > 0 ? "warning" : "fine"}
      aria-pressed={open}
      onClick={() => openPanel(open ? "none" : "checks")}
    >
      {issues.length > 0 ? (
        <TriangleAlert aria-hidden size={16} strokeWidth={1.5} />
      ) : (
        <CircleCheck aria-hidden size={16} strokeWidth={1.5} />
      )}
      {issues.length === 0 ? "No issues" : `${issues.length} ${issues.length === 1 ? "check" : "checks"}`}
    </Button>
  );
}

function TestButton() {
  const scene = useScene();
  const running = useTests((state) => state.running);
  const hasTrigger = useBuilder(({ history }) =>
    history.document.nodes.some(({ type }) => scene.lookup(type)?.kind === "trigger"),
  );
  return (
    <Button
      variant="secondary"
      className="bd-test-button"
      loading={running === "all"}
      disabled={!hasTrigger}
      aria-disabled={running !== null}
      title={hasTrigger ? "Run the draft over one event, with nothing sent" : "Add a trigger first"}
      onClick={() => testWorkflow(scene)}
    >
      {running !== "all" && <Play aria-hidden size={16} strokeWidth={1.5} />}
      Test
    </Button>
  );
}

function PublishButtons() {
  const { openDialog } = useCommands();
  return (
    <div className="bd-split">
      <Button variant="primary" onClick={() => openDialog("publish")}>
        Publish
      </Button>
      <More />
    </div>
  );
}

/** The button is there from the start, so that no press is lost while the menu is fetched. */
function More() {
  const [asked, setAsked] = useState(false);
  return asked ? <WorkflowMenu /> : <WorkflowMenuButton onClick={() => setAsked(true)} />;
}
