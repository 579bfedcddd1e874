import type { ReactNode } from "react";

export function PageHeader({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1">
        <h1 className="text-[20px] leading-7 font-semibold tracking-tight">{title}</h1>
        {children && <p className="mt-1 text-ink-2">{children}</p>}
      </div>
      {action}
    </header>
  );
}
