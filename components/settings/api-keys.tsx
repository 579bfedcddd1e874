"use client";
import { type FormEvent, useState } from "react";
import { createApiKey, listApiKeys, revokeApiKey } from "@/lib/contracts/settings";
import { useDoorMutation, useDoorQuery } from "../api/use-door";
import { Button } from "../ui/button";
import { CopyField } from "../ui/copy-field";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RelativeTime } from "../ui/relative-time";
import { toast } from "../ui/toast";

export function ApiKeys() {
  const { data } = useDoorQuery(listApiKeys, {});
  const create = useDoorMutation(createApiKey);
  const revoke = useDoorMutation(revokeApiKey);
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { body: { name } },
      { onSuccess: () => setName(""), onError: (error) => toast.error(error.message) },
    );
  };
  return (
    <section className="ui-card p-5" aria-label="API keys">
      <h2 className="font-semibold">API keys</h2>
      <p className="mt-1 text-[13px] text-ink-2">
        For the REST API and the command line. A key is shown once.
      </p>
      {create.data && (
        <div className="mt-4">
          <CopyField value={create.data.key} label="New key" />
        </div>
      )}
      <ul className="mt-4 flex flex-col">
        {data?.keys.map((key) => (
          <li key={key.id} className="flex items-center gap-4 border-t border-soft py-2 text-[13px]">
            <span className="flex-1 font-medium">{key.name}</span>
            <code className="text-muted">{key.keyStart}…</code>
            <span className="w-40 text-muted">
              {key.lastUsedAt ? (
                <>
                  used <RelativeTime at={key.lastUsedAt} />
                </>
              ) : (
                "never used"
              )}
            </span>
            <Button
              size="sm"
              variant="ghost"
              onClick={() =>
                revoke.mutate(
                  { params: { keyId: key.id } },
                  { onError: (error) => toast.error(error.message) },
                )
              }
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      <form className="mt-4 flex max-w-[480px] items-end gap-2" onSubmit={submit}>
        <Field label="Name of a new key">
          <Input
            value={name}
            required
            maxLength={120}
            placeholder="Deployment script"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Button type="submit" loading={create.isPending}>
          Make a key
        </Button>
      </form>
    </section>
  );
}
