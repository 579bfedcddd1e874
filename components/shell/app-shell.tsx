"use client";
import {
  Blocks,
  CirclePlay,
  Inbox,
  Link2,
  type LucideIcon,
  Moon,
  Settings,
  Sun,
  Workflow,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTheme } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { IconButton } from "../ui/icon-button";
import { SKIPPED_TO, SkipLink } from "../ui/skip-link";
import { Logo } from "./logo";
import { MayEdit } from "./may-edit";

const PLACES: { href: string; label: string; icon: LucideIcon }[] = [
  { href: "/workflows", label: "Workflows", icon: Workflow },
  { href: "/runs", label: "Runs", icon: CirclePlay },
  { href: "/events", label: "Events", icon: Inbox },
  { href: "/connections", label: "Connections", icon: Link2 },
  { href: "/integrations", label: "Integrations", icon: Blocks },
  { href: "/settings", label: "Settings", icon: Settings },
];

/** Side navigation around every page but the builder, which keeps nothing in its address and goes without the adapter for that. */
export function AppShell({ mayEdit = true, children }: { mayEdit?: boolean; children: ReactNode }) {
  const path = usePathname();
  return (
    <div className="grid min-h-screen grid-cols-[232px_minmax(0,1fr)] max-[1100px]:grid-cols-[56px_minmax(0,1fr)]">
      <SkipLink>Skip to the content</SkipLink>
      <nav
        aria-label="Main"
        className="sticky top-0 flex h-screen flex-col gap-1 border-r border-hairline bg-card p-3"
      >
        <Link
          href="/workflows"
          className="mb-3 flex items-center gap-2 px-1 text-[16px] font-semibold no-underline"
        >
          <Logo />
          <span className="max-[1100px]:sr-only">Hookline</span>
        </Link>
        {PLACES.map(({ href, label, icon: Icon }) => {
          const here = path === href || path.startsWith(`${href}/`);
          return (
            <Link
              key={href}
              href={href}
              title={label}
              aria-current={here ? "page" : undefined}
              className="flex h-8 items-center gap-2.5 rounded-control px-2 text-[13px] font-medium text-ink-2 no-underline hover:bg-sunken aria-[current=page]:bg-sunken aria-[current=page]:text-ink"
            >
              <Icon aria-hidden size={16} strokeWidth={1.75} className="flex-none" />
              <span className="max-[1100px]:sr-only">{label}</span>
            </Link>
          );
        })}
        <span className="flex-1" />
        <ThemeSwitch />
      </nav>
      <main {...SKIPPED_TO} className="mx-auto w-full max-w-[1264px] px-8 py-8 max-[900px]:px-4">
        <MayEdit value={mayEdit}>
          <NuqsAdapter>{children}</NuqsAdapter>
        </MayEdit>
      </main>
    </div>
  );
}

function ThemeSwitch() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <IconButton
      label="Switch between light and dark"
      onClick={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
    >
      <Sun aria-hidden size={16} className="hidden [[data-theme=dark]_&]:block" />
      <Moon aria-hidden size={16} className="[[data-theme=dark]_&]:hidden" />
    </IconButton>
  );
}
