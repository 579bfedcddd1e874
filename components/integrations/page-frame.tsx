import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "../shell/logo";

/** The frame of the public pages: nobody need be signed in. */
export function PageFrame({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-screen">
      <header className="border-b border-hairline bg-card">
        <div className="mx-auto flex h-[52px] max-w-[1120px] items-center gap-6 px-8">
          <Link href="/" className="flex items-center gap-2 font-semibold no-underline">
            <Logo size={24} /> Hookline
          </Link>
          <Link href="/integrations" className="text-[13px] text-ink-2 no-underline hover:underline">
            Integrations
          </Link>
          <span className="flex-1" />
          <Link href="/workflows" className="ui-button" data-variant="secondary">
            Open Hookline
          </Link>
        </div>
      </header>
      <main className="mx-auto max-w-[1120px] px-8 py-10">{children}</main>
    </div>
  );
}

export function Breadcrumb({ parts }: { parts: readonly { label: string; href?: string }[] }) {
  return (
    <nav aria-label="Breadcrumb" className="mb-6 text-[13px] text-muted">
      <ol className="flex flex-wrap gap-2">
        {parts.map(({ label, href }, index) => (
          <li key={label} className="flex gap-2">
            {index > 0 && <span aria-hidden>/</span>}
            {href ? (
              <Link href={href} className="no-underline hover:underline">
                {label}
              </Link>
            ) : (
              <span aria-current="page" className="text-ink">
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-12">
      <h2 id={id} className="mb-4 text-[20px] leading-7 font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}
