"use client";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import {
  createApiKey,
  getMe,
  listApiKeys,
  listAudit,
  type Me,
  revokeApiKey,
  setPassword,
} from "@/lib/contracts/settings";
import { useDoorMutation, useDoorQuery } from "../api/use-door";
import { Button } from "../ui/button";
import { CopyField } from "../ui/copy-field";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { Skeleton } from "../ui/skeleton";

export function SettingsPage() {
  const { data: me, error, refetch } = useDoorQuery(getMe, {});
  return (
    <>
      <PageHeader title="Settings" />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!me && !error && <Skeleton className="h-40" />}
      {me && (
        <div className="flex flex-col gap-6">
          <Account me={me} />
          {me.role === "owner" && <ApiKeys />}
          {me.role === "owner" && <Audit />}
        </div>
      )}
    </>
  );
}

function Account({ me }: { me: Me }) {
  const save = useDoorMutation(setPassword);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const value = (name: string) => String(new FormData(form).get(name) ?? "");
    const body = {
      name: value("name"),
      email: value("email"),
      password: value("password"),
      ...(me.hasPassword ? { currentPassword: value("current") } : {}),
    };
    save.mutate(
      { body },
      { onSuccess: () => toast.success("Saved. Use this e-mail and password to sign in from now on.") },
    );
  };
  return (
    <section className="ui-card p-5" aria-label="Account">
      <h2 className="font-semibold">Account</h2>
      <p className="mt-1 text-[13px] text-ink-2">
        {me.hasPassword
          ? "Changing the password signs out every other browser."
          : "You came in by the one-time link. Set a password to come back without it."}
      </p>
      <form className="mt-4 grid max-w-[640px] grid-cols-2 gap-4 max-[900px]:grid-cols-1" onSubmit={submit}>
        <Field label="Name">
          <Input name="name" required defaultValue={me.name} />
        </Field>
        <Field label="E-mail">
          <Input
            name="email"
            type="email"
            required
            autoComplete="username"
            defaultValue={me.hasPassword ? (me.email ?? "") : ""}
          />
        </Field>
        {me.hasPassword && (
          <Field label="Current password">
            <Input name="current" type="password" required autoComplete="current-password" />
          </Field>
        )}
        <Field label="New password" hint="At least 10 characters." error={save.error?.message}>
          <Input name="password" type="password" required minLength={10} autoComplete="new-password" />
        </Field>
        <div className="col-span-full">
          <Button type="submit" variant="primary" loading={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </section>
  );
}

function ApiKeys() {
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

function Audit() {
  const { data } = useDoorQuery(listAudit, {});
  return (
    <section className="ui-card p-5" aria-label="Audit">
      <h2 className="font-semibold">Who did what</h2>
      {data?.entries.length === 0 && <p className="mt-2 text-[13px] text-muted">Nothing yet.</p>}
      <ul className="mt-3 flex max-h-[320px] flex-col overflow-y-auto">
        {data?.entries.map(({ id, action, actor, subjectId, createdAt }) => (
          <li
            key={id}
            className="grid grid-cols-[220px_minmax(0,1fr)_120px] gap-4 border-t border-soft py-2 text-[13px]"
          >
            <span>{action.replaceAll(/[._]/g, " ")}</span>
            <span className="truncate text-muted">
              {actor} {subjectId}
            </span>
            <span className="text-right text-muted">
              <RelativeTime at={createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
