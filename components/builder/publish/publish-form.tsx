"use client";
import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { BACKTEST_USUAL } from "@/lib/contracts/backtest";
import { callDoor, DoorError } from "@/lib/contracts/call";
import { getVersion, publishWorkflow, type WebhookInfo } from "@/lib/contracts/workflows";
import type { Issue } from "@/lib/graph/descriptor";
import { emptyDocument } from "@/lib/graph/workflow";
import { useDoorQuery } from "../../api/use-door";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Textarea } from "../../ui/textarea";
import { useBuilder, useCommands, useDraft, useIssues, useScene } from "../builder-context";
import { BacktestSection } from "./backtest-section";
import { isLargeChange } from "./backtest-words";
import { ChangeList } from "./change-list";
import { changeSentences, noteFrom } from "./change-sentences";
import { useBacktest } from "./use-backtest";

interface Props {
  onPublished: (published: { number: number; webhook: WebhookInfo | null }) => void;
  onCancel: () => void;
}

export function PublishForm({ onPublished, onCancel }: Props) {
  const issues = useIssues();
  const live = useBuilder((state) => state.facts.live);
  const changes = useChangesSinceLive();
  const [typed, setTyped] = useState<string | null>(null);
  const note = typed ?? (live ? noteFrom(changes) : "First version.");
  const { publish, busy, failure } = usePublish(onPublished);
  const errors = issues.filter(({ severity }) => severity === "error");
  const { backtest, large, settled } = useLargeChange(errors.length === 0);
  return (
    <form
      className="bd-form"
      onSubmit={(event) => {
        event.preventDefault();
        void publish(note);
      }}
    >
      <section>
        <h3 className="bd-h3">
          {live ? `${changes.length} ${changes.length === 1 ? "change" : "changes"}` : "What goes live"}
        </h3>
        <ChangeList
          changes={changes}
          empty={live ? `Nothing but positions differs from v${live.number}.` : "No steps yet."}
        />
      </section>
      <BacktestSection query={backtest} large={large} />
      <ChecksSummary errors={errors} warnings={issues.length - errors.length} />
      <Field label="Note" hint="What is new, for whoever reads the list of versions.">
        <Textarea value={note} rows={2} maxLength={2000} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      {failure && (
        <p className="bd-failure" role="alert">
          {failure}
        </p>
      )}
      <div className="bd-form-foot">
        <Button type="button" variant="secondary" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          type="submit"
          variant="primary"
          loading={busy}
          disabled={errors.length > 0}
          aria-disabled={!settled}
        >
          {`Publish v${(live?.number ?? 0) + 1}`}
        </Button>
      </div>
    </form>
  );
}

/** Who is treated differently must be known before it goes live, and be meant where it is many. */
function useLargeChange(enabled: boolean) {
  const live = useBuilder((state) => state.facts.live);
  const backtest = useBacktest(BACKTEST_USUAL, { enabled });
  const [meant, setMeant] = useState(false);
  const asked = backtest.data !== undefined && isLargeChange(backtest.data);
  // Nothing is live yet, nobody is treated differently; but the comparison moves the button when it comes. It stays a tab stop meanwhile.
  const settled = !backtest.isFetching && (live === null || meant || !asked);
  return { backtest, large: { asked, meant, onMeant: setMeant }, settled };
}

function useChangesSinceLive() {
  const { lookup } = useScene();
  const draft = useDraft();
  const { id: workflowId, live } = useBuilder((state) => state.facts);
  const params = { workflowId, number: live?.number ?? 0 };
  const version = useDoorQuery(getVersion, { params }, { enabled: live !== null });
  const before = live === null ? emptyDocument() : version.data?.document;
  return useMemo(() => (before ? changeSentences(before, draft, lookup) : []), [before, draft, lookup]);
}

function usePublish(onPublished: Props["onPublished"]) {
  const { autosave } = useScene();
  const { setFacts } = useCommands();
  const workflowId = useBuilder((state) => state.facts.id);
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const publish = async (note: string) => {
    setBusy(true);
    setFailure(null);
    try {
      if (!(await autosave.flush()))
        throw new Error("The draft could not be saved, so it was not published. Try again.");
      const { workflow, version, webhook } = await callDoor(publishWorkflow, {
        params: { workflowId },
        body: { note },
      });
      setFacts({ live: workflow.live, changesSinceLive: workflow.changesSinceLive });
      onPublished({ number: version.number, webhook });
      void queries.invalidateQueries();
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { publish, busy, failure };
}

function messageOf(error: unknown): string {
  const issues = error instanceof DoorError ? (error.body.issues ?? []) : [];
  return [(error as Error).message, ...issues.map(({ message }) => message)].join(" ");
}

function ChecksSummary({ errors, warnings }: { errors: readonly Issue[]; warnings: number }) {
  const { openDialog, openPanel } = useCommands();
  const look = () => {
    openDialog(null);
    openPanel("checks");
  };
  const [first] = errors;
  return (
    <section>
      <h3 className="bd-h3">Checks</h3>
      <ul className="bd-box">
        <li className="bd-check" data-tone={first ? "error" : "fine"}>
          {first ? <CircleX aria-hidden size={16} /> : <CircleCheck aria-hidden size={16} />}
          <b>{first ? `${errors.length} to fix first` : "No errors"}</b>
          <span>{first ? first.message : "Every step is reachable and filled in"}</span>
          {first && <LookButton onPress={look} />}
        </li>
        {warnings > 0 && (
          <li className="bd-check" data-tone="warning">
            <TriangleAlert aria-hidden size={16} />
            <b>{`${warnings} ${warnings === 1 ? "warning" : "warnings"}`}</b>
            <span>You can publish and look at them later</span>
            <LookButton onPress={look} />
          </li>
        )}
      </ul>
    </section>
  );
}

function LookButton({ onPress }: { onPress: () => void }) {
  return (
    <button type="button" className="bd-link" onClick={onPress}>
      Look
    </button>
  );
}
