"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callDoor } from "@/lib/contracts/call";
import { setSigningKey } from "@/lib/contracts/connections";
import type { WebhookInfo } from "@/lib/contracts/workflows";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";

interface Outcome {
  released: number;
  stillHeld: number;
}

export function SigningKeyForm({ webhook, service }: { webhook: WebhookInfo; service: string }) {
  const queries = useQueryClient();
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const known = outcome !== null || webhook.keyState === "pasted";
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      const params = { connectionId: webhook.connectionId };
      setOutcome(await callDoor(setSigningKey, { params, body: { key } }));
      setKey("");
      void queries.invalidateQueries();
    } catch (error) {
      setFailure((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="bd-key" onSubmit={save}>
      <Field label="Signing key" error={failure} hint={hintFor({ known, outcome, service })}>
        <div className="bd-key-row">
          <Input
            value={key}
            placeholder={known ? "Paste another key to replace it" : "Paste the key"}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setKey(event.target.value)}
          />
          <Button type="submit" variant="secondary" loading={busy} disabled={key.trim() === ""}>
            Save key
          </Button>
        </div>
      </Field>
    </form>
  );
}

function hintFor({
  known,
  outcome,
  service,
}: {
  known: boolean;
  outcome: Outcome | null;
  service: string;
}): string {
  if (outcome && outcome.stillHeld > 0)
    return `Saved, but ${outcome.stillHeld} kept requests were not signed with this key. Is it the right one?`;
  if (outcome && outcome.released > 0)
    return `Saved. ${outcome.released} kept requests were verified and released.`;
  if (known) return "A key is saved. Requests that do not carry its signature are refused.";
  return `Until the key is here, requests from ${service} are kept but start nothing.`;
}
