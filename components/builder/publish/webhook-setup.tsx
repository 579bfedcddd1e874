"use client";
import { ChevronRight, CircleCheck, CircleDashed } from "lucide-react";
import { Fragment, useState } from "react";
import { getConnection } from "@/lib/contracts/connections";
import type { WebhookInfo } from "@/lib/contracts/workflows";
import { useDoorQuery } from "../../api/use-door";
import { Button } from "../../ui/button";
import { CopyField } from "../../ui/copy-field";
import { useScene } from "../builder-context";
import { SigningKeyForm } from "./signing-key-form";

const LOOK_AGAIN_MS = 3000;

/** Where the provider sends events to, its signing key, and a checklist that ticks itself. */
export function WebhookSetup({ webhook, onDone }: { webhook: WebhookInfo | null; onDone: () => void }) {
  const { integrations } = useScene();
  if (webhook === null)
    return (
      <div className="bd-form">
        <p className="bd-box bd-box-text">This workflow's trigger needs no address: it listens already.</p>
        <DoneRow onDone={onDone} />
      </div>
    );
  const service = integrations.find(({ id }) => id === webhook.integrationId)?.name ?? "the service";
  return (
    <div className="bd-form">
      <ol className="bd-steps">
        <li>
          <h3 className="bd-h3">{`Open this page in ${service}`}</h3>
          <MenuPath path={webhook.menuPath} />
        </li>
        <li>
          <h3 className="bd-h3">Paste this address there</h3>
          <CopyField value={webhook.url} label="Webhook address" />
          <Advice lines={webhook.advice} />
        </li>
        <li>
          <h3 className="bd-h3">{`Copy the signing key that ${service} shows, and paste it here`}</h3>
          <SigningKeyForm webhook={webhook} service={service} />
        </li>
      </ol>
      <Checklist connectionId={webhook.connectionId} />
      <DoneRow onDone={onDone} />
    </div>
  );
}

function DoneRow({ onDone }: { onDone: () => void }) {
  return (
    <div className="bd-form-foot">
      <Button variant="primary" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}

function MenuPath({ path }: { path: readonly string[] }) {
  return (
    <p className="bd-menu-path">
      {path.map((part, index) => (
        <Fragment key={part}>
          {index > 0 && <ChevronRight role="img" aria-label="then" size={14} strokeWidth={1.5} />}
          <b>{part}</b>
        </Fragment>
      ))}
    </p>
  );
}

function Advice({ lines }: { lines: readonly string[] }) {
  const [open, setOpen] = useState(true);
  if (lines.length === 0) return null;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="bd-advice">
      <summary>What to choose there</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

function Checklist({ connectionId }: { connectionId: string }) {
  const { data } = useDoorQuery(
    getConnection,
    { params: { connectionId } },
    { refetchInterval: LOOK_AGAIN_MS },
  );
  if (!data || data.checklist.length === 0) return null;
  return (
    <section>
      <h3 className="bd-h3">Waiting for the first real event</h3>
      <ul className="bd-box" aria-live="polite">
        {data.checklist.map(({ id, label, done, detail }) => (
          <li key={id} className="bd-check" data-tone={done ? "fine" : "open"}>
            {done ? (
              <CircleCheck role="img" aria-label="done" size={16} />
            ) : (
              <CircleDashed role="img" aria-label="not yet" size={16} />
            )}
            <b>{label}</b>
            {detail && <span>{detail}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
