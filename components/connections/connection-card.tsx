"use client";
import { Check, Circle } from "lucide-react";
import { useState } from "react";
import { callDoor } from "@/lib/contracts/call";
import {
  type ConnectionView,
  deleteConnection,
  revealGeneratedKey,
  setSigningKey,
  testConnection,
} from "@/lib/contracts/connections";
import type { ConnectionDescriptor } from "@/lib/graph/descriptor";
import { useDoorMutation } from "../api/use-door";
import { useMayEdit } from "../shell/may-edit";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { CopyField } from "../ui/copy-field";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { IntegrationIcon } from "../ui/integration-icon";
import { RelativeTime } from "../ui/relative-time";
import { toast } from "../ui/toast";

interface Props {
  connection: ConnectionView;
  descriptor: ConnectionDescriptor | undefined;
  onEdit: () => void;
}

export function ConnectionCard({ connection, descriptor, onEdit }: Props) {
  const { id, integrationId, name, usedBy, lastTest, webhook } = connection;
  const mayEdit = useMayEdit();
  return (
    <section className="ui-card p-5" aria-label={name}>
      <header className="flex flex-wrap items-center gap-3">
        <IntegrationIcon integrationId={integrationId} size={32} />
        <div className="min-w-0 flex-1 max-[700px]:basis-[calc(100%-44px)]">
          <h2 className="font-semibold">{name}</h2>
          <p className="text-[13px] text-muted">
            {descriptor?.name ?? integrationId} ·{" "}
            {usedBy.length === 0
              ? "not used yet"
              : `used by ${usedBy.map((workflow) => workflow.name).join(", ")}`}
          </p>
        </div>
        {lastTest && (
          <Badge tone={lastTest.ok ? "success" : "error"}>{lastTest.ok ? "Works" : "Does not work"}</Badge>
        )}
        {mayEdit && (
          <>
            <Button onClick={onEdit}>Edit</Button>
            {webhook === null && <TestButton connectionId={id} />}
            <RemoveButton connection={connection} />
          </>
        )}
      </header>
      {lastTest && !lastTest.ok && <p className="mt-3 text-[13px] text-error">{lastTest.message}</p>}
      {webhook && <Endpoint connection={connection} />}
    </section>
  );
}

function TestButton({ connectionId }: { connectionId: string }) {
  const test = useDoorMutation(testConnection);
  const run = () =>
    test.mutate(
      { params: { connectionId } },
      {
        onSuccess: ({ ok, message }) => (ok ? toast.success(message) : toast.error(message)),
        onError: (error) => toast.error(error.message),
      },
    );
  return (
    <Button loading={test.isPending} onClick={run}>
      Test connection
    </Button>
  );
}

function RemoveButton({ connection: { id, name, usedBy } }: { connection: ConnectionView }) {
  const [open, setOpen] = useState(false);
  const remove = useDoorMutation(deleteConnection);
  const confirm = () =>
    remove.mutateAsync({ params: { connectionId: id } }).then(
      () => setOpen(false),
      (error: Error) => toast.error(error.message),
    );
  const used =
    usedBy.length > 0
      ? `${usedBy.map((workflow) => workflow.name).join(", ")} would not work any more. `
      : "";
  return (
    <>
      <Button variant="ghost" onClick={() => setOpen(true)}>
        Delete
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${name}?`}
        description={`${used}Calls that still come to its address are answered and kept, and start nothing.`}
        confirmLabel="Delete"
        danger
        onConfirm={confirm}
      />
    </>
  );
}

/** Address, menu path, signing key and what has been seen so far. */
function Endpoint({ connection }: { connection: ConnectionView }) {
  const { webhook, checklist, heldCount } = connection;
  const mayEdit = useMayEdit();
  if (webhook === null) return null;
  return (
    <div className="mt-5 grid grid-cols-[minmax(0,1fr)_320px] gap-8 max-[1100px]:grid-cols-1">
      <div className="flex flex-col gap-4">
        <Field
          label="Address"
          hint={webhook.menuPath.length > 0 ? `In Customer.io: ${webhook.menuPath.join(" → ")}` : undefined}
        >
          <CopyField value={webhook.url} label="Webhook address" />
        </Field>
        {mayEdit && (
          <SigningKey connectionId={connection.id} keyState={webhook.keyState} heldCount={heldCount} />
        )}
        <ul className="list-disc pl-4 text-[13px] text-ink-2">
          {webhook.advice.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
      <ol className="flex flex-col gap-3 text-[13px]" aria-label="What has been seen">
        {checklist.map(({ id, label, done, detail }) => (
          <li key={id} className="flex gap-2">
            {done ? (
              <Check aria-label="Done" size={16} className="mt-0.5 flex-none text-success" />
            ) : (
              <Circle aria-label="Not yet" size={16} className="mt-0.5 flex-none text-muted" />
            )}
            <span>
              {label}
              {detail && <span className="block text-muted">{detail}</span>}
            </span>
          </li>
        ))}
        <li className="text-muted">
          {webhook.lastEventAt ? (
            <>
              Last event <RelativeTime at={webhook.lastEventAt} />
            </>
          ) : (
            "No event yet"
          )}
        </li>
      </ol>
    </div>
  );
}

const KEY_HINTS = {
  none: "Requests are kept but start nothing until the key is here.",
  generated: "The generated key is in force. Paste the service's own to replace it.",
  pasted: "A key is saved. Requests that do not carry its signature are refused.",
} as const;

const waiting = (count: number) =>
  count === 1 ? "1 request waits for it." : `${count} requests wait for it.`;

function SigningKey({
  connectionId,
  keyState,
  heldCount,
}: {
  connectionId: string;
  keyState: keyof typeof KEY_HINTS;
  heldCount: number;
}) {
  const [key, setKey] = useState("");
  const [shown, setShown] = useState<string | null>(null);
  const save = useDoorMutation(setSigningKey);
  const params = { connectionId };
  const submit = () =>
    save.mutate(
      { params, body: { key } },
      {
        onSuccess: ({ released }) => {
          setKey("");
          toast.success(
            released > 0
              ? `Saved. ${released} kept ${released === 1 ? "request was" : "requests were"} verified and released.`
              : "Saved.",
          );
        },
      },
    );
  const reveal = () =>
    callDoor(revealGeneratedKey, { params }).then(
      (answer) => setShown(answer.key),
      (error: Error) => toast.error(error.message),
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        label="Signing key"
        error={save.error?.message}
        hint={heldCount > 0 ? waiting(heldCount) : KEY_HINTS[keyState]}
      >
        <div className="flex gap-2">
          <Input
            value={key}
            autoComplete="off"
            spellCheck={false}
            placeholder="Paste the key"
            onChange={(event) => setKey(event.target.value)}
          />
          <Button type="submit" loading={save.isPending} disabled={key.trim() === ""}>
            Save key
          </Button>
        </div>
      </Field>
      {keyState !== "pasted" &&
        (shown ? (
          <div className="mt-3">
            <CopyField value={shown} label="Generated key" />
          </div>
        ) : (
          <button
            type="button"
            className="mt-2 border-0 bg-transparent p-0 text-[12px] text-brand underline"
            onClick={reveal}
          >
            Show the generated key, for tests and the command line
          </button>
        ))}
    </form>
  );
}
