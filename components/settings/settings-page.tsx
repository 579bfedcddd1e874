"use client";
import type { FormEvent } from "react";
import { getMe, type Me, setPassword } from "@/lib/contracts/settings";
import { useDoorMutation, useDoorQuery } from "../api/use-door";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { PageHeader } from "../ui/page-header";
import { Skeleton } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { ApiKeys } from "./api-keys";
import { Audit } from "./audit";
import { Installation } from "./installation";

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
          {me.hasPassword && <SignOut />}
          {me.role === "owner" && <ApiKeys />}
          <Installation />
          {me.role === "owner" && <Audit />}
        </div>
      )}
    </>
  );
}

/** Not before there is a password: nobody could come back. */
function SignOut() {
  const signOut = async () => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    const answer = await fetch("/api/auth/sign-out", init).catch(() => null);
    if (answer?.ok) window.location.assign("/sign-in");
    else toast.error("The server does not answer, so you are still signed in. Try again in a moment.");
  };
  return (
    <section className="ui-card flex items-center gap-4 p-5" aria-label="Sign out">
      <p className="flex-1 text-[13px] text-ink-2">
        Signing out takes the pages that open without a network from this browser. Changes that were not sent
        yet stay.
      </p>
      <Button onClick={() => void signOut()}>Sign out</Button>
    </section>
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
