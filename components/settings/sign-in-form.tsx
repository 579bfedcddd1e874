"use client";
import { type FormEvent, useEffect, useState } from "react";
import { forgetLastSaved } from "../builder/last-saved";
import { Logo } from "../shell/logo";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

/** Only paths of this site: an address from elsewhere must not be where a sign-in leads. */
const safePath = (to: string | undefined) =>
  to?.startsWith("/") && !to.startsWith("//") && !to.includes("\\") ? to : "/workflows";

export function SignInForm({ to, linkUsed }: { to: string | undefined; linkUsed: boolean }) {
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // Whoever comes next may be somebody else.
  useEffect(forgetLastSaved, []);
  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const data = new FormData(event.currentTarget);
    const answer = await fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: data.get("email"), password: data.get("password") }),
    }).catch(() => null);
    if (answer?.ok) return window.location.assign(safePath(to));
    setBusy(false);
    setError(
      answer === null
        ? "The server does not answer. Try again in a moment."
        : answer.status === 429
          ? "Too many tries in a row. Wait ten seconds, then try again."
          : "E-mail or password is not right.",
    );
  };
  return (
    <main className="grid min-h-screen place-items-center p-6">
      <div className="ui-card w-full max-w-[380px] p-8 shadow-raised">
        <Logo size={36} />
        <h1 className="mt-4 text-[20px] leading-7 font-semibold tracking-tight">Sign in to Hookline</h1>
        {linkUsed && (
          <p className="mt-2 text-[13px] text-warn" role="status">
            That one-time link was used already, or is too old. Start Hookline again for a fresh one, or sign
            in with the password you have set.
          </p>
        )}
        <form className="mt-5 flex flex-col gap-4" onSubmit={signIn}>
          <Field label="E-mail">
            <Input name="email" type="email" autoComplete="username" required />
          </Field>
          <Field label="Password" error={error ?? undefined}>
            <Input name="password" type="password" autoComplete="current-password" required />
          </Field>
          <Button type="submit" variant="primary" loading={busy}>
            Sign in
          </Button>
        </form>
        <p className="mt-5 text-[12px] text-muted">
          The first time, open the one-time address that Hookline printed in its terminal; you set a password
          in Settings.
        </p>
      </div>
    </main>
  );
}
