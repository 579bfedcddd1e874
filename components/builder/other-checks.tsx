"use client";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import type { Issue } from "@/lib/graph/descriptor";
import { CHECKS } from "@/lib/graph/validate/check-catalogue";

/** What was looked for and not found. */
export function OtherChecks({ issues }: { issues: readonly Issue[] }) {
  const [open, setOpen] = useState(false);
  const found = new Set(issues.map(({ code }) => code));
  const others = CHECKS.filter(({ code }) => !found.has(code));
  return (
    <div className="bd-others">
      <p className="bd-foot-note">
        <CircleCheck aria-hidden size={14} strokeWidth={1.5} />
        <span>{`${others.length} ${found.size > 0 ? "other " : ""}checks found nothing`}</span>
        <button type="button" className="bd-link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Hide" : "See all"}
        </button>
      </p>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
        <ul tabIndex={0} aria-label="Checks that found nothing">
          {others.map(({ code, finds, why }) => (
            <li key={code} title={why}>
              {finds[0]?.toUpperCase() + finds.slice(1)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
